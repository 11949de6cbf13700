// `<form data-upload>` sends each chosen or dropped file by itself, with its own progress, cancel and retry. The contract with the
// server and the words are in README.md.
import htmx from "htmx.org/dist/htmx.esm.js";
import { fill, numbers } from "./page.js";

// More at a time would only share a slow line among more unfinished files.
const AT_A_TIME = 2;

export function startUpload(form) {
  new Upload(form);
}

class Upload {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=file]");
    this.list = document.getElementById(form.dataset.upload) ?? form.querySelector("[data-upload-list]");
    this.template = form.querySelector("template[data-upload-row]");
    this.waiting = [];
    this.running = 0;

    for (const button of form.querySelectorAll("[data-upload-submit]")) button.hidden = true;
    this.input.addEventListener("change", () => {
      this.add(this.input.files);
      this.input.value = "";
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    this.acceptDrops(form.querySelector(".drop") ?? form);
    addEventListener("beforeunload", (event) => {
      if (this.running > 0) event.preventDefault();
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
      const one = { file, row, request: null };
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
    this.say(one, "waiting");
    one.row.classList.remove("bad");
    toggle(one.row, { progress: true, cancel: true, retry: false });
    this.waiting.push(one);
    this.next();
  }

  next() {
    while (this.running < AT_A_TIME && this.waiting.length > 0) this.send(this.waiting.shift());
  }

  send(one) {
    const data = new FormData(this.form);
    data.delete(this.input.name);
    data.append(this.input.name, one.file, one.file.name);
    const request = new XMLHttpRequest();
    one.request = request;
    this.running += 1;
    request.upload.addEventListener("progress", (event) => event.lengthComputable && this.progress(one, event.loaded / event.total));
    // The bytes are there; the checks of the server take their time.
    request.upload.addEventListener("load", () => this.say(one, "checking"));
    request.addEventListener("loadend", () => {
      this.running -= 1;
      one.request = null;
      this.take(one, request);
      this.next();
    });
    request.open("POST", this.form.action);
    request.setRequestHeader("X-Upload", "1");
    request.setRequestHeader("Accept", "text/html");
    this.say(one, "sending", { percent: 0 });
    request.send(data);
  }

  progress(one, share) {
    const percent = Math.floor(share * 100);
    const bar = one.row.querySelector("progress");
    if (bar) bar.value = percent;
    put(one.row, "[data-percent]", `${percent}%`);
    this.say(one, "sending", { percent });
  }

  take(one, request) {
    const isRow = request.getResponseHeader("Content-Type")?.startsWith("text/html") && request.getResponseHeader("X-Upload") === "1";
    if (isRow) this.replace(one, request.responseText);
    else if (one.cancelled) one.row.remove();
    else if (request.status === 401) this.fail(one, "signed-out");
    else if (request.status === 413) this.fail(one, "too-big", { max: size(Number(this.form.dataset.maxBytes)) });
    else this.fail(one, request.status === 0 ? "offline" : "failed");
  }

  /** The server answers with the finished row, good or bad. */
  replace(one, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const row = holder.content.firstElementChild;
    if (!row) return this.fail(one, "failed");
    one.row.replaceWith(row);
    htmx.process(row);
    this.form.dispatchEvent(new CustomEvent("emes:uploaded", { bubbles: true }));
  }

  cancel(one) {
    one.cancelled = true;
    if (one.request) return one.request.abort();
    this.waiting = this.waiting.filter((other) => other !== one);
    one.row.remove();
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
