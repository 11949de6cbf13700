// What a person typed stays, whatever happens: somebody else saves, the line breaks, the session ends, the language changes.
import { Item } from "../support/item.js";
import { LANGUAGE, OFFLINE, SHARED, SIGNED_OUT } from "../support/offices.js";
import { expect, test } from "../support/test.js";

test("two people on one item: the second sees both texts and merges them", async ({ signIn }) => {
  const mine = new Item(await signIn("coordinator", SHARED.office), SHARED, "AP10");
  await mine.open();
  const theirs = new Item(await signIn("coordinator", SHARED.office), SHARED, "AP10");
  await theirs.open();
  await theirs.narrative.fill("ข้อความของอีกคน");
  await theirs.saveByButton();

  await mine.narrative.fill("ข้อความของฉัน");
  await expect(mine.state).toContainText("มีผู้อื่นบันทึกรายการนี้แล้ว");
  await mine.save.click();
  const both = mine.page.getByRole("region", { name: "มีผู้อื่นบันทึกรายการนี้ก่อนหน้า" });
  await expect(both).toContainText("ข้อความของฉัน");
  await expect(both).toContainText("ข้อความของอีกคน");
  await expect(mine.narrative).toHaveValue("ข้อความของฉัน");

  // Looking at both is not a decision: leaving the page overwrites nothing.
  await mine.page.goto("/home");
  await theirs.open();
  await expect(theirs.narrative).toHaveValue("ข้อความของอีกคน");

  // And what was not saved is offered again.
  await mine.open();
  await mine.page.getByRole("button", { name: "นำกลับมา" }).click();
  await expect(mine.narrative).toHaveValue("ข้อความของฉัน");
  await mine.narrative.fill("ข้อความของฉัน และข้อความของอีกคน");
  await mine.saveByButton();
  await theirs.open();
  await expect(theirs.narrative).toHaveValue("ข้อความของฉัน และข้อความของอีกคน");
});

test("without a line the text stays in the browser, and is saved when the line is back", async ({ signIn }) => {
  const item = new Item(await signIn("coordinator", OFFLINE.office), OFFLINE, "AP10");
  const { page } = item;
  await item.open();
  await page.context().setOffline(true);
  await item.narrative.fill("เขียนตอนไม่มีสัญญาณ");
  await expect(item.state).toContainText("ไม่มีสัญญาณ ข้อความยังอยู่ในเครื่องนี้");
  await page.context().setOffline(false);
  await expect(item.state).toContainText("บันทึกแล้วเมื่อ");

  await page.context().setOffline(true);
  await item.narrative.fill("เขียนแล้วเครื่องดับ");
  await expect(item.state).toContainText("ไม่มีสัญญาณ");
  await crash(page);
  await page.context().setOffline(false);
  const later = new Item(await page.context().newPage(), OFFLINE, "AP10");
  await later.open();
  await expect(later.narrative).toHaveValue("เขียนตอนไม่มีสัญญาณ");
  await expect(later.page.getByText("มีข้อความที่ยังไม่ได้บันทึกในเครื่องนี้")).toBeVisible();
  await later.page.getByRole("button", { name: "นำกลับมา" }).click();
  await expect(later.narrative).toHaveValue("เขียนแล้วเครื่องดับ");
  await expect(later.state).toHaveAttribute("data-state", "saved");
});

test("a session that ends does not take the text with it", async ({ signIn }) => {
  const item = new Item(await signIn("coordinator", SIGNED_OUT.office), SIGNED_OUT, "AP10");
  const { page } = item;
  await item.open();
  await page.context().request.post("/sign-out");
  await item.narrative.fill("เขียนต่อหลังหมดเวลา");
  await expect(item.state).toContainText("หมดเวลาการเข้าสู่ระบบ ข้อความยังอยู่ในเครื่องนี้");
  await item.state.getByRole("link", { name: "เข้าสู่ระบบ" }).click();
  await page.getByLabel("บทบาท").selectOption({ label: "ผู้ประสานงานเขตพื้นที่" });
  await page.getByLabel("รหัสเขตพื้นที่").fill(SIGNED_OUT.office);
  await page.getByRole("button", { name: "ทดลองใช้" }).click();
  await expect(page).toHaveURL(item.address);
  await page.getByRole("button", { name: "นำกลับมา" }).click();
  await expect(item.state).toContainText("บันทึกแล้วเมื่อ");
  await item.open();
  await expect(item.narrative).toHaveValue("เขียนต่อหลังหมดเวลา");
});

test("the language changes and the page stays", async ({ signIn }) => {
  const item = new Item(await signIn("coordinator", LANGUAGE.office), LANGUAGE, "AP12");
  const { page } = item;
  await item.open();
  await item.narrative.fill("เขียนเป็นภาษาไทย");
  await expect(item.state).toHaveAttribute("data-state", "saved");
  await page.getByRole("group", { name: "ภาษา" }).getByRole("link", { name: "EN" }).click();
  await expect(page).toHaveURL(item.address);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("#narrative")).toHaveValue("เขียนเป็นภาษาไทย");
  await page.getByRole("link", { name: "ไทย" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "th");
});

/** Ends a page as a power cut does: nothing of it runs any more. */
async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent("crash");
  // It never answers.
  session.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}
