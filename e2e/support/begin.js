// Before all tests: what the last run left must not speak for this one.
import { rm } from "node:fs/promises";
import { FORMS } from "./paths.js";
import { makeDemonstration } from "./site.js";

export default async function begin() {
  await rm(FORMS, { recursive: true, force: true });
  await makeDemonstration();
}
