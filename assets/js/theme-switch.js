// Buttons `[data-theme-choice="light|dark|auto"]`; "auto" follows the system. theme.js reads the choice at the next page.
import { memory, onContent } from "./page.js";

const KEY = "emes:theme";

function choice() {
  return memory.get(KEY) ?? "auto";
}

function mark(button) {
  button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice()));
}

onContent("[data-theme-choice]", mark);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-theme-choice]");
  if (!button) return;
  const theme = button.dataset.themeChoice;
  if (theme === "auto") {
    memory.remove(KEY);
    document.documentElement.removeAttribute("data-bs-theme");
  } else {
    memory.set(KEY, theme);
    document.documentElement.setAttribute("data-bs-theme", theme);
  }
  document.querySelectorAll("[data-theme-choice]").forEach(mark);
});
