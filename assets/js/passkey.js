// `<form data-passkey="create|get">` asks the device for a passkey before it is sent: the question comes from `data-passkey-question`, the
// answer goes into the field `answer`. The form stays hidden where the browser has no passkeys or the page is not at the address they hold
// for.
import { isOwn } from "./page.js";

export function startPasskey(form) {
  const { passkeyQuestion, passkeyOrigin } = form.dataset;
  const isHere = location.origin === passkeyOrigin;
  for (const note of document.querySelectorAll("[data-passkey-elsewhere]")) note.hidden = isHere;
  if (!window.PublicKeyCredential || !isHere || !isOwn(passkeyQuestion)) return;
  form.hidden = false;
  const failed = form.querySelector("[data-passkey-failed]");
  const answer = form.querySelector("input[name=answer]");
  // A browser may bring back what stood in a hidden field.
  answer.value = "";

  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    failed.hidden = true;
    try {
      answer.value = JSON.stringify(await ask(form.dataset.passkey, passkeyQuestion));
    } catch {
      // The person turned round, took too long, or the device has no key of this place.
      failed.hidden = false;
      return;
    }
    form.requestSubmit();
  }, { capture: true });
}

async function ask(verb, address) {
  const response = await fetch(address, { method: "POST" });
  if (!response.ok) throw new Error(String(response.status));
  const { publicKey } = await response.json();
  const credential = await navigator.credentials[verb]({ publicKey: decoded(publicKey) });
  return encoded(credential);
}

// Browsers learned to read and write the JSON of the standard only lately (Chrome 129, Safari 18.4), so it is done by hand here.
function decoded(options) {
  const ids = (list) => list?.map((each) => ({ ...each, id: bytes(each.id) }));
  const ready = { ...options, challenge: bytes(options.challenge) };
  if (options.user) ready.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) ready.excludeCredentials = ids(options.excludeCredentials);
  if (options.allowCredentials) ready.allowCredentials = ids(options.allowCredentials);
  return ready;
}

function encoded(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(given),
    extensions: {},
  };
}

function bytes(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
