// Somebody with an account of their own, a password, and an authenticator app.
import { expect } from "./test.js";
import { code } from "./totp.js";

export const PASSWORD = "ฝนตกที่ตราดทุกวันศุกร์";

/** Adds somebody on the page of users that is open, and returns the link which is shown once. */
export async function addUser(page, login, name, role) {
  await page.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill(login);
  await page.getByLabel("ชื่อที่แสดง").fill(name);
  await page.getByLabel("บทบาท", { exact: true }).selectOption({ label: role });
  await page.getByRole("button", { name: "เพิ่มผู้ใช้" }).click();
  return page.getByRole("status").locator(".code").innerText();
}

export class Person {
  /** @param {import("@playwright/test").Page} page @param {string} login */
  constructor(page, login) {
    Object.assign(this, { page, login, secret: "", used: 0 });
    this.code = page.locator("#code");
    this.recovery = page.getByRole("status").locator(".code");
    this.wrong = page.getByRole("alert");
  }

  async setPassword(link, password = PASSWORD) {
    await this.page.goto(new URL(link).pathname);
    await this.page.getByLabel("รหัสผ่านใหม่").fill(password);
    await this.page.getByRole("button", { name: "ตั้งรหัสผ่าน" }).click();
  }

  async enterPassword(password = PASSWORD) {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("ชื่อผู้ใช้หรืออีเมล").fill(this.login);
    await this.page.getByLabel("รหัสผ่าน", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "เข้าสู่ระบบ" }).click();
  }

  async enterCode(words) {
    await this.code.fill(words);
    await this.page.getByRole("button", { name: "เข้าสู่ระบบ" }).click();
  }

  /** Sets the app up, and returns the recovery codes. */
  async setUpApp() {
    await this.page.goto("/me/second-factor");
    await this.page.getByRole("button", { name: "ตั้งแอปยืนยันตัวตน" }).click();
    this.secret = await this.page.locator(".code.any").innerText();
    await this.code.fill(this.show());
    await this.page.getByRole("button", { name: "ยืนยัน", exact: true }).click();
    await expect(this.recovery).toHaveCount(8);
    return this.recovery.allInnerTexts();
  }

  /** What the app shows: a code is good once, so each time it is the next one. */
  show() {
    this.used += 1;
    return code(this.secret, this.used - 1);
  }
}
