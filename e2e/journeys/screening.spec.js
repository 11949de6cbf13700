// The screener: returns what is not complete, sees what changed, and accepts.
import { Item } from "../support/item.js";
import { SCREENING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { ITEMS, Screening } from "../support/screening.js";
import { expect, test } from "../support/test.js";

test("an item is returned, mended, compared word by word and passed", async ({ signIn }) => {
  const page = await signIn("screener");
  const screening = new Screening(page, SCREENING);
  await page.goto("/screening");
  await page.locator(`a[href='${screening.address}']`).click();

  await test.step("without a reason nothing is returned", async () => {
    await screening.item("AP10").getByLabel("ส่งคืนให้แก้ไข").check();
    await screening.save.click();
    await expect(page.getByRole("alert")).toBeVisible();
    await screening.open();
    await screening.giveBack("AP10", "ขอจำนวนโรงเรียนที่ดำเนินการ");
    await screening.save.click();
    await expect(page).toHaveURL("/screening");
    await expect(page.locator(`a[href='${screening.address}']`)).toHaveCount(0);
  });

  await test.step("the office mends that item and no other", async () => {
    const office = await signIn("coordinator", SCREENING.office);
    const other = new Item(office, SCREENING, "AP12");
    await other.open();
    await expect(other.narrative).toBeDisabled();
    const item = new Item(office, SCREENING, "AP10");
    await item.open();
    await expect(office.getByRole("note").filter({ hasText: "ส่งคืนให้แก้ไข" })).toContainText("ขอจำนวนโรงเรียนที่ดำเนินการ");
    await item.narrative.press("Control+End");
    await item.narrative.pressSequentially(" รวมทั้งสิ้น 118 โรงเรียน");
    await expect(item.state).toHaveAttribute("data-state", "saved");
    await item.saveByButton();
    await item.comment("เพิ่มจำนวนโรงเรียนแล้ว");
    const director = await signIn("director", SCREENING.office);
    const report = new Report(director, SCREENING);
    await report.open();
    await report.certify();
    await expect(report.receipt).toContainText(`AP-2569-R12-${SCREENING.office}-02`);
  });

  await test.step("the screener sees the difference and accepts", async () => {
    await screening.open();
    const changes = screening.item("AP10").locator(".diff");
    await expect(changes.locator("ins").last()).toContainText("118");
    await expect(changes.locator("del")).toHaveCount(0);
    await expect(screening.item("AP12").locator(".diff")).toHaveCount(0);
    for (const item of ITEMS) await screening.pass(item);
    await screening.accept.click();
    await expect(page).toHaveURL("/screening");
    await screening.open();
    await expect(page.getByText("รายงานนี้ไม่ได้รอการกลั่นกรอง")).toBeVisible();
  });
});
