// An instrument from the draft to its publication, without script.
import { expect, test } from "../support/test.js";

test("an instrument of the next year is written, sent back and published", async ({ signIn }) => {
  const page = await signIn("instrument-editor");
  await page.goto("/instruments");
  await page.getByRole("button", { name: "ทำฉบับปี 2570 SA" }).click();
  await expect(page.getByRole("heading", { name: "แบบร่าง SA" })).toBeVisible();
  const draft = new URL(page.url()).pathname;
  const tree = page.getByRole("navigation", { name: "รายการของเครื่องมือ" });
  const review = page.locator("#review");

  await tree.getByRole("link", { name: "ข้อมูลทั้งเครื่องมือ" }).click();
  await page.getByLabel(/ชื่อ \(ไทย\)/).fill("มาตรฐานสำนักงานเขตพื้นที่การศึกษา ฉบับทดลอง");
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByLabel(/ชื่อ \(ไทย\)/)).toHaveValue(/ฉบับทดลอง/);

  await tree.getByRole("link", { name: "ช่วงคะแนนและระดับ" }).click();
  await page.getByLabel("ค่าเฉลี่ยต่ำสุด 1", { exact: true }).fill("9");
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("ค่าเฉลี่ยต่ำสุด 1", { exact: true }).fill("4.60");
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await tree.getByRole("link", { name: "เพิ่มรายการ" }).click();
  await page.getByLabel(/เลขกำกับ/).fill("มาตรฐานที่ 4");
  await page.getByLabel(/ชื่อ \(ไทย\)/).fill("การใช้เทคโนโลยี");
  await page.getByRole("button", { name: "เพิ่มรายการนี้" }).click();
  await page.locator("#mode").selectOption("monitored");
  await page.getByRole("button", { name: "บันทึกรายการนี้" }).click();
  await page.getByRole("button", { name: "เลื่อนขึ้น" }).click();
  await expect(tree.locator("a[aria-current]")).toContainText("การใช้เทคโนโลยี");

  await review.getByRole("button", { name: "ส่งให้ตรวจ" }).click();
  const second = await signIn("central-admin");
  await second.goto(draft);
  await second.getByLabel(/สิ่งที่ต้องแก้/).fill("ชื่อยังเป็นฉบับทดลอง");
  await second.getByRole("button", { name: "ส่งกลับให้แก้" }).click();
  await page.goto(draft);
  await expect(page.getByRole("note").filter({ hasText: "ชื่อยังเป็นฉบับทดลอง" })).toBeVisible();
  await review.getByRole("button", { name: "ส่งให้ตรวจ" }).click();
  await second.goto(draft);
  await second.getByRole("button", { name: "เผยแพร่เครื่องมือ" }).click();
  await expect(second).toHaveURL("/instruments/2570/SA");
});

test("a draft comes from a file, is replaced by one and given up", async ({ signIn }) => {
  const page = await signIn("instrument-editor");
  const answer = await page.request.get("/instruments/2569/QP/file/toml");
  const text = (await answer.text()).replace("fiscal_year = 2569", "fiscal_year = 2575");
  const file = (text) => ({ name: "qp.toml", mimeType: "application/toml", buffer: Buffer.from(text) });
  await page.goto("/instruments");
  await page.getByLabel("ไฟล์เครื่องมือ").setInputFiles(file("format = 2"));
  await page.getByRole("button", { name: "เริ่มจากไฟล์" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("ไฟล์เครื่องมือ").setInputFiles(file(text));
  await page.getByRole("button", { name: "เริ่มจากไฟล์" }).click();
  await expect(page.getByRole("heading", { name: "แบบร่าง QP" })).toBeVisible();
  await page.getByLabel("ไฟล์ที่จะใช้แทนทั้งแบบร่าง").setInputFiles(file(text.replace('title_th = "', 'title_th = "ฉบับใหม่ ')));
  await page.getByRole("button", { name: "ใช้ไฟล์นี้แทน" }).click();
  await expect(page.getByLabel(/ชื่อ \(ไทย\)/)).toHaveValue(/^ฉบับใหม่/);
  await page.locator("summary", { hasText: "ทิ้งแบบร่าง" }).click();
  await page.getByRole("button", { name: "ทิ้งแบบร่าง" }).click();
  await expect(page).toHaveURL("/instruments");
  await expect(page.getByRole("link", { name: /QP.*2575/ })).toHaveCount(0);
});
