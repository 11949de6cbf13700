// Every form of the program was sent by a browser without script. What was sent is noted by the tests of no-script/, which run before.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { FORMS } from "../support/paths.js";
import { routes } from "../support/routes.js";
import { expect, test } from "../support/test.js";

/** Addresses that take a POST which no browser without script sends, and why. */
const NOT_SENT = {
  "/evidence/uploads": "files in parts are sent by a script; without it the form sends them whole",
  "/sign-in/passkey": "passkeys need a script; the password does not",
  "/sign-in/passkey/question": "for scripts",
  "/me/passkeys": "passkeys need a script",
  "/me/passkeys/question": "for scripts",
  "/me/passkeys/{id}/rename": "a passkey is made with script; journeys/passkey.spec.js sends it",
  "/me/passkeys/{id}/remove": "a passkey is made with script; journeys/passkey.spec.js sends it",
  "/me/identities/remove": "needs a provider; crates/emes/tests/it/identity.rs sends it",
};

test("every form was sent without script", async () => {
  const files = await readdir(FORMS);
  const sent = (await Promise.all(files.map((file) => readFile(join(FORMS, file), "utf8")))).join("").split("\n");
  const known = await routes("post");
  const missing = known.filter((route) => !(route in NOT_SENT) && !sent.some(pattern(route)));
  expect(missing, "addresses to which no test of e2e/no-script sends a form").toEqual([]);
  const gone = Object.keys(NOT_SENT).filter((route) => !known.includes(route) || sent.some(pattern(route)));
  expect(gone, "lines of NOT_SENT that are not needed").toEqual([]);
});

/** Whether an address is one of a route; its own words count before a parameter. */
function pattern(route) {
  const fixed = new RegExp(`^${route.replace(/\{[^/]+\}/g, "[^/]+")}$`);
  return (address) => fixed.test(address);
}
