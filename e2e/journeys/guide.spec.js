// The guide: the button of a page leads to its chapter, and the pictures are there.
import { expect, test } from "../support/test.js";

/** Who looks for help, where, and the chapter that is opened. */
const CHAPTERS = [
  ["reporter", "/reports/2569/QP/R12/P2300/items/QP04", "reporter#item"],
  ["coordinator", "/reports/2569/QP/R12/P2300", "coordinator#report"],
  ["director", "/results/2568/P2300", "director#results"],
  ["screener", "/screening/reports/2569/AP/R12/P1602", "screener#screening-report"],
  ["evaluator", "/marking/reports/2569/SA/R12/P1102/items/S1.1", "evaluator#marking-item"],
  ["lead-evaluator", "/rounds/2569/SA/R12/review", "lead-evaluator#review"],
  ["lead-evaluator", "/reconciliation", "lead-evaluator#reconciliation"],
  ["central-admin", "/rounds?year=2569", "central-admin#rounds"],
  ["central-admin", "/external/2569/AP", "central-admin#external"],
  ["executive", "/progress", "executive#progress"],
  ["auditor", "/audit", "auditor#audit"],
];

test("help leads to the chapter of the page, with its pictures", async ({ signIn }) => {
  for (const [role, path, chapter] of CHAPTERS) {
    await test.step(chapter, async () => {
      const page = await signIn(role);
      await page.goto(path);
      await page.getByRole("link", { name: "คู่มือของหน้านี้" }).click();
      await expect(page).toHaveURL(`/help/${chapter}`);
      await expect(page.locator(`#${chapter.split("#")[1]}`)).toBeInViewport();
      for (const picture of await page.locator("img.shot").all()) {
        await picture.scrollIntoViewIfNeeded();
        await expect(picture).toHaveJSProperty("naturalWidth", 960);
      }
      await page.close();
    });
  }
});

test("a guide is read in the language of the page", async ({ signIn }) => {
  const page = await signIn("reporter");
  await page.goto("/help");
  await page.getByRole("link", { name: "คู่มือผู้รายงานของเขตพื้นที่" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("คู่มือผู้รายงานของเขตพื้นที่");
  await page.getByRole("group", { name: "ภาษา" }).getByRole("link", { name: "EN" }).click();
  await expect(page).toHaveURL("/help/reporter");
  await expect(page.locator("article > div")).toHaveAttribute("lang", "en");
});
