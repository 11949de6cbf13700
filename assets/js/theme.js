// Loaded in <head> before the page is painted, as a plain script: the chosen theme without a flash of the other one.
try {
  const theme = localStorage.getItem("emes:theme");
  if (theme === "light" || theme === "dark") document.documentElement.setAttribute("data-bs-theme", theme);
} catch {
  // Storage is switched off: the page follows the system.
}
