// Every page of the table.
import { expect, test } from "../support/test.js";
import { expectNotWider, expectVisibleFocus, look, NARROW } from "./look.js";
import { PAGES } from "./table.js";

for (const one of PAGES) {
  test(one.name, async ({ signIn, visit }) => {
    const page = await (one.before ? signIn : visit)(one.role, one.office);
    await one.before?.(page);
    if (one.path) {
      const answer = await page.goto(one.path);
      expect(answer.status()).toBe(one.status ?? 200);
      expect(new URL(page.url()).pathname, "it is this page and not another").toBe(one.path.split("?")[0]);
    }
    await look(page, one.name);
    await expectVisibleFocus(page);
    if (one.path) {
      // English words are longer.
      await page.setViewportSize(NARROW);
      await page.goto(`/language/en?back=${encodeURIComponent(one.path)}`);
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
      await expectNotWider(page, one.name);
    }
  });
}
