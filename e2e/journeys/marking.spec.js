// Evaluators: the first marks from the keyboard, item after item; the second judges a share apart, and the lead decides where they differ.
import { Marking } from "../support/marking.js";
import { MARKING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

const FIRST = "หลักฐานครบตามเกณฑ์ของระดับนี้";
const SECOND = "หลักฐานยังไม่แสดงผลที่เกิดกับผู้เรียน";

test("a report is marked by two evaluators, and the lead decides where they differ", async ({ signIn }) => {
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
    await marking.justification.fill(FIRST);
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

  await test.step("what is typed is kept, for the evaluator alone, until it is given", async () => {
    await marking.strengths.fill("ข้อความที่ยังคิดอยู่");
    await expect(marking.state).toContainText("บันทึกร่างแล้วเมื่อ");
    const elsewhere = new Marking(await signIn("evaluator"), MARKING);
    await elsewhere.page.goto(await marking.item());
    await expect(elsewhere.strengths).toHaveValue("ข้อความที่ยังคิดอยู่");
    await expect(elsewhere.draft).toBeVisible();
    await expect(elsewhere.queue.locator("li", { hasText: "ยังไม่ให้คะแนน" })).toHaveCount(count - 1);
    const lead = new Marking(await signIn("lead-evaluator"), MARKING);
    await lead.page.goto(await marking.item());
    await expect(lead.page.locator("main")).not.toContainText("ข้อความที่ยังคิดอยู่");
    await elsewhere.discard.click();
    await expect(elsewhere.draft).toHaveCount(0);
    await page.reload();
    await expect(marking.strengths).toHaveValue("");
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
    await expect(marking.queue.locator("li", { hasText: "ยังไม่ให้คะแนน" })).toHaveCount(0);
  });

  await test.step("the second judges a share, seeing nothing of the first", async () => {
    const second = new Marking(await signIn("evaluator-2"), MARKING);
    await second.page.goto("/marking");
    await second.page.locator(`a[href='${second.address}']`).click();
    await expect(second.queue.locator("li", { hasText: "ยังไม่ให้คะแนน" })).toHaveCount(2);
    await expect(second.page.getByText("รายการนี้มีผู้ประเมินสองคน")).toBeVisible();
    await expect(second.page.locator("main")).not.toContainText(FIRST);
    const first = await second.item();
    await second.level(await second.own()).check();
    await second.strengths.fill(SECOND);
    await second.save.click();
    await second.leaves(first);
    await second.level(await second.own()).check();
    await second.save.click();
    await expect(second.queue.locator("li", { hasText: "ยังไม่ให้คะแนน" })).toHaveCount(0);
    // What was given is sealed, because the other must not be led by it.
    await second.page.goto(first);
    await expect(second.page.getByText("ท่านให้คะแนนรายการนี้แล้ว")).toBeVisible();
    await expect(second.save).toHaveCount(0);
  });

  await test.step("the lead sees both and decides", async () => {
    const lead = await signIn("lead-evaluator");
    await lead.goto("/reconciliation");
    const dispute = lead.locator(`a[href='/reconciliation${MARKING.path}/items/AP10']`);
    await dispute.click();
    const opinions = lead.locator(".twins");
    for (const words of ["ผู้ประเมิน 1", FIRST, "ผู้ประเมิน 2", SECOND]) await expect(opinions).toContainText(words);
    await lead.locator("label", { hasText: "เขตประเมินตนเอง" }).getByRole("radio").check();
    await lead.getByLabel("เหตุผลของการตัดสิน").fill("พิจารณาหลักฐานร่วมกันแล้ว");
    await lead.getByRole("button", { name: "ตัดสินระดับคุณภาพ" }).click();
    await expect(lead).toHaveURL("/reconciliation");
    await expect(dispute).toHaveCount(0);

    await lead.goto("/rounds?year=2569");
    await lead.locator("#AP-R12").getByRole("link", { name: "ความสอดคล้องของผู้ประเมิน" }).click();
    await expect(lead.getByRole("row", { name: /^ผู้ประเมิน 2/ })).toBeVisible();
    await expect(lead.getByText("Krippendorff").first()).toBeVisible();
  });

  const office = await signIn("coordinator", MARKING.office);
  const report = new Report(office, MARKING);
  await report.open();
  await expect(report.state).toHaveText("ให้คะแนนครบแล้ว");
});
