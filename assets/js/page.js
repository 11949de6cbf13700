// What the modules share: starting on new content, filling words, remembering.
import htmx from "htmx.org/dist/htmx.esm.js";
import { language } from "./words.js";

/** Calls `start` once for each element of the page that matches, and for those that htmx brings later. */
export function onContent(selector, start) {
  const started = new WeakSet();
  htmx.onLoad((root) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches(selector)) found.unshift(root);
    for (const element of found) {
      if (started.has(element)) continue;
      started.add(element);
      start(element);
    }
  });
}

export { fill, numbers } from "./words.js";

/** Writes moments the way the language of the page does; in Thai with Buddhist years. */
export const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });

/** A timer that starts again at every call, so that only the last one counts. */
export function later(milliseconds, action) {
  let timer;
  return {
    start(wait = milliseconds) {
      clearTimeout(timer);
      timer = setTimeout(action, wait);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** localStorage, which throws where it is switched off or full. What is remembered there is a comfort, so a failure is silent. */
export const memory = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Nothing to do: the page works without.
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
  keys() {
    try {
      return Object.keys(localStorage);
    } catch {
      return [];
    }
  },
};

/** Whether an address stays on this site: what a server answer says is not followed elsewhere. */
export function isOwn(address) {
  try {
    return new URL(address, location.href).origin === location.origin;
  } catch {
    return false;
  }
}
