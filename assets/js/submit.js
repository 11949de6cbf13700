// A second click on a slow line must not send a form twice.
const sent = new WeakSet();
// An answer that is a file leaves the page as it is; after this time the form may be sent again.
const AGAIN_AFTER = 10_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  // htmx and the dialog's own close do their work without leaving the page.
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), AGAIN_AFTER);
});

// Coming back by the browser's button shows the page as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) [...document.forms].forEach(release);
});

function release(form) {
  if (!sent.delete(form)) return;
  for (const button of form.elements) if (button.type === "submit") button.removeAttribute("aria-disabled");
}
