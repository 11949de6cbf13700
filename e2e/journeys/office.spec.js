// The office: its coordinator gives items to a reporter, who writes and brings evidence; it submits, and its director certifies.
import { createHash } from "node:crypto";
import { pdf } from "../support/files.js";
import { choose, Item } from "../support/item.js";
import { WRITING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

const MEGABYTE = 1024 * 1024;

test("an office writes what is missing and its director certifies", async ({ signIn }) => {
  const page = await signIn("reporter", WRITING.office);
  const coordinator = await signIn("coordinator", WRITING.office);
  const director = await signIn("director", WRITING.office);
  const whole = new Report(coordinator, WRITING);

  await test.step("the coordinator gives the missing items to the reporter", async () => {
    await coordinator.goto("/home");
    await coordinator.locator(`a.ttl[href='${WRITING.path}']`).click();
    await expect(whole.readiness).toContainText("ยังต้องทำ");
    await expect(coordinator.getByRole("button", { name: "ส่งให้ผู้อำนวยการรับรอง" })).toBeDisabled();
    await whole.assign(["AP06", "AP10"], "เจ้าหน้าที่ผู้รายงาน");
  });

  await test.step("the reporter hears of it and finds the own items", async () => {
    await page.goto("/notices");
    await page.getByRole("link", { name: "ท่านได้รับมอบหมายหลายรายการใน AP" }).click();
    await expect(page).toHaveURL(`${WRITING.path}?owner=me`);
    await expect(new Report(page, WRITING).items.locator("a.ttl")).toHaveCount(2);
    const other = new Item(page, WRITING, "AP12");
    await other.open();
    await expect(other.narrative).toBeDisabled();
  });

  await test.step("a value", async () => {
    await page.goto(`${WRITING.path}?owner=me`);
    await page.locator("#items a.ttl[href$='/AP06']").click();
    const item = new Item(page, WRITING, "AP06");
    await item.value.fill("๘๗.๕๐");
    await item.narrative.fill("ดำเนินการตามแผนครบทุกโรงเรียน");
    await expect(item.state).toHaveAttribute("data-state", "saved");
    await expect(item.state).toContainText(/บันทึกแล้วเมื่อ \d{1,2}\.\d\d น\./);
    // Nobody pressed a button, and it is there.
    await item.open();
    await expect(item.value).toHaveValue("๘๗.๕๐");
  });

  await test.step("a level with its criteria and a narrative that is counted", async () => {
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
  });

  await test.step("a file whose line breaks in the middle goes on from there", async () => {
    const item = new Item(page, WRITING, "AP10");
    const file = pdf("แผนปฏิบัติการ.pdf", { bytes: 6 * MEGABYTE });
    const offsets = await breakLine(page);
    await choose(page, file);
    const row = page.locator("#files li", { hasText: file.name });
    await expect(row).toContainText("ขาดการเชื่อมต่อ จะส่งต่อจากเดิมเมื่อกลับมาออนไลน์");
    await page.context().setOffline(false);
    await expect(item.file(file)).toBeVisible();
    await expect(row).toContainText("อยู่ในคลังแล้ว");
    expect(offsets, "nothing is sent twice").toEqual([0, 4 * MEGABYTE, 4 * MEGABYTE]);

    await item.file(file).click();
    const hash = createHash("sha256").update(file.buffer).digest("hex");
    await expect(page.getByRole("complementary", { name: "ข้อมูลของหลักฐาน" })).toContainText(hash);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "ดาวน์โหลด" }).click();
    expect((await download).suggestedFilename()).toBe(file.name);
    await (await download).delete();
  });

  await test.step("what is in the library is cited in another item, with pages", async () => {
    const item = new Item(page, WRITING, "AP06");
    const file = pdf("แผนปฏิบัติการ.pdf");
    await item.open();
    await page.getByRole("link", { name: "เลือกจากคลังหลักฐาน" }).click();
    await page.getByRole("button", { name: `อ้างอิง ${file.name}` }).click();
    await expect(item.file(file)).toBeVisible();
    await page.getByLabel("หน้าที่อ้างอิง").fill("1");
    await page.getByRole("button", { name: "บันทึก หน้าที่อ้างอิง" }).click();
    await expect(item.files).toContainText("หน้า 1");
    await page.goto("/evidence");
    await expect(page.locator("#files li", { hasText: file.name })).toContainText("อ้างอิงใน 2 รายการ");
  });

  await test.step("another level than the criteria give needs its reason", async () => {
    const item = new Item(page, WRITING, "AP10");
    await item.open();
    await item.level.selectOption("4");
    await item.saveByButton();
    await whole.open();
    await expect(whole.readiness.locator("a[href$='/AP10']")).toBeVisible();
    await item.reason.fill("ผลของรอบ 6 เดือนสูงกว่าเกณฑ์");
    await item.saveByButton();
  });

  await whole.open();
  await expect(whole.readiness).toContainText("ครบทุกรายการแล้ว");
  await whole.submit();

  await test.step("the director reads, certifies and takes the receipt", async () => {
    await director.goto("/notices");
    await director.getByRole("link", { name: /รายงาน AP .*รอผู้อำนวยการรับรอง/ }).click();
    const report = new Report(director, WRITING);
    await expect(report.item("AP10")).toContainText("4");
    await report.certify();
    await expect(report.receipt).toContainText(`AP-2569-R12-${WRITING.office}-01`);
    await expect(report.receipt).toContainText("ส่งภายในกำหนด");
    await expect(report.state).toHaveText("ส่งแล้ว รอกลั่นกรอง");
    const download = director.waitForEvent("download");
    await report.receipt.getByRole("link", { name: "ใบรับเป็น PDF" }).click();
    const receipt = await director.request.get((await download).url());
    expect((await receipt.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  await test.step("what is certified is locked", async () => {
    const item = new Item(page, WRITING, "AP10");
    await item.open();
    await expect(item.narrative).toBeDisabled();
    await expect(item.save).toHaveCount(0);
  });
});

/** Lets the line break when the second part of a file is sent, and notes where each part begins. */
async function breakLine(page) {
  const offsets = [];
  await page.route(
    (url) => url.pathname.startsWith("/evidence/uploads/"),
    async (route) => {
      const offset = route.request().headers()["upload-offset"];
      if (offset === undefined || offsets.push(Number(offset)) !== 2) return route.continue();
      await page.context().setOffline(true);
      await route.abort("internetdisconnected");
    },
  );
  return offsets;
}
