// The library of an office and what its items cite, without script.
import { pdf } from "../support/files.js";
import { choose, Item } from "../support/item.js";
import { LIBRARY_PLAIN } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

/** A number that is made up, with a right check digit. */
const CITIZEN = "1-2345-67890-12-1";

test("files and links come into the library, are looked after and cited", async ({ signIn }) => {
  const page = await signIn("coordinator", LIBRARY_PLAIN.office);
  const first = pdf("แผน ฉบับแรก.pdf", { line: CITIZEN });
  const second = pdf("แผน ฉบับปรับปรุง.pdf");
  const library = page.locator("#files");
  await page.goto("/evidence");
  await choose(page, first);
  await page.getByLabel("ที่อยู่เว็บหรือวิดีโอ").fill("https://example.go.th/nithet");
  await page.getByLabel("ชื่อที่จะแสดง").fill("วิดีโอการนิเทศ");
  await page.getByRole("button", { name: "เพิ่มลิงก์" }).click();
  await library.getByRole("link", { name: "วิดีโอการนิเทศ" }).click();
  await page.getByLabel("สิ่งที่พบเมื่อเปิดดู").fill("เปิดดูได้");
  await page.getByRole("button", { name: "บันทึกว่าตรวจวันนี้" }).click();
  await expect(page.getByText("เปิดดูได้")).toBeVisible();

  const item = new Item(page, LIBRARY_PLAIN, "AP10");
  await item.open();
  await page.getByRole("link", { name: "เลือกจากคลังหลักฐาน" }).click();
  await page.getByRole("button", { name: `อ้างอิง ${first.name}` }).click();
  await page.getByLabel("หน้าที่อ้างอิง").fill("๑");
  await page.getByRole("button", { name: "บันทึก หน้าที่อ้างอิง" }).click();
  await expect(item.files).toContainText("หน้า 1");

  // The program looks into the file by itself.
  await item.file(first).click();
  const found = page.locator("#numbers");
  await expect(async () => {
    await page.reload();
    await expect(found).toBeVisible({ timeout: 500 });
  }).toPass();
  await found.getByLabel("เหตุผลที่ต้องคงไว้").fill("ประกาศต่อสาธารณะแล้ว");
  await found.getByRole("button", { name: "ยืนยันให้คงไว้" }).click();
  await expect(page.getByText("ยืนยันแล้ว").first()).toBeVisible();

  await choose(page, second);
  await item.open();
  await page.getByRole("button", { name: "ใช้รุ่นล่าสุด" }).click();
  await expect(item.file(second)).toBeVisible();
  await expect(item.file(first)).toHaveCount(0);
});

test("a coordinator gives items to people, and they hear of it", async ({ signIn }) => {
  const reporter = await signIn("reporter", LIBRARY_PLAIN.office);
  const report = new Report(await signIn("coordinator", LIBRARY_PLAIN.office), LIBRARY_PLAIN);
  await report.open();
  await report.assign(["AP10"], "เจ้าหน้าที่ผู้รายงาน");
  await reporter.goto("/notices");
  await reporter.getByRole("button", { name: "อ่านแล้วทั้งหมด" }).click();
  await expect(reporter.getByRole("button", { name: "อ่านแล้วทั้งหมด" })).toHaveCount(0);
  await reporter.getByRole("link", { name: "ตั้งค่าการแจ้งเตือน" }).click();
  await reporter.getByLabel("ในระบบ มีผู้เขียนถึงท่าน").uncheck();
  await reporter.getByRole("button", { name: "บันทึกการตั้งค่า" }).click();
  await expect(reporter.getByRole("status")).toContainText("บันทึกการตั้งค่าแล้ว");
  await expect(reporter.getByLabel("ในระบบ มีผู้เขียนถึงท่าน")).not.toBeChecked();
});
