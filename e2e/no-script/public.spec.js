// The public site, by somebody without an account and without script: results, search, criteria, and whether a document is genuine.
import { pdf } from "../support/files.js";
import { expect, test } from "../support/test.js";

test("somebody finds the result of an area and what it rests on", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/");
  await expect(page).toHaveURL("/public");
  await page.getByLabel("ชื่อเขตพื้นที่ จังหวัด หรือตัวชี้วัด").fill("สพป ตราด");
  await page.getByRole("button", { name: "ค้นหา" }).click();
  await page.getByRole("link", { name: "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด" }).click();
  await expect(page).toHaveURL("/public/offices/P2300/2568");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("ตราด");
  await page.locator("#SA summary").filter({ hasText: "ดีเยี่ยม" }).first().click();
  await expect(page.locator("#SA details[open]").getByRole("heading", { name: "ที่มาของคะแนน" })).toBeVisible();
  await page.getByRole("link", { name: "เขตตรวจราชการที่ 9" }).click();
  await page.getByLabel("ปีงบประมาณ").selectOption("2566");
  await page.getByRole("button", { name: "แสดง", exact: true }).click();
  await expect(page).toHaveURL(/\/public\/offices\?year=2566&region=9/);
  await expect(page.getByRole("rowheader", { name: "สพป.ตราด" })).toBeVisible();
});

test("a code and a file are verified", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/public/verify");
  await page.getByLabel("รหัสตรวจสอบ").fill("em-0000 0000 0000");
  await page.getByRole("button", { name: "ตรวจสอบ", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("ไม่พบเอกสารนี้");
  await page.getByLabel("ไฟล์ PDF, Word หรือ Excel").setInputFiles(pdf("report.pdf"));
  await page.getByRole("button", { name: "ส่งไฟล์เพื่อตรวจสอบ" }).click();
  await expect(page.getByRole("alert")).toContainText("ไม่พบเอกสารนี้");
});
