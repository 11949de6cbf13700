// The screener's page of a report.
export class Screening {
  /** @param {import("@playwright/test").Page} page @param {{ path: string }} report */
  constructor(page, report) {
    this.page = page;
    this.address = `/screening${report.path}`;
    this.save = page.getByRole("button", { name: "บันทึกผลการกลั่นกรอง" });
    this.accept = page.getByRole("button", { name: "บันทึกและรับรายงาน" });
  }

  async open() {
    await this.page.goto(this.address);
  }

  item(node) {
    return this.page.locator(`section[aria-labelledby='item-${node}']`);
  }

  async pass(node) {
    await this.item(node).getByLabel("ผ่าน", { exact: true }).check();
  }

  async giveBack(node, reason) {
    await this.item(node).getByLabel("ส่งคืนให้แก้ไข").check();
    await this.item(node).getByLabel("เหตุผลที่ส่งคืน").fill(reason);
  }
}

/** The items of AP in FY2569. */
export const ITEMS = ["AP06", "AP10", "AP12", "AP17", "AP18"];
