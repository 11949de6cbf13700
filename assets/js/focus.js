// Moves the focus to the summary of errors, so that who does not see the page hears first what to mend.
import { onContent } from "./page.js";

onContent(".errsum, [data-arrive]", (summary) => {
  if (!summary.hasAttribute("tabindex")) summary.tabIndex = -1;
  summary.focus();
});

// A link of the summary goes into the field, not only to it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".errsum a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field?.matches("input, select, textarea, button")) return;
  event.preventDefault();
  field.focus();
  (field.closest("tr, .field, li") ?? field).scrollIntoView({ block: "center" });
});
