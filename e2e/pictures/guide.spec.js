// The pictures of the user guide, in docs/guide/img.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pdf } from "../support/files.js";
import { choose, Item } from "../support/item.js";
import { GUIDE_PICTURES } from "../support/paths.js";
import { Report } from "../support/report.js";
import { startSite } from "../support/site.js";
import { expect, test } from "../support/test.js";

const BYTES_MAX = 60 * 1024;
/** A screen of 1280 × 800 becomes a picture of 960 × 600. */
const SCALE = 0.75;
const REPORT = { path: "/reports/2569/QP/R12/P2300" };
/** Five items, and what is below them still on the screen. */
const SHORT = { path: "/reports/2569/AP/R12/P2300" };

test("sign-in", async ({ browser }) => {
  // Without the choice of roles, which only the demonstration has.
  const site = await startSite("serve");
  const page = await browser.newPage({ baseURL: site.address });
  await page.goto("/sign-in");
  await keep(page, "sign-in");
  await page.close();
  await site.stop();
});

test("home", async ({ signIn }) => {
  await keep(await at(await signIn("coordinator"), "/home"), "home");
});

test("report-items", async ({ signIn }) => {
  await signIn("reporter");
  const page = await at(await signIn("coordinator"), SHORT.path);
  const report = new Report(page, SHORT);
  const nodes = ["AP06", "AP10"];
  await report.assign(nodes, "เจ้าหน้าที่ผู้รายงาน");
  for (const node of nodes) await report.item(node).getByRole("checkbox").check();
  await show(page, page.locator("#items table"));
  await keep(page, "report-items");
});

test("answer-form", async ({ signIn }) => {
  const item = new Item(await signIn("coordinator"), REPORT, "QP04");
  await item.open();
  await item.tick(3);
  await item.narrative.fill("จัดทำแผนร่วมกับสถานศึกษาทุกแห่ง ติดตามเดือนละครั้ง และสรุปผลรายไตรมาส สถานศึกษาร้อยละ 92 ดำเนินการครบ");
  await item.saveByButton();
  await show(item.page, item.page.locator(".crit li").nth(2));
  await keep(item.page, "answer-form");
});

test("evidence", async ({ signIn }) => {
  const page = await at(await signIn("coordinator"), "/evidence");
  const names = ["คำสั่งแต่งตั้งคณะทำงาน.pdf", "แผนปฏิบัติการประจำปี 2569.pdf", "รายงานผลการนิเทศ ภาคเรียนที่ 1.pdf"];
  await choose(page, names.map((name) => pdf(name)));
  await expect(page.locator("#added").getByRole("link")).toHaveCount(names.length);
  await page.goto(`/evidence?item=${REPORT.path}/items/QP04`);
  await page.getByRole("button", { name: `อ้างอิง ${names[1]}` }).click();
  await expect(page).toHaveURL(/#evidence$/);
  await keep(await at(page, "/evidence"), "evidence");
});

test("director-report", async ({ signIn }) => {
  await keep(await at(await signIn("director"), "/reports/2569/SA/R12/P2300"), "director-report");
});

test("screening-report", async ({ signIn }) => {
  const page = await at(await signIn("screener"), "/screening");
  await page.locator("a[href^='/screening/reports/2569/AP/']").first().click();
  await page.getByLabel("ส่งคืนให้แก้ไข").first().check();
  await page.getByLabel("เหตุผลที่ส่งคืน").first().fill("ขอจำนวนและร้อยละของสถานศึกษาที่ดำเนินการ");
  await show(page, page.locator("main form section").first());
  await keep(page, "screening-report");
});

test("marking", async ({ signIn }) => {
  const page = await at(await signIn("evaluator"), "/marking/reports/2569/SA/R12/P1102/items/S1.1");
  await page.locator("input[name='level'][value='4']").check();
  await keep(page, "marking");
});

test("review", async ({ signIn }) => {
  await keep(await at(await signIn("lead-evaluator"), "/rounds/2569/SA/R12/review"), "review");
});

test("results", async ({ signIn }) => {
  await keep(await at(await signIn("director"), "/results"), "results");
});

test("publication", async ({ signIn }) => {
  const director = await at(await signIn("director"), "/results");
  await director.getByRole("button", { name: "ตอบรับว่าได้รับผลแล้ว" }).click();
  await expect(director.getByText("ตอบรับเมื่อ").first()).toBeVisible();
  await keep(await at(await signIn("central-admin"), "/publications/2568/SA/R12"), "publication");
});

test("rounds", async ({ signIn }) => {
  const page = await at(await signIn("central-admin"), "/rounds?year=2569");
  await show(page, page.locator("#SA-R12"));
  await keep(page, "rounds");
});

test("users", async ({ signIn }) => {
  await keep(await at(await signIn("coordinator"), "/users"), "users");
});

test("progress", async ({ signIn }) => {
  await keep(await at(await signIn("executive"), "/progress"), "progress");
});

test("notices", async ({ signIn }) => {
  const coordinator = await signIn("coordinator");
  await new Report(await at(coordinator, REPORT.path), REPORT).assign(["QP04", "QP05"], "เจ้าหน้าที่ผู้รายงาน");
  const item = new Item(coordinator, REPORT, "QP04");
  await item.open();
  await item.thread.locator("summary").click();
  await item.thread.getByLabel("เจ้าหน้าที่ผู้รายงาน").check();
  await item.comment("ขอให้ตรวจทานตัวเลขของไตรมาสที่ 3");
  await keep(await at(await signIn("reporter"), "/notices"), "notices");
});

test("audit", async ({ signIn }) => {
  const page = await at(await signIn("auditor"), "/audit");
  await page.getByRole("button", { name: "ตรวจทั้งบันทึก" }).click();
  await expect(page.getByText("ครบถ้วน ไม่มีการแก้ไข")).toBeVisible({ timeout: 60_000 });
  await at(page, "/audit?office=P2300");
  await keep(page, "audit");
});

async function at(page, path) {
  await page.goto(path);
  return page;
}

/** Puts a part of the page under the bar. */
async function show(page, part) {
  await clear(page);
  await part.evaluate((part) => window.scrollTo(0, part.getBoundingClientRect().top + window.scrollY - 72));
}

/** That it is a demonstration is no news in a guide. */
async function clear(page) {
  await page.evaluate(() => document.querySelector("main > .wrap > .note")?.parentElement.remove());
}

/** Writes what the page shows, as good as fits. Playwright itself writes no WebP; its browser does. */
async function keep(page, name) {
  await clear(page);
  await page.evaluate(async () => {
    document.activeElement.blur();
    await document.fonts.ready;
  });
  const browser = await page.context().newCDPSession(page);
  const { cssVisualViewport: view } = await browser.send("Page.getLayoutMetrics");
  const clip = { x: view.pageX, y: view.pageY, width: view.clientWidth, height: view.clientHeight, scale: SCALE };
  for (let quality = 90; quality > 30; quality -= 5) {
    const { data } = await browser.send("Page.captureScreenshot", { format: "webp", quality, clip });
    const picture = Buffer.from(data, "base64");
    if (picture.length > BYTES_MAX) continue;
    await mkdir(GUIDE_PICTURES, { recursive: true });
    await writeFile(join(GUIDE_PICTURES, `${name}.webp`), picture);
    return;
  }
  throw new Error(`${name} does not fit into ${BYTES_MAX} bytes`);
}
