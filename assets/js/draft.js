// Unsaved text of a form, kept in this browser until the server has it. Other people may use the computer: a draft is offered only to
// the owner that the page names, and is gone after two weeks.
import { memory } from "./page.js";

const PREFIX = "emes:draft:";
const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;

const keyOf = (form) => PREFIX + new URL(form.action, location.href).pathname;

/** `fields` as of `version`; `submitted` when the form has been sent by its button since. */
export function keepDraft(form, { fields, version, submitted = false }) {
  const owner = form.dataset.autosaveOwner ?? "";
  memory.set(keyOf(form), JSON.stringify({ owner, at: Date.now(), version, fields, submitted }));
}

export function findDraft(form) {
  const draft = parse(memory.get(keyOf(form)));
  return draft?.owner === (form.dataset.autosaveOwner ?? "") ? draft : null;
}

export function removeDraft(form) {
  memory.remove(keyOf(form));
}

export function removeOldDrafts(now) {
  for (const key of memory.keys()) {
    if (!key.startsWith(PREFIX)) continue;
    const draft = parse(memory.get(key));
    if (draft === null || now - draft.at > KEPT_FOR) memory.remove(key);
  }
}

function parse(text) {
  try {
    const draft = JSON.parse(text);
    return Array.isArray(draft?.fields) ? draft : null;
  } catch {
    return null;
  }
}
