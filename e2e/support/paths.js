// Where things lie.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The repository. */
export const ROOT = resolve(import.meta.dirname, "../..");

const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");

/** The program as `cargo build` leaves it, or another that is named. */
export const PROGRAM = process.env.EMES_PROGRAM ?? join(TARGET, "debug", "emes");

/** The browser: one that is named, or the machine's, without its windows where it is to be had so. */
export const BROWSER =
  process.env.CHROMIUM ?? ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));

/** Results, and the pictures of all pages. */
export const OUTPUT = join(TARGET, "e2e");

/** Which forms the tests without script sent, by worker. */
export const FORMS = join(OUTPUT, "forms");

/** The pictures of the user guide. */
export const GUIDE_PICTURES = join(ROOT, "docs", "guide", "img");

/** The demonstration as it begins, of which every program gets a copy. */
export const DEMONSTRATION = join(OUTPUT, "demonstration");
