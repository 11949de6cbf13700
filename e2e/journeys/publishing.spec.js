// From the last mark to a corrected publication: the lead confirms, the centre publishes and makes the documents, the office answers.
import { readFile } from "node:fs/promises";
import { look } from "../pages/look.js";
import { PUBLISHED } from "../support/offices.js";
import { expect, test } from "../support/test.js";

test("a round is confirmed, published, issued, objected to and corrected", async ({ apart }) => {
  const { signIn } = await apart();
  const [centre, lead] = [await signIn("central-admin"), await signIn("lead-evaluator")];
  const director = await signIn("director", PUBLISHED.office);
  const roundOf = (page) => page.locator("#SA-R12");

  await test.step("the centre ends reporting and lets marking begin", async () => {
    await centre.goto("/rounds?year=2569");
    const round = roundOf(centre);
    const day = await round.getByLabel("วันแรกที่เปิดรับ").inputValue();
    await round.getByLabel("วันครบกำหนด").fill(day);
    await round.getByLabel("วันสุดท้ายที่รับ").fill(day);
    await round.getByRole("button", { name: "บันทึกปฏิทิน" }).click();
    await round.getByRole("button", { name: "ปิดรับรายงาน" }).click();
    await round.getByRole("button", { name: "เริ่มให้คะแนน" }).click();
    await expect(round).toContainText("กำลังให้คะแนน");
  });

  await test.step("the lead looks at what is missing and far, and at the reasons of a score, and confirms", async () => {
    await lead.goto("/rounds?year=2569");
    await roundOf(lead).getByRole("link", { name: "ตรวจก่อนยืนยันผล" }).click();
    await expect(lead.getByText(/^ยังไม่ครบ \d+ เขต$/)).toBeVisible();
    await lead.goto(`/scores/2569/SA/R12/${PUBLISHED.office}`);
    await expect(lead.getByRole("listitem").filter({ hasText: /ค่าเฉลี่ย .+ = / }).first()).toBeVisible();
    await lead.goBack();
    await lead.getByLabel("เหตุผลที่ไม่รอเขตเหล่านี้").fill("พ้นกำหนดแล้ว");
    await lead.getByRole("button", { name: "ยืนยันผลการให้คะแนน" }).click();
    await expect(roundOf(lead)).toContainText("ยืนยันคะแนนแล้ว");
  });

  await test.step("the centre publishes with number, signatory and days to object", async () => {
    await centre.goto("/rounds?year=2569");
    await roundOf(centre).getByRole("link", { name: "ประกาศผล" }).click();
    await centre.getByLabel("ลำดับเลขหนังสือ").fill("ว 1");
    await centre.getByLabel("จำนวนวันที่เขตทักท้วงได้").fill("15");
    await centre.getByRole("button", { name: "ประกาศผล" }).click();
    await expect(centre).toHaveURL("/publications/2569/SA/R12");
    await expect(centre.getByText("2569-SA-R12-1").first()).toBeVisible();
  });

  await test.step("all documents are made while the page tells how far they are, and come as one file", async () => {
    await centre.goto("/publications?year=2569");
    await centre.getByRole("link", { name: "เอกสาร", exact: true }).click();
    for (const format of ["DOCX", "XLSX"]) await centre.getByLabel(format).uncheck();
    await centre.getByRole("button", { name: "จัดทำเอกสารทั้งหมด" }).click();
    // A quick machine is done before it has told a number.
    await expect(centre.locator("[data-progress-text]")).toHaveText(/^(รอดำเนินการ|กำลังทำ|\d+ จาก \d+)$/);
    // Nobody loads the page again.
    const archive = centre.getByRole("link", { name: "ดาวน์โหลด PDF ทั้งหมด (ZIP)" });
    await expect(archive).toBeVisible({ timeout: 240_000 });
    const waiting = centre.waitForEvent("download");
    await archive.click();
    const bytes = await readFile(await (await waiting).path());
    for (const name of ["letter-2569.pdf", "national-2569.pdf", `${PUBLISHED.office}-2569.pdf`]) expect(bytes.includes(name), name).toBe(true);
  });

  await test.step("the director reads, receives and objects", async () => {
    await director.goto("/results");
    await expect(director).toHaveURL(PUBLISHED.result);
    await expect(director.getByText("2569-SA-R12-1").first()).toBeVisible();
    const waiting = director.waitForEvent("download");
    await director.locator("a[href^='/documents/file/']").first().click();
    expect((await waiting).suggestedFilename()).toContain(".pdf");
    await director.getByRole("button", { name: "ตอบรับว่าได้รับผลแล้ว" }).click();
    await expect(director.getByText("ตอบรับเมื่อ")).toBeVisible();
    const item = director.locator("details", { has: director.locator("form[action$='/object']") }).first();
    await item.locator("summary").click();
    await item.getByLabel("ข้อทักท้วงต่อระดับนี้").fill("หลักฐานหน้า 4 ยังไม่ได้พิจารณา");
    await item.getByRole("button", { name: "ส่งข้อทักท้วง" }).click();
    await expect(director.getByText("รอพิจารณา")).toBeVisible();
    await look(director, "result-objection");
  });

  await test.step("the lead decides", async () => {
    await lead.goto("/publications?year=2569");
    await expect(lead.getByText("รอพิจารณา 1 รายการ")).toBeVisible();
    await lead.locator("a[href='/publications/2569/SA/R12']").click();
    await look(lead, "publication-objection");
    const decision = lead.getByLabel("ผลการพิจารณา");
    await decision.selectOption({ index: 1 });
    await lead.getByLabel("เหตุผล").fill("พิจารณาหลักฐานหน้า 4 แล้ว");
    await lead.getByRole("button", { name: "บันทึกผลการพิจารณา" }).click();
    await expect(decision).toHaveCount(0);
  });

  await test.step("the centre corrects, and both publications stay", async () => {
    await centre.goto("/publications/2569/SA/R12");
    await centre.getByRole("button", { name: "ออกประกาศแก้ไข" }).click();
    await centre.goto("/publications?year=2569");
    await expect(centre.locator("main")).toContainText("2569-SA-R12-2 · แก้ไขแทนฉบับที่ 2569-SA-R12-1");
  });

  await test.step("the office and a reader of all results see what stands now", async () => {
    await director.reload();
    await expect(director.getByText("2569-SA-R12-2").first()).toBeVisible();
    await expect(director.getByText(/^ปรับเป็นระดับ \d/)).toBeVisible();
    await expect(director.getByText("พิจารณาหลักฐานหน้า 4 แล้ว")).toBeVisible();
    const reader = await signIn("executive");
    await reader.goto("/publications?year=2569");
    await reader.locator("a[href='/publications/2569/SA/R12']").first().click();
    await reader.locator(`a[href='${PUBLISHED.result}']`).click();
    await expect(reader.getByText("2569-SA-R12-2").first()).toBeVisible();
    await expect(reader.getByRole("button", { name: "ส่งข้อทักท้วง" })).toHaveCount(0);
  });
});
