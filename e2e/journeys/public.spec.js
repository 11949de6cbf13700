// What is published, by somebody with a phone or a computer and without an account: from the start to one area, what holds after a
// correction, and the same as data.
import { readFile } from "node:fs/promises";
import { expect, test } from "../support/test.js";

test("a reader comes from the start to an area and takes its table", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/");
  await page.getByRole("searchbox").fill("ตราด");
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตราด" }).click();
  await expect(page).toHaveURL("/public/offices/P2300/2568");
  // The radar is drawn from the table beside it.
  await expect(page.locator("[data-chart-place] svg").first()).toBeVisible();
  await page.locator("#SA summary").filter({ hasText: "ดีเยี่ยม" }).first().click();
  await expect(page.getByRole("heading", { name: "ที่มาของคะแนน" }).first()).toBeVisible();

  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "ข้อมูล CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("results-2568-P2300.csv");
  expect(await readFile(await file.path(), "utf8")).toContain(",P2300,OVERALL,");

  await page.getByRole("link", { name: "2566", exact: true }).click();
  await expect(page).toHaveURL("/public/offices/P2300/2566");
  await page.getByRole("link", { name: "EN", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Trat");
});

test("a reader of an old publication is led to the one that holds", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/public/publications/2568-SA-R12-1");
  const note = page.locator(".note").filter({ hasText: "ประกาศฉบับนี้มีการแก้ไขแล้ว" });
  await note.getByRole("link", { name: "2568-SA-R12-2" }).click();
  await expect(page.locator(".note").filter({ hasText: "แก้ไขแทนฉบับที่" })).toContainText("เหตุผล");
  await expect(page.locator("[data-chart-place=provinces] svg")).toBeVisible();
  await page.getByRole("link", { name: "เขตตรวจราชการที่ 9", exact: true }).click();
  await page.getByRole("link", { name: "สพป.ตราด" }).click();
  await expect(page).toHaveURL("/public/publications/2568-SA-R12-2/offices/P2300");
});

test("a criterion that was searched for stands open, and data are found beside it", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/public/search?q=ความปลอดภัย");
  await page.locator("a[href^='/public/instruments/2568/']").first().click();
  await expect(page.locator("details[open]")).toHaveCount(1);
  await page.getByRole("link", { name: "ข้อมูลเปิด" }).first().click();
  await page.locator("a[href='/data/2568-SA-R12-2']").click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "results.parquet" }).click()]);
  expect((await readFile(await file.path())).subarray(0, 4).toString()).toBe("PAR1");
});

test("nothing of the year under way is open to a stranger, and signing in is one step away", async ({ signIn }) => {
  const page = await signIn();
  for (const path of ["/public/years/2569", "/public/offices/P2300/2569", "/data/2569-SA-R12-1/results.csv"]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  await page.goto("/public");
  await page.getByRole("link", { name: "เข้าสู่ระบบ" }).first().click();
  await expect(page).toHaveURL(/\/sign-in/);
});
