// htmx with the settings of this product, and a word when a request fails.
import htmx from "htmx.org/dist/htmx.esm.js";

Object.assign(htmx.config, {
  // The policy of the pages allows neither inline styles nor eval.
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  // Pages hold unpublished marks: they are not kept in the browser, going back asks the server.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "instant",
  // 422 is a form with its errors.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

/** Shows the one of the page's `[data-request-error]` notes that fits: "offline", "failed", "signed-out". */
function show(kind) {
  for (const note of document.querySelectorAll("[data-request-error]")) {
    note.hidden = note.dataset.requestError !== kind;
  }
}

document.addEventListener("htmx:sendError", () => show("offline"));
document.addEventListener("htmx:timeout", () => show("offline"));
document.addEventListener("htmx:responseError", (event) => show(event.detail.xhr.status === 401 ? "signed-out" : "failed"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && show("none"));
