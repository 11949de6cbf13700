// `button[data-print]` prints the page. Opens closed <details> for paper; browsers without ::details-content would print their heads only.
let opened = [];

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});

addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened = [];
});
