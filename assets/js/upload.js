// `<form data-upload>` sends each chosen or dropped file by itself by the tus protocol, with its own progress, cancel and retry; a file
// whose line broke goes on from where it was, also after the page was left. The contract with the server and the words are in README.md.
import * as tus from "tus-js-client";
import { fill, numbers } from "./words.js";

// More at a time would only share a slow line among more unfinished files.
const AT_A_TIME = 2;
// What the server acknowledges together; a proxy that keeps back whole requests holds no more than this.
const CHUNK = 4 * 1024 * 1024;
const RETRIES = [1_000, 3_000, 5_000, 10_000, 20_000, 60_000];

class Upload {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.list = document.getElementById(form.dataset.upload) ?? form.querySelector("[data-upload-list]");
    this.template = form.querySelector("template[data-upload-row]");
    this.waiting = [];
    this.running = new Set();
    this.broken = new Set();

    for (const button of form.querySelectorAll("[data-upload-submit]")) button.hidden = true;
    const place = form.querySelector(".drop");
    place?.classList.add("scripted");
    place?.querySelector("label")?.classList.replace("form-label", "btn");
    place?.querySelector("label")?.classList.add("btn-line");
    this.input.required = false;
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.acceptDrops(form.querySelector(".drop") ?? form);
    addEventListener("beforeunload", (event) => {
      if (this.running.size > 0) event.preventDefault();
    });
    addEventListener("online", () => {
      for (const one of this.broken) this.queue(one);
    });
  }

  acceptDrops(place) {
    for (const name of ["dragenter", "dragover"]) {
      place.addEventListener(name, (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        place.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      this.add(event.dataTransfer.files);
    });
  }

  add(files) {
    for (const file of files) {
      const row = this.template.content.firstElementChild.cloneNode(true);
      const one = { file, row, upload: null };
      row.querySelector("[data-name]").textContent = file.name;
      put(row, "[data-size]", size(file.size));
      row.querySelector("progress")?.setAttribute("aria-label", file.name);
      row.addEventListener("click", (event) => {
        if (event.target.closest("[data-upload-cancel]")) this.cancel(one);
        else if (event.target.closest("[data-upload-retry]")) this.queue(one);
      });
      this.list.append(row);
      const max = Number(this.form.dataset.maxBytes);
      if (max > 0 && file.size > max) this.fail(one, "too-big", { max: size(max) });
      else this.queue(one);
    }
  }

  queue(one) {
    this.broken.delete(one);
    this.say(one, "waiting");
    one.row.classList.remove("bad");
    toggle(one.row, { progress: true, cancel: true, retry: false });
    this.waiting.push(one);
    this.next();
  }

  next() {
    while (this.running.size < AT_A_TIME && this.waiting.length > 0) {
      const one = this.waiting.shift();
      this.running.add(one);
      this.send(one)
        .catch((error) => this.explain(one, error))
        .finally(() => {
          this.running.delete(one);
          this.next();
        });
    }
  }

  async send(one) {
    await new Promise((done, failed) => {
      one.upload ??= new tus.Upload(one.file, {
        endpoint: this.form.dataset.endpoint,
        chunkSize: CHUNK,
        retryDelays: RETRIES,
        metadata: { filename: one.file.name },
        removeFingerprintOnSuccess: true,
        onProgress: (sent, all) => this.progress(one, sent / all),
      });
      one.upload.options.onSuccess = done;
      one.upload.options.onError = failed;
      one.upload
        .findPreviousUploads()
        .then((before) => {
          if (one.cancelled) return done();
          if (before.length > 0) one.upload.resumeFromPreviousUpload(before[0]);
          this.say(one, "sending", { percent: 0 });
          one.upload.start();
        })
        .catch(failed);
    });
    if (!one.cancelled) await this.keep(one);
  }

  /** The bytes are there; the form takes them in, and the checks of the server take their time. */
  async keep(one) {
    this.say(one, "checking");
    const data = new FormData(this.form);
    data.delete(this.input.name);
    data.append("upload", one.upload.url.split("/").pop());
    const answer = await fetch(this.form.action, { method: "POST", body: data, headers: { "X-Upload": "1", Accept: "text/html" } });
    const isRow = answer.headers.get("X-Upload") === "1";
    if (!isRow) throw Object.assign(new Error("refused"), { status: answer.status });
    this.replace(one, await answer.text());
  }

  progress(one, share) {
    const percent = Math.floor(share * 100);
    const bar = one.row.querySelector("progress");
    if (bar) bar.value = percent;
    put(one.row, "[data-percent]", `${percent}%`);
    this.say(one, "sending", { percent });
  }

  explain(one, error) {
    if (one.cancelled) return;
    const status = error.status ?? error.originalResponse?.getStatus() ?? 0;
    if (status === 0) this.broken.add(one);
    const kind = { 0: "offline", 401: "signed-out", 413: "too-big" }[status] ?? "failed";
    this.fail(one, kind, { max: size(Number(this.form.dataset.maxBytes)) });
  }

  /** The server answers with the finished row, good or bad. */
  replace(one, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const row = holder.content.firstElementChild;
    if (!row) return this.fail(one, "failed");
    one.row.replaceWith(row);
    this.form.dispatchEvent(new CustomEvent("emes:uploaded", { bubbles: true }));
  }

  cancel(one) {
    one.cancelled = true;
    this.broken.delete(one);
    this.waiting = this.waiting.filter((other) => other !== one);
    // What the server has of it is taken away, too.
    one.upload?.abort(true).catch(() => {});
    this.running.delete(one);
    one.row.remove();
    this.next();
  }

  fail(one, kind, values) {
    one.row.classList.add("bad");
    toggle(one.row, { progress: false, cancel: true, retry: kind !== "too-big" });
    this.say(one, kind, values);
  }

  say(one, kind, values = {}) {
    put(one.row, "[data-upload-text]", fill(this.form.getAttribute(`data-text-${kind}`), { name: one.file.name, ...values }));
  }
}

function put(row, selector, text) {
  const place = row.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

function toggle(row, { progress, cancel, retry }) {
  for (const part of row.querySelectorAll("[data-upload-progress]")) part.hidden = !progress;
  for (const part of row.querySelectorAll("[data-upload-cancel]")) part.hidden = !cancel;
  for (const part of row.querySelectorAll("[data-upload-retry]")) part.hidden = !retry;
}

function size(bytes) {
  if (bytes < 1_000_000) return `${numbers.format(Math.max(1, Math.round(bytes / 1000)))} KB`;
  return `${numbers.format(Math.round(bytes / 100_000) / 10)} MB`;
}

for (const form of document.querySelectorAll("form[data-upload]")) new Upload(form);
