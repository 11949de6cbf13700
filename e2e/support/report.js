// The report of an office as a whole, and the director's part in it.
import { expect } from "./test.js";

export class Report {
  /** @param {import("@playwright/test").Page} page @param {{ path: string }} report */
  constructor(page, report) {
    this.page = page;
    this.path = report.path;
    this.state = page.locator(".phead .st");
    this.items = page.locator("#items tbody tr");
    this.readiness = page.getByRole("complementary", { name: "ความพร้อมก่อนส่ง" });
    this.receipt = page.locator(".panel", { has: page.getByRole("heading", { name: "ใบรับรายงาน" }) });
    this.passkey = page.locator("form[data-passkey]").getByRole("button");
    this.extension = page.locator("#extension");
  }

  async open() {
    await this.page.goto(this.path);
  }

  item(node) {
    return this.items.filter({ has: this.page.locator(`a.ttl[href$='/${node}']`) });
  }

  /** The coordinator gives items to somebody, and to nobody else. */
  async assign(nodes, person) {
    for (const node of nodes) await this.item(node).getByRole("checkbox").check();
    const people = this.page.locator("#assign").getByLabel("ผู้รับผิดชอบ");
    await people.selectOption(await people.locator("option", { hasText: person }).getAttribute("value"));
    await this.page.getByRole("button", { name: "ให้คนนี้คนเดียว" }).click();
    for (const node of nodes) await expect(this.item(node)).toContainText(person);
  }

  async submit() {
    await this.page.getByRole("button", { name: "ส่งให้ผู้อำนวยการรับรอง" }).click();
    await expect(this.state).toHaveText("รอผู้อำนวยการรับรอง");
  }

  /** The director certifies, the first time or again after a return, and gets the receipt. */
  async certify() {
    await this.page.getByLabel("ข้าพเจ้าได้อ่านรายงานนี้แล้ว").check();
    await this.page.getByRole("button", { name: /^รับรองและส่งรายงาน/ }).click();
    await expect(this.receipt).toContainText("รหัสเนื้อหา (SHA-256)");
  }

  async sendBack(reason) {
    await this.page.getByLabel("เหตุผลที่ส่งกลับ").fill(reason);
    await this.page.getByRole("button", { name: "ส่งกลับให้แก้ไข" }).click();
    await expect(this.state).toHaveText("กำลังรายงาน");
  }

  /** The director asks for a later day. */
  async askForTime(day, reason) {
    const ask = this.extension.getByRole("button", { name: "ขอขยายเวลา" });
    if (!(await ask.isVisible())) await this.extension.locator("summary").click();
    await this.extension.getByLabel("ขอขยายถึงวันที่").fill(day);
    await this.extension.getByLabel("เหตุผล").fill(reason);
    await ask.click();
    await expect(this.extension).toContainText("รอพิจารณา");
  }
}
