// The table names every page that the program has.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../support/paths.js";
import { expect, test } from "../support/test.js";
import { NOT_PAGES, PAGES } from "./table.js";

test("every address that can be read is in the table", async () => {
  const routes = await readableRoutes();
  const named = new Set([...PAGES.map((page) => page.route), ...Object.keys(NOT_PAGES)]);
  expect(routes.filter((route) => !named.has(route)), "pages without a line in e2e/pages/table.js").toEqual([]);
  const known = new Set([...routes, ""]);
  expect([...named].filter((route) => !known.has(route)), "lines of e2e/pages/table.js without a page").toEqual([]);
});

/** The addresses that answer GET, as crates/web/src has them. */
async function readableRoutes() {
  const folder = join(ROOT, "crates/web/src");
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".rs") && file !== "route.rs");
  const source = (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join("\n");
  expect(source, "the test cannot read nested routes").not.toContain(".nest(");
  const constants = new Map([...source.matchAll(/const (\w+): &str = "(\/[^"]*)"/g)].map(([, name, text]) => [name, text]));
  const fill = (text) => text.replace(/\{([A-Z_]+)\}/g, (_, name) => constants.get(name));
  const addresses = source.split(/\.route\(\s*/).slice(1).map((route) => {
    const [, literal, template, name] = /^(?:"([^"]*)"|&format!\(\s*"([^"]*)"\s*\)|(\w+))\s*,/.exec(route) ?? [];
    const address = literal ?? (template && fill(template)) ?? constants.get(name);
    expect(address, `an address that the test cannot read: ${route.slice(0, 80)}`).toBeDefined();
    return { address, handlers: route.split(/\.layer\(|;/)[0] };
  });
  expect(addresses.length).toBeGreaterThan(20);
  return addresses.filter(({ handlers }) => /\bget\(/.test(handlers)).map(({ address }) => address);
}
