// The table names every page that the program has.
import { routes } from "../support/routes.js";
import { expect, test } from "../support/test.js";
import { NOT_PAGES, PAGES } from "./table.js";

test("every address that can be read is in the table", async () => {
  const readable = await routes("get");
  const named = new Set([...PAGES.map((page) => page.route), ...Object.keys(NOT_PAGES)]);
  expect(readable.filter((route) => !named.has(route)), "pages without a line in e2e/pages/table.js").toEqual([]);
  const known = new Set([...readable, ""]);
  expect([...named].filter((route) => !known.has(route)), "lines of e2e/pages/table.js without a page").toEqual([]);
});
