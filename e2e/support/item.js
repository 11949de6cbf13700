// The form of an item, in the words that people see.
import { expect } from "./test.js";

export class Item {
  /** @param {import("@playwright/test").Page} page @param {{ path: string }} report @param {string} node */
  constructor(page, report, node) {
    this.page = page;
    this.address = `${report.path}/items/${node}`;
    this.narrative = page.getByLabel("ผลการดำเนินงาน กระบวนการ และความสำเร็จที่เกิดขึ้น");
    this.problems = page.getByLabel("ปัญหา อุปสรรค และสิ่งที่ต้องการให้ส่วนกลางสนับสนุน");
    this.value = page.locator("input[name='value-value']");
    this.level = page.getByLabel("ระดับที่ประเมินตนเอง");
    this.reason = page.getByLabel("เหตุผลที่ระดับต่างจากเกณฑ์ที่ทำเครื่องหมาย");
    this.save = page.locator("#answer").getByRole("button", { name: "บันทึก", exact: true });
    /** What the form says about its own saving. */
    this.state = page.locator("[data-autosave-state]");
    this.files = page.locator("#files");
    this.thread = page.locator("#thread");
  }

  async open() {
    await this.page.goto(this.address);
  }

  /** Ticks the levels from the lowest up to `level`. */
  async tick(level) {
    for (let each = 1; each <= level; each += 1) await this.page.locator(`#met-${each}`).check();
  }

  /** Saves by the button and waits for the page that comes back. */
  async saveByButton() {
    await this.save.click();
    await expect(this.page).toHaveURL(this.address);
  }

  /** @param {{ name: string, mimeType: string, buffer: Buffer }} file */
  async attach(file) {
    await choose(this.page, file);
    await expect(this.file(file)).toBeVisible();
  }

  /** A file that is cited. */
  file({ name }) {
    return this.files.getByRole("link", { name });
  }

  async comment(words) {
    await this.page.getByLabel("เขียนความเห็น").fill(words);
    await this.page.getByRole("button", { name: "ส่งความเห็น" }).click();
    await expect(this.thread).toContainText(words);
  }
}

/** Chooses files: a script sends them at once, without script the button does. */
export async function choose(page, files) {
  await page.getByLabel("เลือกไฟล์").setInputFiles(files);
  const button = page.getByRole("button", { name: "แนบหลักฐาน" });
  if (await button.isVisible()) await button.click();
}
