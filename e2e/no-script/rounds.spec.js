// Rounds from the calendar to a corrected publication, without script.
import { EXTENDING_PLAIN, PUBLISHED } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

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

test("a director asks for more time and the centre answers", async ({ signIn }) => {
  const report = new Report(await signIn("director", EXTENDING_PLAIN.office), EXTENDING_PLAIN);
  await report.open();
  await report.askForTime("15 ม.ค. 2599", "ย้ายสำนักงาน");
  const centre = await signIn("central-admin");
  await centre.goto("/extensions");
  const asked = centre.getByRole("region").filter({ hasText: "ย้ายสำนักงาน" });
  await asked.getByLabel("คำตอบของส่วนกลาง").fill("ส่งภายในกำหนดเดิม");
  await asked.getByRole("button", { name: "ไม่อนุญาต" }).click();
  await report.open();
  await expect(report.extension).toContainText("ส่งภายในกำหนดเดิม");
});

test("a round is confirmed, published, objected to and corrected", async ({ apart }) => {
  const { signIn } = await apart();
  const [centre, lead] = [await signIn("central-admin"), await signIn("lead-evaluator")];
  const round = centre.locator("#SA-R12");
  await centre.goto("/rounds?year=2569");
  const day = await round.getByLabel("วันแรกที่เปิดรับ").inputValue();
  await round.getByLabel("วันครบกำหนด").fill(day);
  await round.getByLabel("วันสุดท้ายที่รับ").fill(day);
  await round.getByRole("button", { name: "บันทึกปฏิทิน" }).click();
  await round.getByRole("button", { name: "ปิดรับรายงาน" }).click();
  await round.getByRole("button", { name: "เริ่มให้คะแนน" }).click();
  await lead.goto(`${PUBLISHED.round}/review`);
  await lead.getByRole("button", { name: "คำนวณคะแนนใหม่" }).click();
  await lead.getByLabel("เหตุผลที่ไม่รอเขตเหล่านี้").fill("พ้นกำหนดแล้ว");
  await lead.getByRole("button", { name: "ยืนยันผลการให้คะแนน" }).click();

  await centre.goto(`${PUBLISHED.round}/publish`);
  await centre.getByRole("button", { name: "ประกาศผล" }).click();
  await expect(centre).toHaveURL("/publications/2569/SA/R12");
  await centre.goto("/documents?year=2569");
  await centre.getByRole("button", { name: "จัดทำเอกสารทั้งหมด" }).click();
  await centre.getByRole("button", { name: "ยกเลิก" }).click();
  await centre.goto("/jobs");
  const restart = centre.getByRole("button", { name: "เริ่มใหม่ จัดทำเอกสาร" });
  await expect(async () => {
    await centre.reload();
    await restart.click({ timeout: 500 });
  }).toPass();
  await centre.getByRole("button", { name: "ยกเลิก จัดทำเอกสาร" }).click();

  const director = await signIn("director", PUBLISHED.office);
  await director.goto(PUBLISHED.result);
  await director.getByRole("button", { name: "ตอบรับว่าได้รับผลแล้ว" }).click();
  const item = director.locator("details", { has: director.locator("form[action$='/object']") }).first();
  await item.locator("summary").click();
  await item.getByLabel("ข้อทักท้วงต่อระดับนี้").fill("หลักฐานหน้า 4 ยังไม่ได้พิจารณา");
  await item.getByRole("button", { name: "ส่งข้อทักท้วง" }).click();
  await lead.goto("/publications/2569/SA/R12");
  await lead.getByLabel("ผลการพิจารณา").selectOption({ index: 1 });
  await lead.getByLabel("เหตุผล").fill("พิจารณาแล้ว");
  await lead.getByRole("button", { name: "บันทึกผลการพิจารณา" }).click();
  await centre.goto("/publications/2569/SA/R12");
  await centre.getByRole("button", { name: "ออกประกาศแก้ไข" }).click();
  await director.goto(PUBLISHED.result);
  await expect(director.getByText("แก้ไขแทนฉบับที่ 2569-SA-R12-1")).toBeVisible();
});

test("an auditor has the log checked", async ({ signIn }) => {
  const page = await signIn("auditor");
  await page.goto("/audit");
  await page.getByRole("button", { name: "ตรวจทั้งบันทึก" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("ครบถ้วน ไม่มีการแก้ไข")).toBeVisible({ timeout: 500 });
  }).toPass();
});
