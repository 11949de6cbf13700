// The report of an office as a whole, and the director's part in it.
import { expect } from "./test.js";

export class Report {
  /** @param {import("@playwright/test").Page} page @param {{ path: string }} report */
  constructor(page, report) {
    this.page = page;
    this.path = report.path;
    this.state = page.locator(".phead .st");
    this.readiness = page.getByRole("complementary", { name: "ความพร้อมก่อนส่ง" });
    this.receipt = page.locator(".panel", { has: page.getByRole("heading", { name: "ใบรับรายงาน" }) });
  }

  async open() {
    await this.page.goto(this.path);
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
}
