// The instrument of the next year, made from this year's by somebody who has never seen a file of it.
import { expect, test } from "../support/test.js";

const RUBRIC = "ดำเนินการครบทุกข้อและมีผลงานที่หน่วยงานอื่นนำไปใช้";

test("an instrument is cloned, changed, tried, reviewed and published by clicking", async ({ signIn }) => {
  const page = await signIn("instrument-editor");
  const tree = page.getByRole("navigation", { name: "รายการของเครื่องมือ" });
  const look = page.locator("#look");
  await page.goto("/");
  await expect(page).toHaveURL("/instruments");
  await page.getByRole("button", { name: /ทำฉบับปี 2570 AP/ }).click();
  await expect(page.getByRole("heading", { name: "แบบร่าง AP" })).toBeVisible();
  const draft = new URL(page.url()).pathname;

  await test.step("the form of the office follows what is typed, before it is saved", async () => {
    await tree.getByRole("link", { name: /AP10/ }).click();
    await page.locator("#rubric-4").fill(RUBRIC);
    await expect(look).toContainText(RUBRIC);
    await page.locator("#mode").selectOption("target");
    await expect(look).toContainText("ให้ใส่ค่าเป้าหมาย");
    await page.locator("#mode").selectOption("evaluated");
    await expect(look).toContainText("รายการนี้ไม่มีข้อผิดพลาด");
    await page.getByLabel(/ชื่อ \(ไทย\)/).fill("ตัวชี้วัดที่เปลี่ยนชื่อ");
    await expect(look.getByRole("table").last()).toContainText("ตัวชี้วัดที่เปลี่ยนชื่อ");
    await page.getByRole("button", { name: "บันทึกรายการนี้" }).click();
    await expect(page.locator("#rubric-4")).toHaveValue(RUBRIC);
    await expect(tree).toContainText("ตัวชี้วัดที่เปลี่ยนชื่อ");
  });

  await test.step("a group needs an item, and says so until it has one", async () => {
    await tree.getByRole("link", { name: "เพิ่มรายการ" }).click();
    await page.getByLabel("รหัสรายการ").fill("AP10");
    await page.getByLabel(/เลขกำกับ/).fill("กลุ่มที่ 1");
    await page.getByLabel(/ชื่อ \(ไทย\)/).fill("กลุ่มใหม่");
    await expect(page.locator("#check")).toContainText("มีรายการอื่นใช้รหัส AP10 แล้ว");
    await page.getByLabel("รหัสรายการ").fill("APG");
    await page.locator("#mode").selectOption("group");
    await expect(page.locator("#check")).toContainText("กลุ่มนี้ไม่มีรายการย่อย");
    await page.getByRole("button", { name: "เพิ่มรายการนี้" }).click();
    await expect(page.locator("#review")).toContainText("กลุ่มนี้ไม่มีรายการย่อย");
    await expect(page.getByRole("button", { name: "ส่งให้ตรวจ" })).toHaveCount(0);
    await tree.getByRole("link", { name: /AP10/ }).click();
    await page.locator("#put").selectOption("APG");
    await page.getByRole("button", { name: "ย้าย", exact: true }).click();
    await expect(page.locator("#review")).toContainText("ไม่พบข้อผิดพลาด");
  });

  await test.step("what is new continues nothing, until somebody says what it continues", async () => {
    await page.goto(draft);
    await tree.getByRole("link", { name: /APG/ }).click();
    await page.getByRole("link", { name: "เพิ่มรายการในกลุ่มนี้" }).click();
    const code = await page.getByLabel("รหัสรายการ").inputValue();
    await page.getByLabel(/เลขกำกับ/).fill("ตัวชี้วัดที่ 99");
    await page.getByLabel(/ชื่อ \(ไทย\)/).fill("การอ่านออกเขียนได้");
    await page.getByRole("button", { name: "เพิ่มรายการนี้" }).click();
    await expect(page.locator("#look")).toContainText("การอ่านออกเขียนได้");
    await page.goto(`${draft}/changes`);
    const changed = page.getByRole("listitem").filter({ hasText: "AP10" }).filter({ hasText: "เกณฑ์แต่ละระดับ" });
    await expect(changed.locator("ins").first()).toBeVisible();
    await expect(changed.locator("del").first()).toBeVisible();
    const line = page.getByRole("row").filter({ hasText: "การอ่านออกเขียนได้" });
    await expect(line).toContainText("ใหม่");
    // AP18 is given up, and the new item takes its place in the years.
    await page.goto(`${draft}?node=AP18`);
    await page.locator("summary", { hasText: "ลบรายการ" }).click();
    await page.getByRole("button", { name: "ลบรายการ" }).click();
    await page.goto(`${draft}/changes`);
    await line.getByLabel(`ต่อจากรายการ ${code}`).selectOption("AP18");
    await line.getByRole("button", { name: "บันทึก" }).click();
    await expect(line).toContainText("ต่อเนื่อง");
    await expect(line).toContainText("AP18");
  });

  await test.step("bands are tried on marks of earlier years", async () => {
    await page.goto(`${draft}?part=bands`);
    const lowest = page.getByLabel("ค่าเฉลี่ยต่ำสุด 1", { exact: true });
    await lowest.fill("6");
    await expect(page.locator("#check")).toContainText("ต้องแก้");
    await lowest.fill("4.95");
    await expect(page.locator("#check")).toContainText("ไม่พบข้อผิดพลาดในสิ่งที่พิมพ์");
    await page.getByRole("button", { name: "บันทึก", exact: true }).click();
    await page.goto(`${draft}/what-if`);
    await expect(page.getByRole("table")).toContainText("→ 4.95");
    await expect(page.getByRole("note").filter({ hasText: "ไม่บันทึกและไม่เปลี่ยนผลใด ๆ" })).toBeVisible();
  });

  await test.step("the table is seen as it will be printed", async () => {
    await page.goto(`${draft}/preview`);
    await expect(page.getByRole("table", { name: "ตารางผลที่จะพิมพ์" })).toContainText("กลุ่มใหม่");
    const href = await page.getByRole("link", { name: /ตารางบนกระดาษ/ }).getAttribute("href");
    const pdf = await page.request.get(href);
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  await test.step("the author hands it in and cannot publish it", async () => {
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
    await expect(second.locator("#revisions")).toContainText("ฉบับที่ 1");
    await second.goto("/rounds?year=2570");
    await expect(second.locator("#AP-R12")).toBeVisible();
  });
});
