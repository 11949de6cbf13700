// The report of an office, without script.
import { pdf } from "../support/files.js";
import { choose, Item } from "../support/item.js";
import { WRITING_PLAIN } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

test("an office writes, submits, is sent back and certifies", async ({ signIn }) => {
  const page = await signIn("coordinator", WRITING_PLAIN.office);
  const value = new Item(page, WRITING_PLAIN, "AP06");
  await value.open();
  await value.value.fill("91.25");
  await value.narrative.fill("ดำเนินการครบ");
  await value.saveByButton();
  await expect(value.value).toHaveValue("91.25");

  const item = new Item(page, WRITING_PLAIN, "AP10");
  await item.open();
  await item.tick(2);
  await item.narrative.fill("ผลเป็นไปตามเป้าหมาย");
  await item.saveByButton();
  await item.attach(pdf("รายงาน.pdf"));
  await item.comment("ขอให้ตรวจทาน");
  await item.files.getByRole("button", { name: "เลิกอ้างอิง" }).click();
  await expect(page.getByText("ยังไม่มีหลักฐาน")).toBeVisible();

  await page.goto("/evidence");
  await choose(page, pdf("คลัง.pdf"));
  await expect(page.getByRole("link", { name: "คลัง.pdf" })).toBeVisible();

  const report = new Report(page, WRITING_PLAIN);
  const director = new Report(await signIn("director", WRITING_PLAIN.office), WRITING_PLAIN);
  await report.open();
  await report.submit();
  await director.open();
  await director.sendBack("ขอตัวเลขของทุกโรงเรียน");
  await report.open();
  await expect(page.getByRole("note").filter({ hasText: "ผู้อำนวยการส่งกลับ" })).toContainText("ขอตัวเลขของทุกโรงเรียน");
  await report.submit();
  await director.open();
  await director.certify();
});

test("two people on one item", async ({ signIn }) => {
  const report = { path: "/reports/2569/QP/R12/P2300" };
  const mine = new Item(await signIn("coordinator"), report, "QP04");
  await mine.open();
  const theirs = new Item(await signIn("coordinator"), report, "QP04");
  await theirs.open();
  await theirs.narrative.fill("ข้อความของอีกคน");
  await theirs.saveByButton();
  await mine.narrative.fill("ข้อความของฉัน");
  await mine.save.click();
  const both = mine.page.getByRole("region", { name: "มีผู้อื่นบันทึกรายการนี้ก่อนหน้า" });
  await expect(both).toContainText("ข้อความของฉัน");
  await expect(both).toContainText("ข้อความของอีกคน");
  await mine.narrative.fill("ทั้งสองข้อความ");
  await mine.saveByButton();
  await expect(mine.narrative).toHaveValue("ทั้งสองข้อความ");
});
