// Programs of people and of the centre: tokens with which they come, and webhooks that are told, without script.
import { expect, test } from "../support/test.js";

test("a person makes a token for a program and takes it away", async ({ signIn }) => {
  const page = await signIn("viewer", "P5004");
  await page.goto("/me/tokens");
  await page.getByLabel("ใช้ทำอะไร").fill("ดึงผลเข้าระบบสารสนเทศ");
  await page.getByLabel("คะแนน ประกาศผล").selectOption({ label: "อ่าน" });
  await page.getByRole("button", { name: "สร้างโทเค็น" }).click();
  await expect(page.getByRole("status").locator(".code")).toHaveText(/^emes_/);
  await page.getByRole("button", { name: "ยกเลิก ดึงผลเข้าระบบสารสนเทศ" }).click();
  await expect(page.getByText("ยังไม่มีโทเค็น")).toBeVisible();
});

test("the centre adds a webhook, tries it and removes it", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/webhooks");
  await page.getByLabel("ที่อยู่ (https)").fill("https://hooks.example.org/plain");
  await page.getByLabel("ประกาศผล").check();
  await page.getByRole("button", { name: "เพิ่ม", exact: true }).click();
  await expect(page.getByRole("status").locator(".code")).toHaveText(/^whsec_/);
  await page.getByRole("link", { name: "https://hooks.example.org/plain" }).click();
  await page.getByLabel("เปิดรอบการรายงาน").check();
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByLabel("เปิดรอบการรายงาน")).toBeChecked();
  await page.getByRole("button", { name: "ทดสอบส่ง" }).click();
  await expect(page.getByRole("row", { name: /ทดสอบ/ })).toBeVisible();
  await page.getByRole("button", { name: "ลบเว็บฮุกและบันทึกการส่ง" }).click();
  await expect(page.getByRole("link", { name: "https://hooks.example.org/plain" })).toHaveCount(0);
});
