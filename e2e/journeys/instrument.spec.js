// The instrument of the next year, made from this year's by somebody who has never seen a file of it.
import { expect, test } from "../support/test.js";

const RUBRIC = "ดำเนินการครบทุกข้อและมีผลงานที่หน่วยงานอื่นนำไปใช้";

test("an instrument is cloned, changed, reviewed and published by clicking", async ({ signIn }) => {
  const page = await signIn("instrument-editor");
  const tree = page.getByRole("navigation", { name: "รายการของเครื่องมือ" });
  await page.goto("/");
  await expect(page).toHaveURL("/instruments");
  await page.getByRole("button", { name: /ทำฉบับปี 2570 AP/ }).click();
  const draft = new URL(page.url()).pathname;

  await test.step("the form of the office follows what is typed, before it is saved", async () => {
    await tree.getByRole("link", { name: /AP10/ }).click();
    await page.locator("#rubric-4").fill(RUBRIC);
    await expect(page.locator("#look")).toContainText(RUBRIC);
    await page.getByLabel("วิธีประเมิน").selectOption("target");
    await expect(page.locator("#look")).toContainText("ให้ใส่ค่าเป้าหมาย");
    await page.getByLabel("วิธีประเมิน").selectOption("evaluated");
    await page.getByRole("button", { name: "บันทึกรายการนี้" }).click();
    await expect(page.locator("#rubric-4")).toHaveValue(RUBRIC);
  });

  await test.step("a group needs an item, and says so until it has one", async () => {
    await tree.getByRole("link", { name: "เพิ่มรายการ" }).click();
    await page.getByLabel("รหัสรายการ").fill("APG");
    await page.getByLabel(/เลขกำกับ/).fill("กลุ่มที่ 1");
    await page.getByLabel(/ชื่อ \(ไทย\)/).fill("กลุ่มใหม่");
    await page.getByLabel("วิธีประเมิน").selectOption("group");
    await page.getByRole("button", { name: "เพิ่มรายการนี้" }).click();
    await expect(page.locator("#review")).toContainText("กลุ่มนี้ไม่มีรายการย่อย");
    await expect(page.getByRole("button", { name: "ส่งให้ตรวจ" })).toHaveCount(0);
    await tree.getByRole("link", { name: /AP10/ }).click();
    await page.locator("#put").selectOption("APG");
    await page.getByRole("button", { name: "ย้าย", exact: true }).click();
    await expect(page.locator("#review")).toContainText("ไม่พบข้อผิดพลาด");
  });

  await test.step("the author hands it in and cannot publish it", async () => {
    await page.goto(`${draft}/changes`);
    await expect(page.locator("main")).toContainText(RUBRIC);
    await page.goto(draft);
    await page.getByRole("button", { name: "ส่งให้ตรวจ" }).click();
    await expect(page.getByRole("button", { name: "ขอกลับมาแก้" })).toBeVisible();
    await expect(page.getByRole("button", { name: "เผยแพร่เครื่องมือ" })).toHaveCount(0);
  });

  await test.step("a second person publishes it, and its round can be planned", async () => {
    const second = await signIn("central-admin");
    await second.goto(draft);
    await second.getByRole("button", { name: "เผยแพร่เครื่องมือ" }).click();
    await expect(second).toHaveURL("/instruments/2570/AP");
    await second.goto("/rounds?year=2570");
    await expect(second.locator("#AP-R12")).toBeVisible();
  });
});
