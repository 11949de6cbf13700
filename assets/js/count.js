// Counts what a reader sees as one character: ที่ is one, not three. The server counts the same way (extended grapheme clusters, a line
// break is one). `maxlength` would count code units and cut in the middle of a syllable, so it is not used.
import { fill, numbers, onContent } from "./page.js";

// Firefox has the segmenter since 125; without it, a character is a sign with the marks that follow.
const segmenter = Intl.Segmenter && new Intl.Segmenter("th", { granularity: "grapheme" });

export function countCharacters(text) {
  if (!segmenter) return (text.match(/\r\n|[^\p{M}\u0e33][\p{M}\u0e33]*/gsu) ?? []).length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

function show(field) {
  const output = document.getElementById(field.dataset.countOutput);
  if (!output) return;
  const max = Number(field.dataset.countMax);
  const count = countCharacters(field.value);
  const over = count > max;
  const values = { count: numbers.format(count), max: numbers.format(max), over: numbers.format(count - max) };
  // Said aloud only when the limit is crossed; a count at every key would talk over the writer.
  if (output.classList.contains("is-over") === over) output.removeAttribute("aria-live");
  else output.setAttribute("aria-live", "polite");
  output.classList.toggle("is-over", over);
  output.textContent = fill((over && output.dataset.textOver) || output.dataset.text, values);
}

onContent("[data-count-max]", show);
document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-count-max]")) show(event.target);
});
