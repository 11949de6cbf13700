// Keys of a workspace. An element of `[data-keys]` says which key it answers to: data-key="1", "j", "ctrl+enter". A link or button is
// clicked, a radio button chosen, anything else focused. Keys without Ctrl are off while typing and can be switched off for good by
// `<input type="checkbox" data-keys-switch>` (WCAG 2.1.4).
import { memory, onContent } from "./page.js";

const KEY = "emes:keys";
const isOn = () => memory.get(KEY) !== "off";

function showSwitch(box) {
  box.checked = isOn();
  document.documentElement.classList.toggle("keys-off", !isOn());
}

onContent("[data-keys-switch]", showSwitch);
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-keys-switch]")) return;
  if (event.target.checked) memory.remove(KEY);
  else memory.set(KEY, "off");
  document.querySelectorAll("[data-keys-switch]").forEach(showSwitch);
});

// What assistive technology announces with the element.
onContent("[data-keys] [data-key]", (element) => {
  const { key } = element.dataset;
  element.setAttribute("aria-keyshortcuts", key === "ctrl+enter" ? "Control+Enter" : key.toUpperCase());
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const workspace = document.querySelector("[data-keys]");
  if (!workspace || !isOn()) return;
  const name = nameOf(event);
  if (name === null || (!name.startsWith("ctrl+") && isTyping(event.target))) return;
  const element = [...workspace.querySelectorAll("[data-key]")].find((one) => one.dataset.key === name && one.getClientRects().length > 0);
  if (!element) return;
  event.preventDefault();
  act(element);
});

/** The name of a key by its place: on a Thai keyboard the J key writes another letter, and the digits are in the upper case. */
function nameOf({ code, ctrlKey, metaKey, shiftKey }) {
  if (ctrlKey || metaKey) return code === "Enter" || code === "NumpadEnter" ? "ctrl+enter" : null;
  if (shiftKey) return null;
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1].toLowerCase() ?? null;
}

function isTyping(target) {
  if (!(target instanceof Element)) return false;
  if (target.closest("textarea, select, [contenteditable]")) return true;
  return target.matches("input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit])");
}

function act(element) {
  if (element.matches("input[type=radio]")) {
    element.focus();
    element.click();
  } else if (element.matches("a, button, summary, input[type=checkbox]")) {
    element.click();
  } else {
    if (!element.matches("input, select, textarea, [tabindex]")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
}
