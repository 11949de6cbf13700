// Every page of the application. A new page is one line more; pages.spec.js refuses a route that has none.
import { pdf } from "../support/files.js";
import { choose, Item } from "../support/item.js";

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
const EVIDENCE = "/evidence/{office}/{id}";
const ROUND = "/rounds/{year}/{instrument}/{round}";
const DRAFT = "/instruments/drafts/{id}";
const EDITION = "/publications/{year}/{instrument}/{round}";

/** @type {Page[]} */
export const PAGES = [
  { name: "sign-in", route: "/sign-in", path: "/sign-in" },
  { name: "sign-in-refused", route: "/sign-in", before: refusedSignIn },
  { name: "set-password", route: "/link/{token}", role: "coordinator", office: "P2402", before: newUser },
  { name: "me", route: "/me", path: "/me", role: "director" },
  { name: "tokens", route: "/me/tokens", path: "/me/tokens", role: "director", before: newToken },
  { name: "api", route: "/api", path: "/api" },
  { name: "api-group", route: "/api/{group}", path: "/api/offices" },
  { name: "webhooks", route: "/webhooks", path: "/webhooks", role: "central-admin" },
  { name: "webhook", route: "/webhooks/{id}", role: "central-admin", before: newWebhook },
  { name: "office-home", route: "/home", path: "/home", role: "coordinator" },
  { name: "office-home-empty", route: "/home", path: "/home?year=2564", role: "director" },
  { name: "report-drafting", route: REPORT, path: "/reports/2569/QP/R12/P2300", role: "coordinator" },
  { name: "report-director", route: REPORT, path: "/reports/2569/SA/R12/P2300", role: "director" },
  { name: "report-receipt", route: REPORT, path: "/reports/2569/SA/R12/P1902", role: "director", office: "P1902" },
  { name: "item", route: ITEM, path: "/reports/2569/QP/R12/P2300/items/QP04", role: "coordinator", before: evidenceAndComment },
  { name: "item-value", route: ITEM, path: "/reports/2569/AP/R12/P2300/items/AP06", role: "coordinator" },
  { name: "item-returned", route: ITEM, role: "coordinator", office: "P2002", before: returned },
  { name: "item-closed", route: ITEM, path: "/reports/2569/SA/R12/P2300/items/S1.1", role: "viewer" },
  { name: "item-signed-out", route: ITEM, role: "coordinator", office: "P2702", before: typedTooLate },
  { name: "item-conflict", route: ITEM, role: "coordinator", office: "P6602", before: conflict },
  { name: "evidence", route: "/evidence", path: "/evidence", role: "coordinator", office: "P5004", before: library },
  { name: "evidence-empty", route: "/evidence", path: "/evidence", role: "viewer", office: "S2200" },
  { name: "evidence-file", route: EVIDENCE, role: "coordinator", office: "P2402", before: fileInTwoVersions },
  { name: "evidence-link", route: EVIDENCE, role: "coordinator", office: "P5004", before: linkToVideo },
  { name: "screening-queue", route: "/screening", path: "/screening", role: "screener" },
  { name: "screening", route: `/screening${REPORT}`, path: "/screening/reports/2569/AP/R12/P1602", role: "screener" },
  { name: "marking-queue", route: "/marking", path: "/marking", role: "evaluator" },
  { name: "marking", route: `/marking${ITEM}`, path: "/marking/reports/2569/SA/R12/P1102/items/S1.1", role: "evaluator" },
  { name: "marking-twice", route: `/marking${ITEM}`, path: "/marking/reports/2569/AP/R12/P8403/items/AP10", role: "evaluator-2" },
  { name: "reconciliation", route: "/reconciliation", path: "/reconciliation", role: "lead-evaluator" },
  { name: "dispute", route: `/reconciliation${ITEM}`, path: "/reconciliation/reports/2569/AP/R12/P3101/items/AP10", role: "lead-evaluator" },
  { name: "agreement", route: `${ROUND}/agreement`, path: "/rounds/2569/AP/R12/agreement", role: "lead-evaluator" },
  { name: "work", route: `${ROUND}/work`, path: "/rounds/2569/AP/R12/work", role: "central-admin" },
  { name: "external", route: "/external/{year}/{instrument}", path: "/external/2569/AP", role: "central-admin" },
  { name: "progress", route: "/progress", path: "/progress", role: "executive" },
  { name: "national", route: "/national", path: "/national?year=2568&instrument=QP&round=R12", role: "executive" },
  { name: "national-list", route: "/national/list", path: "/national/list?year=2568&instrument=SA", role: "executive" },
  { name: "national-reflection", route: "/national/reflection", path: "/national/reflection?year=2568&instrument=QP", role: "executive" },
  { name: "national-compare", route: "/national/compare", path: "/national/compare?year=2568&instrument=QP&office=P2300&with=P5004", role: "executive" },
  { name: "progress-region", route: "/progress", path: "/progress", role: "region-chair" },
  { name: "rounds", route: "/rounds", path: "/rounds?year=2569", role: "central-admin" },
  { name: "review", route: `${ROUND}/review`, path: "/rounds/2569/SA/R12/review", role: "lead-evaluator" },
  { name: "score", route: "/scores/{year}/{instrument}/{round}/{office}", path: "/scores/2568/SA/R12/P2300", role: "lead-evaluator" },
  { name: "publish", route: `${ROUND}/publish`, role: "central-admin", before: confirmedRound },
  { name: "publications", route: "/publications", path: "/publications", role: "central-admin" },
  { name: "publication", route: EDITION, path: "/publications/2568/SA/R12", role: "central-admin" },
  { name: "documents", route: "/documents", path: "/documents?year=2568", role: "central-admin" },
  { name: "result", route: "/results/{year}/{office}", path: "/results/2568/P2300", role: "director" },
  { name: "outlook", route: "/results/{year}/{office}/outlook", path: "/results/2568/P2300/outlook", role: "director" },
  { name: "jobs", route: "/jobs", path: "/jobs", role: "central-admin" },
  { name: "extensions", route: "/extensions", path: "/extensions", role: "central-admin" },
  { name: "notices", route: "/notices", path: "/notices", role: "coordinator" },
  { name: "notice-settings", route: "/notices/settings", path: "/notices/settings", role: "coordinator" },
  { name: "forgotten-password", route: "/forgotten-password", path: "/forgotten-password" },
  { name: "instruments", route: "/instruments", path: "/instruments", role: "instrument-editor" },
  { name: "instrument", route: "/instruments/{year}/{instrument}", path: "/instruments/2569/SA", role: "instrument-editor" },
  { name: "draft", route: DRAFT, role: "instrument-editor", before: (page) => draft(page, "?part=head") },
  { name: "draft-item", route: DRAFT, role: "instrument-editor", before: (page) => draft(page, "?node=QP04") },
  { name: "draft-add", route: DRAFT, role: "instrument-editor", before: (page) => draft(page, "?part=add") },
  { name: "draft-bands", route: DRAFT, role: "instrument-editor", before: (page) => draft(page, "?part=bands") },
  { name: "draft-preview", route: `${DRAFT}/preview`, role: "instrument-editor", before: (page) => draft(page, "/preview") },
  { name: "draft-changes", route: `${DRAFT}/changes`, role: "instrument-editor", before: (page) => draft(page, "/changes") },
  { name: "draft-what-if", route: `${DRAFT}/what-if`, role: "instrument-editor", before: (page) => draft(page, "/what-if") },
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
  { name: "second-factor-begun", route: "/me/second-factor", role: "reporter", office: "P2402", before: secondFactorBegun },
  { name: "calendar", route: "/me", role: "coordinator", office: "P5004", before: calendarAddress },
  { name: "audit", route: "/audit", path: "/audit", role: "auditor" },
  { name: "help", route: "/help", path: "/help", role: "coordinator" },
  { name: "help-start", route: "/help/{name}", path: "/help/start" },
  { name: "help-reporter", route: "/help/{name}", path: "/help/reporter", role: "reporter" },
  { name: "help-auditor", route: "/help/{name}", path: "/help/auditor", role: "auditor" },
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
  [`${REPORT}/receipt`]: "a file",
  [`${EVIDENCE}/download`]: "leads to the file",
  "/evidence/files/{ticket}": "a file",
  [`/marking${REPORT}`]: "leads to the first item without a mark",
  "/sign-in/provider": "leads to the provider",
  "/me/confirm": "leads to the provider",
  "/sign-in/provider/return": "leads to where one wanted to go",
  "/users/import/template": "a file",
  "/instruments/{year}/{instrument}/file/{format}": "a file",
  "/instruments/drafts/{id}/file/{format}": "a file",
  "/instruments/drafts/{id}/printed": "a PDF",
  "/results": "leads to the newest result of the own office",
  "/notices/{place}": "leads to what it is about",
  "/calendar/{file}": "for calendars",
  "/documents/{year}/{archive}": "a file",
  "/documents/file/{code}": "a file",
  "/jobs/{id}/events": "for scripts",
  "/api/v1/openapi.json": "for programs",
  "/national/list/{format}": "a file",
  "/national/tables/{file}": "a file",
  "/results/{year}/{office}/outlook/{file}": "a file",
  "/national/picture.pdf": "a file",
  "/audit/check": "a part of the page, for scripts",
  "/audit/export/{format}": "a file",
  "/help/img/{name}": "a picture",
  "/healthz": "for machines",
  "/metrics": "for machines, at an address of its own",
  "/readyz": "for machines",
  "/a/{*name}": "style sheets, scripts and icons",
};

/** A page of the draft for the next year, which the first who asks begins. */
async function draft(page, end) {
  await page.goto("/instruments");
  const begun = page.locator("#drafts a", { hasText: "QP" });
  if ((await begun.count()) > 0) {
    await begun.first().click();
  } else {
    await page.getByRole("button", { name: /ทำฉบับปี 2570 QP/ }).click();
  }
  await page.waitForURL(/drafts\/\d+/);
  await page.goto(new URL(page.url()).pathname + end);
}

/** Somebody was refused. */
async function refusedSignIn(page) {
  await page.goto("/sign-in");
  await page.locator("#login").fill("nobody");
  await page.locator("#password").fill("ไม่ใช่รหัสผ่าน");
  await page.locator("form[action='/sign-in'] button").click();
  await page.getByRole("alert").waitFor();
}

/** A token was made. */
async function newToken(page) {
  await page.goto("/me/tokens");
  await page.locator("#name").fill("ดึงผลเข้าระบบสารสนเทศ");
  await page.locator("#grant-results").selectOption("results:read");
  await page.locator("form[action='/me/tokens'] button").click();
  await page.getByRole("status").waitFor();
}

/** A webhook that was told something. */
async function newWebhook(page) {
  await page.goto("/webhooks");
  await page.locator("#url").fill("https://hooks.example.org/e-mes");
  await page.locator("[id='event-report.certified']").check();
  await page.locator("form[action='/webhooks'] button").click();
  await page.getByRole("link", { name: "https://hooks.example.org/e-mes" }).click();
  await page.locator("form[action$='/test'] button").click();
  await page.locator("#told table").waitFor();
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
  await choose(page, [pdf("คำสั่งแต่งตั้งคณะกรรมการ.pdf"), pdf("ภาพกิจกรรม ไตรมาส 3.pdf")]);
  await page.locator("#added").getByRole("link").nth(1).waitFor();
}

/** A file that was replaced by a newer one. */
async function fileInTwoVersions(page) {
  await page.goto("/evidence");
  await choose(page, pdf("แผนปฏิบัติการ ฉบับแรก.pdf"));
  await page.locator("#added").getByRole("link", { name: "ฉบับแรก" }).click();
  await choose(page, pdf("แผนปฏิบัติการ ฉบับปรับปรุง.pdf"));
  await page.locator("#added").getByRole("link", { name: "ฉบับปรับปรุง" }).click();
  await page.getByRole("heading", { name: "ทุกรุ่น" }).waitFor();
}

async function linkToVideo(page) {
  await page.goto("/evidence");
  await page.getByLabel("ที่อยู่เว็บหรือวิดีโอ").fill("https://example.go.th/nithet/2569");
  await page.getByLabel("ชื่อที่จะแสดง").fill("วิดีโอการนิเทศภาคเรียนที่ 1");
  await page.getByRole("button", { name: "เพิ่มลิงก์" }).click();
  await page.getByRole("link", { name: "วิดีโอการนิเทศ" }).click();
  await page.getByRole("heading", { name: "ตรวจลิงก์อีกครั้ง" }).waitFor();
}

/** The session ended before the form was sent. */
async function typedTooLate(page) {
  const item = new Item(page, { path: "/reports/2569/AP/R12/P2702" }, "AP12");
  await item.open();
  await page.request.post("/sign-out");
  await item.narrative.fill("ข้อความที่พิมพ์ไว้ก่อนหมดเวลา");
  await item.save.click();
  await page.getByRole("heading", { name: "ข้อความที่ท่านพิมพ์" }).waitFor();
}

/** A round of an earlier year, brought to where the centre publishes it. */
async function confirmedRound(page) {
  const round = "/rounds/2566/QP/R6";
  await page.goto("/rounds?year=2566");
  const version = await page.locator("#QP-R6 input[name='version']").first().inputValue();
  const days = { opens: "1 ต.ค. 2565", due: "31 มี.ค. 2566", closes: "30 เม.ย. 2566" };
  await page.request.post(round, { form: { version, ...days } });
  for (const step of ["open", "close", "begin-marking"]) await page.request.post(`${round}/${step}`);
  const lead = await page.context().browser().newContext({ baseURL: new URL(page.url()).origin });
  await lead.request.post("/demo/sign-in", { form: { role: "lead-evaluator" } });
  const review = await (await lead.request.get(`${round}/review`)).text();
  const [, gaps] = /name="gaps" value="(\d+)"/.exec(review);
  await lead.request.post(`${round}/confirm`, { form: { gaps, reason: "รอบที่ผ่านมาแล้ว" } });
  await lead.close();
  await page.goto(`${round}/publish`);
  await page.getByRole("button", { name: "ประกาศผล" }).waitFor();
}

/** The secret of an authenticator app, in writing and as a picture. */
async function secondFactorBegun(page) {
  await page.goto("/me/second-factor");
  await page.getByRole("button", { name: "ตั้งแอปยืนยันตัวตน" }).click();
  await page.getByRole("img", { name: "ภาพรหัสลับ" }).waitFor();
}

/** The address of the calendar, which is shown once. */
async function calendarAddress(page) {
  await page.goto("/me");
  await page.getByRole("button", { name: "สร้างที่อยู่ปฏิทิน" }).click();
  await page.locator(".code").waitFor();
}
