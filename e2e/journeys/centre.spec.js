// The centre: it watches, opens rounds and gives people their roles and tasks.
import { expect, test } from "../support/test.js";

test("the centre watches the offices of a round", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/");
  await expect(page).toHaveURL("/national");
  await page.goto("/progress");
  await page.getByLabel("เครื่องมือ / รอบ").selectOption({ label: "SA รอบ 12 เดือน ปีงบประมาณ 2569" });
  await page.getByRole("button", { name: "แสดง", exact: true }).click();
  const rows = page.locator("tbody tr");
  const first = await rows.first().getByRole("rowheader").innerText();
  await page.getByRole("link", { name: "แสดงต่อ" }).click();
  await expect(rows.first().getByRole("rowheader")).not.toHaveText(first);
  await rows.first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("มาตรฐาน");
});

test("the centre plans and opens a round and gives a screener its task", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/rounds?year=2568");
  const round = page.locator("#SA-R12");
  await expect(round).toContainText("วางแผน");
  await round.getByLabel("วันแรกที่เปิดรับ").fill("1 ต.ค. 2568");
  await round.getByLabel("วันครบกำหนด").fill("30 ก.ย. 2599");
  await round.getByLabel("วันสุดท้ายที่รับ").fill("15 ต.ค. 2599");
  await round.getByRole("button", { name: "บันทึกปฏิทิน" }).click();
  await expect(round.getByLabel("วันครบกำหนด")).toHaveValue("30 ก.ย. 2599");
  await round.getByRole("button", { name: "เปิดรับรายงานจากทุกเขตพื้นที่" }).click();
  await expect(round).toContainText("เปิดรับรายงาน");

  await round.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("demo-evaluator-2");
  await round.getByLabel("งาน", { exact: true }).selectOption({ label: "กลั่นกรองรายงาน" });
  await round.getByLabel("เขตตรวจราชการ").fill("9");
  await round.getByRole("button", { name: "มอบหมาย", exact: true }).click();
  const task = round.getByRole("listitem").filter({ hasText: "ผู้ประเมิน 2 · กลั่นกรองรายงาน เขตตรวจราชการที่ 9" });
  await task.getByRole("button", { name: "ยกเลิก" }).click();
  await expect(task).toHaveCount(0);

  const office = await signIn("coordinator");
  await office.goto("/home?year=2568");
  await expect(office.locator("a.ttl[href='/reports/2568/SA/R12/P2300']")).toBeVisible();
});

test("the centre lets somebody in and shuts the account again", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/users");
  await page.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("staff.journey");
  await page.getByLabel("ชื่อที่แสดง").fill("เจ้าหน้าที่ ก.");
  await page.getByLabel("บทบาท", { exact: true }).selectOption({ label: "ผู้บริหาร" });
  await page.getByRole("button", { name: "เพิ่มผู้ใช้" }).click();
  const link = await page.getByRole("status").locator(".code").innerText();

  const person = await signIn();
  await person.goto(new URL(link).pathname);
  await person.getByLabel("รหัสผ่านใหม่").fill("ฝนตกที่ตราดทุกวันศุกร์");
  await person.getByRole("button", { name: "ตั้งรหัสผ่าน" }).click();
  await person.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill("staff.journey");
  await person.getByLabel("รหัสผ่าน", { exact: true }).fill("ฝนตกที่ตราดทุกวันศุกร์");
  await person.getByRole("button", { name: "เข้าสู่ระบบ" }).click();
  // A role in the whole administration opens nothing before there is a second factor.
  await expect(person).toHaveURL("/me/second-factor");

  await page.getByRole("row", { name: "staff.journey" }).getByRole("button", { name: "ระงับ เจ้าหน้าที่ ก." }).click();
  await expect(page.getByRole("row", { name: "staff.journey" })).toContainText("ระงับ");
  await person.reload();
  await expect(person).toHaveURL(/\/sign-in/);
});
