// The evaluator's workspace.
import { expect } from "./test.js";

export class Marking {
  /** @param {import("@playwright/test").Page} page @param {{ path: string }} report */
  constructor(page, report) {
    this.page = page;
    this.address = `/marking${report.path}`;
    this.queue = page.getByRole("region", { name: "รายการที่ต้องให้คะแนน" });
    this.current = this.queue.locator("[aria-current]");
    this.justification = page.getByLabel("เหตุผลที่ระดับต่างจากที่เขตประเมินตนเอง");
    this.strengths = page.getByLabel("จุดเด่น");
    this.recommendation = page.getByLabel("ข้อเสนอแนะ");
    this.save = page.getByRole("button", { name: "บันทึกและไปรายการถัดไป" });
    this.refusal = page.getByRole("alert");
    this.state = page.locator("[data-autosave-state]");
    this.draft = page.getByText("ข้อความนี้เป็นร่างของท่าน");
    this.discard = page.getByRole("button", { name: "ทิ้งร่าง" });
  }

  async open() {
    await this.page.goto(this.address);
  }

  /** The address of the item that is shown. */
  async item() {
    return this.current.getAttribute("href");
  }

  /** Waits until another item is shown and its keys work: a key pressed before is lost. */
  async leaves(item) {
    await expect(this.current).not.toHaveAttribute("href", item);
    await expect(this.page.locator("html.js")).toBeAttached();
  }

  level(number) {
    return this.page.locator(`input[name='level'][value='${number}']`);
  }

  /** The level the office gave itself. */
  async own() {
    return Number(await this.page.locator("label", { hasText: "เขตประเมินตนเอง" }).locator("input[name='level']").getAttribute("value"));
  }
}
