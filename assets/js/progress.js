// A long job that reports by server-sent events: `<div data-progress-url="…">` with a <progress> and words. README.md has the contract.
import { isOwn } from "./page.js";

export function startProgress(element) {
  const address = element.dataset.progressUrl;
  if (!isOwn(address)) return;
  // The browser connects again by itself when the line breaks.
  const events = new EventSource(address);
  const stop = (state) => {
    element.dataset.state = state;
    events.close();
  };

  events.addEventListener("progress", (event) => show(element, JSON.parse(event.data)));
  events.addEventListener("failed", (event) => {
    show(element, JSON.parse(event.data));
    stop("failed");
  });
  events.addEventListener("done", (event) => {
    const { url, ...rest } = JSON.parse(event.data);
    show(element, rest);
    stop("done");
    if (!url || !isOwn(url)) return;
    if (element.hasAttribute("data-progress-follow")) location.assign(url);
    for (const link of element.querySelectorAll("[data-progress-link]")) {
      link.href = url;
      link.hidden = false;
    }
  });
  events.addEventListener("error", () => {
    // Refused for good: the session ended, or the job is not there.
    if (events.readyState === EventSource.CLOSED) show(element, { text: element.dataset.textLost });
    if (!element.isConnected) events.close();
  });
}

function show(element, { value, max, text }) {
  const bar = element.querySelector("progress");
  if (bar && max !== undefined) bar.max = max;
  if (bar && value !== undefined) bar.value = value;
  const words = element.querySelector("[data-progress-text]");
  if (words && text !== undefined) words.textContent = text;
}
