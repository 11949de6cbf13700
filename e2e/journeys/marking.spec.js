// The evaluator: marks from the keyboard, item after item.
import { Marking } from "../support/marking.js";
import { MARKING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

test("a report is marked from the keyboard", async ({ signIn }) => {
  const page = await signIn("evaluator");
  const marking = new Marking(page, MARKING);
  await page.goto("/marking");
  await page.locator(`a[href='${marking.address}']`).click();
  const count = await marking.queue.getByRole("listitem").count();
  expect(count).toBeGreaterThan(2);

  await test.step("another level than the office's needs a reason", async () => {
    const own = await marking.own();
    const other = own === 5 ? 4 : own + 1;
    await page.keyboard.press(String(other));
    await expect(marking.level(other)).toBeChecked();
    await page.keyboard.press("c");
    await expect(marking.strengths).toBeFocused();
    // Keys that write are letters here, not commands.
    await page.keyboard.type("j1 มีระบบติดตามทุกไตรมาส");
    await expect(marking.strengths).toHaveValue("j1 มีระบบติดตามทุกไตรมาส");
    await page.keyboard.press("Control+Enter");
    await expect(marking.refusal).toBeVisible();
    await expect(marking.strengths).toHaveValue("j1 มีระบบติดตามทุกไตรมาส");
    await marking.justification.fill("หลักฐานครบตามเกณฑ์ของระดับนี้");
    await marking.recommendation.fill("ควรขยายผลไปทุกโรงเรียน");
    const before = await marking.item();
    await page.keyboard.press("Control+Enter");
    await marking.leaves(before);
    await expect(marking.queue.locator(`li a[href='${before}']`)).toContainText(`ให้ ${other}`);
  });

  await test.step("to and fro without saving", async () => {
    const second = await marking.item();
    await page.keyboard.press("k");
    await marking.leaves(second);
    const first = await marking.item();
    await page.keyboard.press("j");
    await marking.leaves(first);
    expect(await marking.item()).toBe(second);
  });

  await test.step("the keys can be switched off", async () => {
    const keys = page.getByLabel("ใช้ปุ่มลัด");
    await expect(keys).toBeInViewport();
    await keys.uncheck();
    await marking.queue.click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("2");
    await expect(marking.level(2)).not.toBeChecked();
    await keys.check();
  });

  await test.step("the rest, as the office sees itself", async () => {
    for (let left = count - 1; left > 0; left -= 1) {
      await expect(marking.queue.locator("li", { hasText: "ยังไม่ให้คะแนน" })).toHaveCount(left);
      const item = await marking.item();
      const own = await marking.own();
      await page.keyboard.press(String(own));
      await expect(marking.level(own)).toBeChecked();
      await page.keyboard.press("Control+Enter");
      if (left > 1) await marking.leaves(item);
    }
    await expect(page).toHaveURL("/marking");
    await expect(page.locator(`a[href='${marking.address}']`)).toHaveCount(0);
  });

  const office = await signIn("coordinator", MARKING.office);
  const report = new Report(office, MARKING);
  await report.open();
  await expect(report.state).toHaveText("ให้คะแนนครบแล้ว");
});
