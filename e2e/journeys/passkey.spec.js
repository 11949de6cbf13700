// Passkeys with the authenticator that Chromium simulates: added, used in place of password and code, renamed, removed.
import { expect, test } from "@playwright/test";
import { authenticator } from "../support/authenticator.js";
import { startSite } from "../support/site.js";

const PASSWORD = "ฝนตกที่ตราดทุกวันศุกร์";

let site;
test.beforeEach(async () => {
  site = await startSite("serve");
  // Passkeys hold for a name, never for a number.
  site.origin = site.address.replace("127.0.0.1", "localhost");
});
test.afterEach(async () => {
  await site.stop();
});

async function signInByPassword(page) {
  await page.goto(`${site.origin}/sign-in?back=/users`);
  await page.fill("#login", "admin");
  await page.fill("#password", PASSWORD);
  await page.click("form[action='/sign-in'] button[type=submit]");
}

test("a passkey takes the place of password and code", async ({ page }) => {
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));

  const link = site.said.map((line) => line.match(/\/link\/(\S+)/)?.[1]).find(Boolean);
  await page.goto(`${site.origin}/link/${link}`);
  await page.fill("#new", PASSWORD);
  await page.click("form[action^='/link/'] button[type=submit]");
  const device = await authenticator(page);

  // A password alone is not enough for a central role.
  await signInByPassword(page);
  await expect(page).toHaveURL(`${site.origin}/me/second-factor`);
  await page.fill("#passkey-name", "เครื่องที่ทำงาน");
  await page.click("form[action='/me/passkeys'] button[type=submit]");
  await expect(page.locator("form[action$='/rename'] input[name=name]")).toHaveValue("เครื่องที่ทำงาน");
  const keys = await device.keys();
  expect(keys.map((key) => [key.isResidentCredential, key.rpId])).toEqual([[true, "localhost"]]);
  await page.goto(`${site.origin}/users`);
  await expect(page).toHaveURL(`${site.origin}/users`);

  // The same device is not asked for a second key.
  await page.goto(`${site.origin}/me/second-factor`);
  await page.fill("#passkey-name", "อีกครั้ง");
  await page.click("form[action='/me/passkeys'] button[type=submit]");
  await expect(page.locator("form[action='/me/passkeys'] [data-passkey-failed]")).toBeVisible();

  // In by the passkey, without login and password, to where one wanted to go.
  await page.context().clearCookies();
  await page.goto(`${site.origin}/users`);
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  await expect(page).toHaveURL(`${site.origin}/users`);

  // By the password one is let in only as far as the passkey.
  await page.context().clearCookies();
  await signInByPassword(page);
  await expect(page).toHaveURL(`${site.origin}/me/second-factor`);
  await expect(page.locator("form[action='/me/passkeys']")).toHaveCount(0);
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  await expect(page.locator("form[action='/me/passkeys']")).toBeVisible();

  await page.fill("form[action$='/rename'] input[name=name]", "เครื่องที่บ้าน");
  await page.click("form[action$='/rename'] button");
  await expect(page.locator("form[action$='/rename'] input[name=name]")).toHaveValue("เครื่องที่บ้าน");

  // Who does not unlock the device does not come in, nor does one whose key is gone.
  await page.context().clearCookies();
  await device.verified(false);
  await page.goto(`${site.origin}/sign-in`);
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  await expect(page.locator("form[action='/sign-in/passkey'] [data-passkey-failed]")).toBeVisible();
  await device.verified(true);
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  await expect(page).not.toHaveURL(/sign-in/);

  // Removed here, the key on the device opens nothing; and the session is no longer one with two factors.
  await page.goto(`${site.origin}/me/second-factor`);
  await page.click("form[action$='/remove'] button");
  await expect(page.locator("form[action$='/rename']")).toHaveCount(0);
  await page.goto(`${site.origin}/users`);
  await expect(page).toHaveURL(`${site.origin}/me/second-factor`);
  expect((await device.keys()).length).toBe(1);
  await page.context().clearCookies();
  await page.goto(`${site.origin}/sign-in`);
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  await expect(page.locator(".errsum")).toBeVisible();

  // The browser itself notes answers that are refusals.
  expect(complaints.filter((words) => !words.includes("422"))).toEqual([]);
});

test("an answer is good for its question and once", async ({ page }) => {
  const link = site.said.map((line) => line.match(/\/link\/(\S+)/)?.[1]).find(Boolean);
  await page.goto(`${site.origin}/link/${link}`);
  await page.fill("#new", PASSWORD);
  await page.click("form[action^='/link/'] button[type=submit]");
  await authenticator(page);
  await signInByPassword(page);
  await page.fill("#passkey-name", "เครื่องที่ทำงาน");
  await page.click("form[action='/me/passkeys'] button[type=submit]");
  await expect(page.locator("form[action$='/rename']")).toHaveCount(1);

  await page.context().clearCookies();
  await page.goto(`${site.origin}/sign-in`);
  const sent = page.waitForRequest((request) => request.url().endsWith("/sign-in/passkey") && request.method() === "POST");
  const step = page.waitForResponse((response) => response.url().endsWith("/sign-in/passkey/question"));
  await page.click("form[action='/sign-in/passkey'] button[type=submit]");
  const body = (await sent).postData();
  const cookie = (await (await step).allHeaders())["set-cookie"].match(/emes-step=([^;]+)/)[1];
  await expect(page).not.toHaveURL(/sign-in/);

  const again = async (token) =>
    page.request.post(`${site.origin}/sign-in/passkey`, {
      headers: { "content-type": "application/x-www-form-urlencoded", cookie: `emes-step=${token}` },
      data: body,
      maxRedirects: 0,
    });
  expect((await again(cookie)).status()).toBe(422);
  // Under another question it does not fit.
  await page.context().clearCookies();
  const other = await page.request.post(`${site.origin}/sign-in/passkey/question`);
  const token = other.headers()["set-cookie"].match(/emes-step=([^;]+)/)[1];
  expect((await again(token)).status()).toBe(422);
});
