// Every page of the application. A new page is one line more; pages.spec.js refuses a route that has none.
import { pdf } from "../support/files.js";
import { Item } from "../support/item.js";

/**
 * @typedef {object} Page
 * @property {string} name of its pictures
 * @property {string} route as in crates/web/src
 * @property {string} [path] that is opened; without it `before` ends at the page
 * @property {string} [role] who opens it; nobody is signed in without
 * @property {string} [office] of that person
 * @property {number} [status] of the answer, where it is not 200
 * @property {(page: import("@playwright/test").Page) => Promise<void>} [before] makes what it shows
 */

const REPORT = "/reports/{year}/{instrument}/{round}/{office}";
const ITEM = `${REPORT}/items/{node}`;
const ROUND = "/rounds/{year}/{instrument}/{round}";
const EDITION = "/publications/{year}/{instrument}/{round}";

/** @type {Page[]} */
export const PAGES = [
  { name: "sign-in", route: "/sign-in", path: "/sign-in" },
  { name: "sign-in-refused", route: "/sign-in", before: refusedSignIn },
  { name: "set-password", route: "/link/{token}", role: "coordinator", office: "P2402", before: newUser },
  { name: "me", route: "/me", path: "/me", role: "director" },
  { name: "office-home", route: "/home", path: "/home", role: "coordinator" },
  { name: "office-home-empty", route: "/home", path: "/home?year=2564", role: "director" },
  { name: "report-drafting", route: REPORT, path: "/reports/2569/QP/R12/P2300", role: "coordinator" },
  { name: "report-director", route: REPORT, path: "/reports/2569/SA/R12/P2300", role: "director" },
  { name: "report-receipt", route: REPORT, path: "/reports/2569/SA/R12/P1902", role: "director", office: "P1902" },
  { name: "item", route: ITEM, path: "/reports/2569/QP/R12/P2300/items/QP04", role: "coordinator", before: evidenceAndComment },
  { name: "item-value", route: ITEM, path: "/reports/2569/AP/R12/P2300/items/AP06", role: "coordinator" },
  { name: "item-returned", route: ITEM, role: "coordinator", office: "P2002", before: returned },
  { name: "item-closed", route: ITEM, path: "/reports/2569/SA/R12/P2300/items/S1.1", role: "viewer" },
  { name: "item-conflict", route: ITEM, role: "coordinator", office: "P6602", before: conflict },
  { name: "evidence", route: "/evidence", path: "/evidence", role: "coordinator", office: "P5004", before: library },
  { name: "evidence-empty", route: "/evidence", path: "/evidence", role: "viewer", office: "S2200" },
  { name: "screening-queue", route: "/screening", path: "/screening", role: "screener" },
  { name: "screening", route: `/screening${REPORT}`, path: "/screening/reports/2569/AP/R12/P1602", role: "screener" },
  { name: "marking-queue", route: "/marking", path: "/marking", role: "evaluator" },
  { name: "marking", route: `/marking${ITEM}`, path: "/marking/reports/2569/SA/R12/P1102/items/S1.1", role: "evaluator" },
  { name: "progress", route: "/progress", path: "/progress", role: "executive" },
  { name: "rounds", route: "/rounds", path: "/rounds?year=2569", role: "central-admin" },
  { name: "review", route: `${ROUND}/review`, path: "/rounds/2569/SA/R12/review", role: "lead-evaluator" },
  { name: "score", route: "/scores/{year}/{instrument}/{round}/{office}", path: "/scores/2568/SA/R12/P2300", role: "lead-evaluator" },
  // The form is there once the round is confirmed, which nothing here may do to the others; the tests of the program open it.
  { name: "publish", route: `${ROUND}/publish`, path: "/rounds/2569/SA/R12/publish", role: "central-admin", status: 404 },
  { name: "publications", route: "/publications", path: "/publications", role: "central-admin" },
  { name: "publication", route: EDITION, path: "/publications/2568/SA/R12", role: "central-admin" },
  { name: "documents", route: "/documents", path: "/documents?year=2568", role: "central-admin" },
  { name: "result", route: "/results/{year}/{office}", path: "/results/2568/P2300", role: "director" },
  { name: "jobs", route: "/jobs", path: "/jobs", role: "central-admin" },
  { name: "extensions", route: "/extensions", path: "/extensions", role: "central-admin" },
  { name: "notices", route: "/notices", path: "/notices", role: "coordinator" },
  { name: "notice-settings", route: "/notices/settings", path: "/notices/settings", role: "coordinator" },
  { name: "forgotten-password", route: "/forgotten-password", path: "/forgotten-password" },
  { name: "users", route: "/users", path: "/users", role: "central-admin" },
  { name: "users-import", route: "/users/import", path: "/users/import", role: "central-admin" },
  { name: "person", route: "/users/{id}", role: "coordinator", office: "P2402", before: person },
  { name: "sign-in-code", route: "/sign-in/code", path: "/sign-in/code" },
  { name: "second-factor", route: "/me/second-factor", path: "/me/second-factor", role: "central-admin" },
  { name: "public", route: "/public", path: "/public" },
  { name: "public-years", route: "/public/years", path: "/public/years" },
  { name: "public-year", route: "/public/years/{year}", path: "/public/years/2568" },
  { name: "public-edition", route: "/public/publications/{number}", path: "/public/publications/2568-SA-R12-2" },
  { name: "public-edition-corrected", route: "/public/publications/{number}", path: "/public/publications/2568-SA-R12-1" },
  { name: "public-region", route: "/public/publications/{number}/regions/{region}", path: "/public/publications/2568-SA-R12-2/regions/9" },
  { name: "public-office-edition", route: "/public/publications/{number}/offices/{office}", path: "/public/publications/2568-SA-R12-2/offices/S2200" },
  { name: "public-offices", route: "/public/offices", path: "/public/offices" },
  { name: "public-offices-region", route: "/public/offices", path: "/public/offices?year=2568&region=9" },
  { name: "public-office", route: "/public/offices/{office}/{year}", path: "/public/offices/P2300/2568" },
  { name: "public-instruments", route: "/public/instruments", path: "/public/instruments" },
  { name: "public-instrument", route: "/public/instruments/{year}/{instrument}", path: "/public/instruments/2568/SA" },
  { name: "public-search", route: "/public/search", path: "/public/search?q=%E0%B8%95%E0%B8%A3%E0%B8%B2%E0%B8%94" },
  { name: "public-verify", route: "/public/verify", path: "/public/verify?code=EM-0000-0000-0000" },
  { name: "open-data", route: "/data", path: "/data" },
  { name: "open-data-edition", route: "/data/{number}", path: "/data/2568-SA-R12-2" },
  { name: "open-data-dictionary", route: "/data/dictionary", path: "/data/dictionary" },
  { name: "users-office", route: "/users", path: "/users", role: "coordinator" },
  { name: "not-found", route: "", path: "/nowhere", role: "coordinator", status: 404 },
];

/** Addresses that are read but show no page of their own, and why. */
export const NOT_PAGES = {
  "/": "leads to the first page of a role, or to what is published",
  "/public/offices/{office}": "leads to the newest year of an office",
  "/public/offices/{office}/{year}/results.csv": "a file",
  "/data/catalog.jsonld": "a file",
  "/data/dictionary.csv": "a file",
  "/data/series/{series}": "a file",
  "/data/{number}/{data}": "a file",
  "/language/{code}": "leads back",
  "/evidence/{office}/{id}": "a file",
  [`/marking${REPORT}`]: "leads to the first item without a mark",
  "/sign-in/provider": "leads to the provider",
  "/sign-in/provider/return": "leads to where one wanted to go",
  "/users/import/template": "a file",
  "/results": "leads to the newest result of the own office",
  "/notices/{place}": "leads to what it is about",
  "/calendar/{file}": "for calendars",
  "/documents/{year}/{archive}": "a file",
  "/documents/file/{code}": "a file",
  "/jobs/{id}/events": "for scripts",
  "/healthz": "for machines",
  "/readyz": "for machines",
  "/a/{*name}": "style sheets, scripts and icons",
};

/** Somebody was refused. */
async function refusedSignIn(page) {
  await page.goto("/sign-in");
  await page.locator("#login").fill("nobody");
  await page.locator("#password").fill("ไม่ใช่รหัสผ่าน");
  await page.locator("form[action='/sign-in'] button").click();
  await page.getByRole("alert").waitFor();
}

/** A new user opens the link. */
async function newUser(page) {
  await page.goto("/users");
  await page.locator("#login").fill("staff.page");
  await page.locator("#name").fill("เจ้าหน้าที่ ก.");
  await page.locator("form[action='/users'][method='post'] button").click();
  const link = await page.getByRole("status").locator(".code").innerText();
  await page.goto(new URL(link).pathname);
}

/** An item with something of everything. */
async function evidenceAndComment(page) {
  const item = new Item(page, { path: "/reports/2569/QP/R12/P2300" }, "QP04");
  await item.open();
  await item.tick(3);
  await item.narrative.fill("จัดทำแผนร่วมกับสถานศึกษาทุกแห่ง ติดตามเดือนละครั้ง และสรุปผลรายไตรมาส");
  await item.saveByButton();
  await item.attach(pdf("แผนปฏิบัติการประจำปีงบประมาณ 2569 ฉบับปรับปรุงครั้งที่ 2.pdf"));
  await item.comment("ขอให้ตรวจทานตัวเลขของไตรมาสที่ 3");
}

/** An item that the screener sent back. */
async function returned(page) {
  await page.goto("/reports/2569/SA/R12/P2002");
  await page.locator("main tbody tr", { hasText: "ส่งคืนให้แก้ไข" }).first().getByRole("link").click();
  await page.locator("#answer").waitFor();
}

/** Somebody else was quicker. */
async function conflict(page) {
  const item = new Item(page, { path: "/reports/2569/AP/R12/P6602" }, "AP12");
  await item.open();
  const version = await page.locator("#answer input[name='version']").inputValue();
  const theirs = { version, met: "1", narrative: "ข้อความที่อีกคนบันทึกก่อน", problems: "" };
  await page.request.post(item.address, { form: theirs });
  await item.narrative.fill("ข้อความที่พิมพ์ในหน้านี้");
  await item.save.click();
  await page.getByRole("region", { name: "มีผู้อื่นบันทึกรายการนี้ก่อนหน้า" }).waitFor();
}

/** Somebody of the office. */
async function person(page) {
  await page.goto("/users");
  await page.locator("main a[href^='/users/']:not([href*='import'])").first().click();
  await page.waitForURL(/users\/\d+/);
}

/** Files of their own. */
async function library(page) {
  await page.goto("/evidence");
  await page.locator("#file").setInputFiles([pdf("คำสั่งแต่งตั้งคณะกรรมการ.pdf"), pdf("ภาพกิจกรรม ไตรมาส 3.pdf")]);
  await page.getByRole("button", { name: "เพิ่มเข้าคลัง" }).click();
  await page.locator(".files li").nth(1).waitFor();
}
