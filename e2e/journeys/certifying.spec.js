// A director who has a passkey certifies with it, and can no longer do so by a tick.
import { authenticator } from "../support/authenticator.js";
import { CERTIFYING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

test("a director certifies by a passkey", async ({ people, baseURL }) => {
  // Passkeys hold for a name, never for a number.
  const origin = baseURL.replace("127.0.0.1", "localhost");
  const page = await people.signIn(origin, "director", CERTIFYING.office);
  const device = await authenticator(page);
  await page.goto("/me/second-factor");
  await page.fill("#passkey-name", "เครื่องของผู้อำนวยการ");
  await page.click("form[action='/me/passkeys'] button[type=submit]");
  await expect(page.locator("form[action$='/rename'] input[name=name]")).toHaveValue("เครื่องของผู้อำนวยการ");

  const report = new Report(page, CERTIFYING);
  await report.open();
  await expect(page.getByLabel("ข้าพเจ้าได้อ่านรายงานนี้แล้ว")).toHaveCount(0);
  const refused = page.locator("form[data-passkey] [data-passkey-failed]");
  await device.verified(false);
  await report.passkey.click();
  await expect(refused).toBeVisible();
  await device.verified(true);
  await report.passkey.click();
  await expect(report.receipt).toContainText("รหัสเนื้อหา (SHA-256)");

  // The demonstration's people are the same for all tests of this worker.
  await page.goto("/me/second-factor");
  await page.click("form[action$='/remove'] button");
  await expect(page.locator("form[action$='/rename']")).toHaveCount(0);
});
