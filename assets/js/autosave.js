// Saves `<form data-autosave>` while it is filled in. The contract with the server and the words are in README.md.
import { findDraft, keepDraft, removeDraft } from "./draft.js";
import { readFields, sameFields, writeFields } from "./fields.js";
import { fill, isOwn, later, moments } from "./page.js";

const WAIT = 1500;
// A quick answer is not announced as "saving"; words that come and go at once only disturb.
const SAY_SAVING_AFTER = 400;
const GIVE_UP_AFTER = 20_000;
const RETRY = [5_000, 10_000, 20_000, 60_000];
// Browsers let a request live on after the page only up to 64 KiB.
const KEEPALIVE_LIMIT = 60_000;

// From these no retry leads on: the person has to do something.
const FINAL = new Set(["conflict", "signed-out"]);

export function startAutosave(form) {
  new Autosave(form);
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]") ?? document.querySelector(`[data-autosave-state][data-form="${form.id}"]`);
    // After a refused submit the page shows what the server has not kept, and says so. Only the person saves it: somebody else's words
    // may be what it would replace.
    this.refused = form.hasAttribute("data-autosave-unsaved");
    this.saved = this.refused ? null : readFields(form);
    this.sending = null;
    this.failures = 0;
    this.timer = later(WAIT, () => this.save());

    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    // Before anything else hears of it: a save under way would make the form's version old while it is being submitted.
    form.addEventListener("submit", (event) => this.submit(event), { capture: true });
    addEventListener("online", () => this.retry());
    // Coming back from signing in, in another tab.
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.retry()));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => {
      // The save at leaving went on without this page, so its version may be old.
      if (event.persisted && this.left && form.isConnected) location.reload();
    });
    this.offer();
    this.changed();
  }

  get version() {
    return this.form.elements.namedItem("version")?.value ?? "";
  }

  get isDirty() {
    return !sameFields(readFields(this.form), this.saved);
  }

  changed() {
    if (!this.form.isConnected || !this.isDirty) return;
    this.keep();
    if (FINAL.has(this.state?.dataset.state)) return;
    this.show("changed");
    this.timer.start();
  }

  keep(submitted = false) {
    // What was refused was written on an older version than the page now has.
    const version = this.refused ? "" : this.version;
    keepDraft(this.form, { fields: readFields(this.form), version, submitted });
  }

  retry() {
    if (!this.form.isConnected || this.state?.dataset.state === "conflict" || !this.isDirty) return;
    this.save();
  }

  /** The page is hidden or left: what waits is sent now. */
  leave() {
    if (!this.form.isConnected || this.refused || this.submitting || this.state?.dataset.state === "conflict" || !this.isDirty) return;
    this.left = true;
    this.save({ keepalive: true });
  }

  async save({ keepalive = false } = {}) {
    this.timer.stop();
    if (this.sending || this.refused || !this.form.isConnected || !this.isDirty) return;
    const fields = readFields(this.form);
    const saying = setTimeout(() => this.show("saving"), SAY_SAVING_AFTER);
    this.sending = this.send(keepalive);
    const answer = await this.sending;
    this.sending = null;
    this.left = false;
    clearTimeout(saying);
    this.take(answer, fields);
  }

  async send(keepalive) {
    const { body, size } = bodyOf(this.form);
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        headers: { "X-Autosave": "1", Accept: "application/json" },
        body,
        // A redirect is the way to the sign-in page, not a saved form.
        redirect: "manual",
        keepalive: keepalive && size < KEEPALIVE_LIMIT,
        signal: AbortSignal.timeout(GIVE_UP_AFTER),
      });
      if (response.type === "opaqueredirect") return { status: 401 };
      const json = await response.json().catch(() => null);
      return { status: response.status, json };
    } catch {
      return { status: 0 };
    }
  }

  take({ status, json }, fields) {
    if (status === 200 && json !== null) {
      this.failures = 0;
      this.saved = fields;
      const version = this.form.elements.namedItem("version");
      if (version) version.value = json.version;
      if (this.isDirty) {
        this.keep();
        this.timer.start();
      } else {
        removeDraft(this.form);
      }
      this.show("saved", { time: json.saved_at });
      return;
    }
    this.keep();
    if (status === 409) this.show("conflict");
    else if (status === 401) this.show("signed-out", {}, this.state?.dataset.signInUrl);
    else if (status >= 400 && status < 500 && status !== 408 && status !== 429) this.show("refused");
    else {
      this.show(status === 0 ? "offline" : "failed");
      this.timer.start(RETRY[Math.min(this.failures, RETRY.length - 1)]);
      this.failures += 1;
    }
  }

  /** Waits for a save under way and then submits; the draft stays until the server has shown that it took the form. */
  submit(event) {
    this.timer.stop();
    if (!this.sending) {
      this.submitting = true;
      if (this.isDirty) this.keep(true);
      // A form that stays on the page, because its answer is a file or comes by htmx, saves again.
      setTimeout(() => (this.submitting = false), 3000);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.sending.then(() => setTimeout(() => this.form.requestSubmit(submitter ?? undefined)));
  }

  show(name, values = {}, address) {
    const { state } = this;
    if (!state) return;
    const before = state.dataset.state;
    if (name === "changed" && before === name) return;
    // Saving is routine and stays silent; trouble and its end are said aloud.
    const routine = ["none", "changed", "saving", "saved"];
    state.setAttribute("aria-live", routine.includes(name) && (before === undefined || routine.includes(before)) ? "off" : "polite");
    state.dataset.state = name;
    const text = state.getAttribute(`data-text-${name}`);
    const words = state.querySelector("[data-autosave-text]") ?? state;
    if (text !== null) words.textContent = fill(text, values);
    const linkText = state.getAttribute(`data-link-${name}`);
    if (name === "conflict" && linkText) {
      // The answer to the form as it stands shows both versions beside each other.
      const button = document.createElement("button");
      button.type = "submit";
      button.className = "btn btn-sm btn-line";
      button.setAttribute("form", this.form.id);
      button.textContent = linkText;
      words.append(" ", button);
    } else if (address && linkText && isOwn(address)) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = linkText;
      words.append(" ", link);
    }
  }

  /** Offers what was typed here before and never reached the server. */
  offer() {
    const draft = findDraft(this.form);
    if (!draft) return;
    const taken = draft.submitted && draft.version !== this.version;
    if (taken || sameFields(draft.fields, readFields(this.form))) {
      removeDraft(this.form);
      return;
    }
    const note = document.querySelector(`[data-autosave-offer="${this.form.id}"]`) ?? this.form.querySelector("[data-autosave-offer]");
    if (!note) return;
    for (const part of note.querySelectorAll("[data-when-newer]")) part.hidden = draft.version === this.version;
    for (const time of note.querySelectorAll("time")) {
      time.dateTime = new Date(draft.at).toISOString();
      time.textContent = moments.format(draft.at);
    }
    note.addEventListener("click", (event) => {
      if (event.target.closest("[data-autosave-restore]")) writeFields(this.form, draft.fields);
      else if (event.target.closest("[data-autosave-discard]")) removeDraft(this.form);
      else return;
      note.hidden = true;
    });
    note.hidden = false;
  }
}

/** The form's fields as it would send them itself, without files: those have a form of their own. */
function bodyOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
  const encoded = new URLSearchParams(data);
  return { body: form.enctype === "multipart/form-data" ? data : encoded, size: encoded.toString().length };
}
