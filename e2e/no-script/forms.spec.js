// Every form, in a browser that runs no script.
import { pdf } from "../support/files.js";
import { Item } from "../support/item.js";
import { Marking } from "../support/marking.js";
import { MARKING_PLAIN, SCREENING_PLAIN, WRITING_PLAIN } from "../support/offices.js";
import { Report } from "../support/report.js";
import { ITEMS, Screening } from "../support/screening.js";
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
  await page.getByLabel("เลือกไฟล์").setInputFiles(pdf("คลัง.pdf"));
  await page.getByRole("button", { name: "เพิ่มเข้าคลัง" }).click();
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

test("a screener returns and accepts", async ({ signIn }) => {
  const page = await signIn("screener");
  const screening = new Screening(page, SCREENING_PLAIN);
  await screening.open();
  await screening.giveBack("AP18", "ขอหลักฐานเพิ่ม");
  await screening.save.click();
  await expect(page).toHaveURL("/screening");

  const office = new Item(await signIn("coordinator", SCREENING_PLAIN.office), SCREENING_PLAIN, "AP18");
  await office.open();
  await office.narrative.fill("เพิ่มหลักฐานแล้ว");
  await office.saveByButton();
  const director = new Report(await signIn("director", SCREENING_PLAIN.office), SCREENING_PLAIN);
  await director.open();
  await director.certify();

  await screening.open();
  await expect(screening.item("AP18").locator("ins").first()).toBeVisible();
  for (const item of ITEMS) await screening.pass(item);
  await screening.save.click();
  await expect(page.getByText("ผ่านแล้ว 5 จาก 5 รายการ")).toBeVisible();
  await screening.accept.click();
  await expect(page).toHaveURL("/screening");
});

test("an evaluator marks", async ({ signIn }) => {
  const page = await signIn("evaluator");
  const marking = new Marking(page, MARKING_PLAIN);
  await marking.open();
  const first = page.url();
  const own = await marking.own();
  await marking.level(own === 1 ? 2 : own - 1).check();
  await marking.strengths.fill("มีผลงานเชิงประจักษ์");
  await marking.save.click();
  await expect(marking.refusal).toBeVisible();
  await marking.justification.fill("หลักฐานไม่ครบ");
  await marking.save.click();
  await expect(page).not.toHaveURL(first);
  await page.goto(first);
  await expect(marking.strengths).toHaveValue("มีผลงานเชิงประจักษ์");
});

test("a coordinator adds somebody, who sets and changes a password", async ({ signIn }) => {
  const page = await signIn("coordinator");
  await page.goto("/users");
  await page.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("staff.plain");
  await page.getByLabel("ชื่อที่แสดง").fill("เจ้าหน้าที่ ข.");
  await page.getByLabel("บทบาท", { exact: true }).selectOption({ label: "ผู้รายงาน" });
  await page.getByRole("button", { name: "เพิ่มผู้ใช้" }).click();
  const old = await page.getByRole("status").locator(".code").innerText();
  const row = page.getByRole("row", { name: "staff.plain" });
  await row.getByRole("button", { name: "ออกลิงก์ตั้งรหัสผ่าน เจ้าหน้าที่ ข." }).click();
  const link = await page.getByRole("status").locator(".code").innerText();
  expect(link).not.toBe(old);

  const person = await signIn();
  const signInWith = async (password) => {
    await person.goto("/sign-in");
    await person.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("staff.plain");
    await person.getByLabel("รหัสผ่าน", { exact: true }).fill(password);
    await person.getByRole("button", { name: "เข้าสู่ระบบ" }).click();
  };
  await person.goto(new URL(link).pathname);
  await person.getByLabel("รหัสผ่านใหม่").fill("สั้นไป");
  await person.getByRole("button", { name: "ตั้งรหัสผ่าน" }).click();
  await expect(person.getByRole("alert")).toBeVisible();
  await person.getByLabel("รหัสผ่านใหม่").fill("ฝนตกที่ตราดทุกวันศุกร์");
  await person.getByRole("button", { name: "ตั้งรหัสผ่าน" }).click();
  await signInWith("ไม่ใช่รหัสผ่านนี้");
  await expect(person.getByRole("alert")).toBeVisible();
  await signInWith("ฝนตกที่ตราดทุกวันศุกร์");
  await expect(person).toHaveURL("/home");

  await person.goto("/me");
  await person.getByLabel("รหัสผ่านเดิม").fill("ฝนตกที่ตราดทุกวันศุกร์");
  await person.getByLabel("รหัสผ่านใหม่").fill("แดดออกที่แกลงทุกวันจันทร์");
  await person.getByRole("button", { name: "เปลี่ยนรหัสผ่าน" }).click();
  await expect(person.getByRole("status")).toContainText("เปลี่ยนรหัสผ่านแล้ว");
  await person.getByRole("button", { name: "ออกจากระบบทุกเครื่อง" }).click();
  await signInWith("แดดออกที่แกลงทุกวันจันทร์");
  await expect(person).toHaveURL("/home");

  await row.getByRole("button", { name: "ระงับ เจ้าหน้าที่ ข." }).click();
  await row.getByRole("button", { name: "ยกเลิกการระงับ เจ้าหน้าที่ ข." }).click();
  await expect(row.getByRole("button", { name: "ระงับ เจ้าหน้าที่ ข." })).toBeVisible();
  await person.goto("/home");
  await expect(person).toHaveURL(/\/sign-in/);
});

test("a person ends a session of another browser", async ({ signIn }) => {
  const here = await signIn("viewer", "P5004");
  const there = await signIn("viewer", "P5004");
  await here.goto("/me");
  await here.getByRole("button", { name: "ให้ออกจากระบบ" }).first().click();
  await there.goto("/home");
  await expect(there).toHaveURL(/\/sign-in/);
  await here.goto("/home");
  await expect(here).toHaveURL("/home");
});

test("the centre plans, opens and closes a round and gives tasks", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/rounds?year=2568");
  const round = page.locator("#AP-R12");
  await round.getByLabel("วันแรกที่เปิดรับ").fill("1 ต.ค. 2568");
  await round.getByLabel("วันครบกำหนด").fill("31 ม.ค. 2569");
  await round.getByLabel("วันสุดท้ายที่รับ").fill("28 ก.พ. 2569");
  await round.getByRole("button", { name: "บันทึกปฏิทิน" }).click();
  await round.getByRole("button", { name: "เปิดรับรายงานจากทุกเขตพื้นที่" }).click();
  await round.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("demo-evaluator-2");
  await round.getByLabel("งาน", { exact: true }).selectOption({ label: "ให้คะแนน" });
  await round.getByRole("button", { name: "มอบหมาย", exact: true }).click();
  const task = round.getByRole("listitem").filter({ hasText: "ผู้ประเมิน 2 · ให้คะแนน" });
  await task.getByRole("button", { name: "ยกเลิก" }).click();
  await expect(task).toHaveCount(0);
  await round.getByRole("button", { name: "ปิดรับรายงาน" }).click();
  await expect(round.getByRole("button", { name: "เริ่มให้คะแนน" })).toBeVisible();
});

test("the language changes, the menu opens, and one signs out", async ({ signIn }) => {
  const page = await signIn("coordinator");
  await page.goto("/home?year=2569");
  await page.getByRole("link", { name: "EN" }).click();
  await expect(page).toHaveURL("/home?year=2569");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.locator("summary.who").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
});
