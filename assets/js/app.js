// Every page works without this file; it makes pages quicker and safer to work with. No words of a language are in here: they stand
// in data- attributes of the page.
import "./htmx.js";
import "./focus.js";
import "./menu.js";
import "./dialog.js";
import "./theme-switch.js";
import "./count.js";
import "./keys.js";
import "./print.js";
import "./submit.js";
import { onContent } from "./page.js";
import { startAutosave } from "./autosave.js";
import { startProgress } from "./progress.js";
import { startPasskey } from "./passkey.js";
import { removeOldDrafts } from "./draft.js";

document.documentElement.classList.add("js");
removeOldDrafts(Date.now());
onContent("form[data-autosave]", startAutosave);
onContent("[data-progress-url]", startProgress);
onContent("form[data-passkey]", startPasskey);
