// Screening, marking and reconciling, and how the centre gives that work, without script.
import { csv } from "../support/files.js";
import { Item } from "../support/item.js";
import { Marking } from "../support/marking.js";
import { MARKING_PLAIN, SCREENING_PLAIN } from "../support/offices.js";
import { Report } from "../support/report.js";
import { ITEMS, Screening } from "../support/screening.js";
import { expect, test } from "../support/test.js";

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

test("two evaluators mark with phrases, and the lead decides where they differ", async ({ signIn }) => {
  const first = new Marking(await signIn("evaluator"), MARKING_PLAIN);
  const { page } = first;
  await first.open();
  const item = new URL(page.url()).pathname;
  const own = await first.own();
  const words = "มีระบบติดตามรายโรงเรียน";
  await first.level(own === 1 ? 2 : own - 1).check();
  await first.strengths.fill(words);
  await page.getByRole("button", { name: "เก็บจุดเด่นนี้เข้าคลัง" }).click();
  await expect(page.getByRole("status")).toContainText("เก็บข้อความเข้าคลังแล้ว");
  await first.strengths.fill("");
  await page.getByRole("button", { name: `แทรก ${words}` }).click();
  await expect(first.strengths).toHaveValue(words);
  await page.getByRole("button", { name: `ลบ ${words}` }).click();
  await expect(page.getByRole("status")).toContainText("ลบข้อความออกจากคลังแล้ว");

  // What came along with the clicks was kept as a draft, which is no mark yet.
  await page.goto(item);
  await expect(first.strengths).toHaveValue(words);
  await expect(first.draft).toBeVisible();
  await first.discard.click();
  await expect(first.strengths).toHaveValue("");
  await expect(first.draft).toHaveCount(0);
  await first.level(own === 1 ? 2 : own - 1).check();
  await first.strengths.fill(words);
  await first.save.click();
  await expect(first.refusal).toBeVisible();
  await first.justification.fill("หลักฐานไม่ครบ");
  await first.save.click();
  await expect(page).not.toHaveURL(item);
  await page.goto(item);
  await expect(first.strengths).toHaveValue(words);

  const second = new Marking(await signIn("evaluator-2"), MARKING_PLAIN);
  await second.page.goto(item);
  await expect(second.strengths).toHaveValue("");
  await second.level(own).check();
  await second.save.click();

  const lead = await signIn("lead-evaluator");
  await lead.goto(item.replace("/marking", "/reconciliation"));
  await lead.getByLabel("เหตุผลของการตัดสิน").fill("พิจารณาหลักฐานร่วมกันแล้ว");
  await lead.locator(`input[name='level'][value='${own}']`).check();
  await lead.getByRole("button", { name: "ตัดสินระดับคุณภาพ" }).click();
  await expect(lead).toHaveURL("/reconciliation");
});

test("the centre sees who has how much, hands it on and gives what nobody has", async ({ signIn }) => {
  const page = await signIn("central-admin");
  // A round that nobody judges.
  await page.goto("/rounds?year=2569");
  const round = page.locator("#QP-R6");
  const complete = page.getByText("ทุกส่วนมีผู้ประเมินครบแล้ว");
  await round.getByLabel("ร้อยละของรายการที่มีผู้ประเมินสองคน").fill("100");
  await round.getByRole("button", { name: "บันทึกสัดส่วน" }).click();
  await expect(round.getByLabel("ร้อยละของรายการที่มีผู้ประเมินสองคน")).toHaveValue("100");
  await page.goto("/rounds/2569/QP/R6/work");
  await page.getByRole("button", { name: "มอบหมายตามข้อเสนอ" }).click();
  await expect(complete).toBeVisible();
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "ผู้ประเมิน 2" }) });
  const handOn = line.getByRole("button", { name: "โอนทั้งหมด" });
  await handOn.click();
  await expect(handOn).toHaveCount(0);
});

test("the centre enters what other systems say", async ({ signIn }) => {
  const page = await signIn("central-admin");
  await page.goto("/external/2569/AP");
  const row = page.getByRole("row").filter({ hasText: "รายเขตพื้นที่" }).first();
  const node = await row.locator(".code").innerText();
  await page.locator("#node").selectOption(node);
  await page.getByLabel("รหัสเขตพื้นที่").fill("P2300");
  await page.locator("#level").fill("4");
  await page.locator("#source").fill("ผล ITA ปีงบประมาณ 2569");
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByRole("status")).toBeVisible();
  await page.locator("#file-source").fill("ผล PMQA ปีงบประมาณ 2569");
  const columns = ["office", "node", "round", "level", "value", "note"];
  await page.locator("#file").setInputFiles(csv("pmqa.csv", [columns, ["P2402", node, "R12", "3", "", ""]]));
  await page.getByRole("button", { name: "นำเข้าไฟล์" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "ผล PMQA ปีงบประมาณ 2569" })).toContainText("1 แถว");
});
