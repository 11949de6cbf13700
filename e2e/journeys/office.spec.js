// The office: it writes, submits, and its director certifies.
import { pdf } from "../support/files.js";
import { Item } from "../support/item.js";
import { WRITING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

test("an office writes what is missing and its director certifies", async ({ signIn }) => {
  const page = await signIn("coordinator", WRITING.office);
  await page.goto("/home");
  await page.locator(`a.ttl[href='${WRITING.path}']`).click();
  const report = new Report(page, WRITING);
  await expect(report.readiness).toContainText("ยังต้องทำ");
  await expect(page.getByRole("button", { name: "ส่งให้ผู้อำนวยการรับรอง" })).toBeDisabled();

  await test.step("a value", async () => {
    await report.readiness.locator("a[href$='/AP06']").click();
    const item = new Item(page, WRITING, "AP06");
    await item.value.fill("๘๗.๕๐");
    await item.narrative.fill("ดำเนินการตามแผนครบทุกโรงเรียน");
    await expect(item.state).toHaveAttribute("data-state", "saved");
    await expect(item.state).toContainText(/บันทึกแล้วเมื่อ \d{1,2}\.\d\d น\./);
    // Nobody pressed a button, and it is there.
    await item.open();
    await expect(item.value).toHaveValue("๘๗.๕๐");
  });

  await test.step("a level with its criteria, a narrative that is counted, evidence", async () => {
    const item = new Item(page, WRITING, "AP10");
    await item.open();
    await expect(item.state).toContainText("ยังไม่เคยบันทึก");
    await item.tick(3);
    await item.narrative.fill("ที่นี่");
    // As a reader counts: a letter with its vowel and its tone mark is one.
    await expect(page.locator("#narrative-count")).toHaveText("2 / 4,000 อักขระ");
    await item.narrative.fill("ก".repeat(4001));
    await expect(page.locator("#narrative-count")).toHaveText("เกินมา 1 อักขระ");
    await item.narrative.fill("ผู้เรียนมีคุณลักษณะอันพึงประสงค์เพิ่มขึ้นทุกระดับชั้น");
    await item.problems.fill("ขอให้ส่วนกลางสนับสนุนคู่มือ");
    await expect(item.state).toContainText("บันทึกแล้วเมื่อ");
    await item.saveByButton();
    await expect(page.locator("#level .lv-lg")).toContainText("3");
    await item.attach(pdf("แผนปฏิบัติการ.pdf"));
    const [download] = await Promise.all([
      page.request.get(await item.files.getByRole("link").getAttribute("href")),
      expect(page.locator("#evidence .cnt")).toHaveText("1"),
    ]);
    expect(await download.body()).toEqual(pdf("แผนปฏิบัติการ.pdf").buffer);
  });

  await test.step("another level than the criteria give needs its reason", async () => {
    const item = new Item(page, WRITING, "AP10");
    await item.level.selectOption("4");
    await item.saveByButton();
    await report.open();
    await expect(report.readiness.locator("a[href$='/AP10']")).toBeVisible();
    await item.open();
    await item.reason.fill("ผลของรอบ 6 เดือนสูงกว่าเกณฑ์");
    await item.saveByButton();
  });

  await report.open();
  await expect(report.readiness).toContainText("ครบทุกรายการแล้ว");
  await report.submit();

  await test.step("the director reads and certifies", async () => {
    const director = await signIn("director", WRITING.office);
    await director.goto("/home");
    await director.locator(`a.ttl[href='${WRITING.path}']`).click();
    const certifying = new Report(director, WRITING);
    await expect(certifying.state).toHaveText("รอผู้อำนวยการรับรอง");
    await certifying.certify();
    await expect(certifying.receipt).toContainText(`AP-2569-R12-${WRITING.office}-01`);
    await expect(certifying.receipt).toContainText("ส่งภายในกำหนด");
  });

  // What was certified is locked.
  const item = new Item(page, WRITING, "AP10");
  await item.open();
  await expect(item.narrative).toBeDisabled();
  await expect(item.save).toHaveCount(0);
});
