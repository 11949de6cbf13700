// Words and numbers of the page for scripts; apart from page.js, so that a script that is loaded by itself does not bring htmx again.

export const language = document.documentElement.lang || "th";

/** Puts values into a text of the page: fill("{n} จาก {max}", { n: 3, max: 5 }). */
export function fill(text, values) {
  return (text ?? "").replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Writes numbers the way the language of the page does. */
export const numbers = new Intl.NumberFormat(language);
