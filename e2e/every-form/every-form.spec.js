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
  "/instruments/drafts/{id}/check/{part}": "what is wrong is shown while one types, by a script",
  "/me/identities/remove": "needs a provider; crates/emes/tests/it/identity.rs sends it",
};

test("every form was sent without script", async () => {
  const files = await readdir(FORMS);
  const noted = (await Promise.all(files.map((file) => readFile(join(FORMS, file), "utf8")))).join("").trim().split("\n");
  const known = await routes("post");
  const sent = new Set(noted.map((address) => routeOf(known, address)));
  const missing = known.filter((route) => !sent.has(route) && !(route in NOT_SENT));
  expect(missing, "addresses to which no test of e2e/no-script sends a form").toEqual([]);
  const needless = Object.keys(NOT_SENT).filter((route) => sent.has(route) || !known.includes(route));
  expect(needless, "lines of NOT_SENT that are not needed").toEqual([]);
});

/** The route of an address: of those that fit the one with the fewest parameters. */
function routeOf(known, address) {
  const fits = (route) => new RegExp(`^${route.replace(/\{[^/]+\}/g, "[^/]+")}$`).test(address);
  const parameters = (route) => route.split("{").length;
  return known.filter(fits).sort((one, other) => parameters(one) - parameters(other))[0];
}
