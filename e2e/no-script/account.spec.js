// Accounts: how one comes in, and how people are looked after, without script.
import { csv } from "../support/files.js";
import { addUser, PASSWORD, Person } from "../support/person.js";
import { expect, test } from "../support/test.js";

test("a coordinator adds somebody, who sets and changes a password", async ({ signIn }) => {
  const page = await signIn("coordinator");
  await page.goto("/users");
  const person = new Person(await signIn(), "staff.plain");
  const old = await addUser(page, person.login, "เจ้าหน้าที่ ข.", "ผู้รายงาน");
  const row = page.getByRole("row", { name: person.login });
  await row.getByRole("button", { name: "ออกลิงก์ตั้งรหัสผ่าน เจ้าหน้าที่ ข." }).click();
  const link = await page.getByRole("status").locator(".code").innerText();
  expect(link).not.toBe(old);

  await person.setPassword(link, "สั้นไป");
  await expect(person.wrong).toBeVisible();
  await person.setPassword(link);
  await person.enterPassword("ไม่ใช่รหัสผ่านนี้");
  await expect(person.wrong).toBeVisible();
  await person.enterPassword();
  await expect(person.page).toHaveURL("/home");

  const changed = "แดดออกที่แกลงทุกวันจันทร์";
  await person.page.goto("/me");
  await person.page.getByLabel("รหัสผ่านเดิม").fill(PASSWORD);
  await person.page.getByLabel("รหัสผ่านใหม่").fill(changed);
  await person.page.getByRole("button", { name: "เปลี่ยนรหัสผ่าน" }).click();
  await expect(person.page.getByRole("status")).toContainText("เปลี่ยนรหัสผ่านแล้ว");
  await person.page.getByRole("button", { name: "ออกจากระบบทุกเครื่อง" }).click();
  await person.enterPassword(changed);
  await expect(person.page).toHaveURL("/home");

  await row.getByRole("button", { name: "ระงับ เจ้าหน้าที่ ข." }).click();
  await row.getByRole("button", { name: "ยกเลิกการระงับ เจ้าหน้าที่ ข." }).click();
  await expect(row.getByRole("button", { name: "ระงับ เจ้าหน้าที่ ข." })).toBeVisible();
  await person.page.goto("/home");
  await expect(person.page).toHaveURL(/\/sign-in/);
});

test("people come in by a file, get roles and lose them, and a lost second factor is taken away", async ({ signIn }) => {
  const page = await signIn("coordinator", "P2402");
  const columns = ["login", "name", "email", "role", "scope", "from", "until", "acting"];
  const file = (...rows) => csv("users.csv", [columns, ...rows]);
  await page.goto("/users/import");
  await page.getByLabel("ไฟล์ (Excel หรือ CSV)").setInputFiles(file(["staff.file", "เจ้าหน้าที่ ง.", "", "reporter", "P2300", "", "", ""]));
  await page.getByRole("button", { name: "นำเข้าผู้ใช้จากไฟล์" }).click();
  await expect(page.getByRole("alert")).toContainText("2");
  await page.getByLabel("ไฟล์ (Excel หรือ CSV)").setInputFiles(file(["staff.file", "เจ้าหน้าที่ ง.", "", "reporter", "", "", "", ""]));
  await page.getByRole("button", { name: "นำเข้าผู้ใช้จากไฟล์" }).click();
  const link = await page.getByRole("row", { name: "staff.file" }).locator(".code").innerText();

  const person = new Person(await signIn(), "staff.file");
  await person.setPassword(link);
  await person.enterPassword();
  await person.setUpApp();
  await person.page.goto("/me/second-factor");
  await person.page.getByRole("button", { name: "ออกรหัสกู้คืนชุดใหม่" }).click();
  await expect(person.recovery).toHaveCount(8);
  const [code] = await person.recovery.allInnerTexts();
  await person.page.context().clearCookies();
  await person.enterPassword();
  await person.enterCode(code);
  await person.page.goto("/me/second-factor");
  await person.page.getByRole("button", { name: "เลิกใช้แอป" }).click();
  await expect(person.page.getByText("ยังไม่ได้ตั้ง")).toBeVisible();

  await page.goto("/users");
  await page.getByRole("link", { name: "เจ้าหน้าที่ ง." }).click();
  await page.getByLabel("ชื่อที่แสดง").fill("เจ้าหน้าที่ ง. (ย้ายมา)");
  await page.getByRole("button", { name: "บันทึก", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("เจ้าหน้าที่ ง. (ย้ายมา)");
  await page.getByLabel("บทบาท", { exact: true }).selectOption({ label: "ผู้อ่านของเขตพื้นที่" });
  await page.getByRole("button", { name: "ให้บทบาท" }).click();
  const role = page.getByRole("listitem").filter({ hasText: "ผู้อ่านของเขตพื้นที่" });
  await role.getByRole("button", { name: "เพิกถอน" }).click();
  await expect(role).toHaveCount(0);
  await page.getByRole("button", { name: "ล้างการยืนยันขั้นที่สอง" }).click();
  await person.page.goto("/home");
  await expect(person.page).toHaveURL(/\/sign-in/);
});

test("a person ends a session of another browser, and keeps a calendar", async ({ signIn }) => {
  const here = await signIn("viewer", "P5004");
  const there = await signIn("viewer", "P5004");
  await here.goto("/me");
  await here.getByRole("button", { name: "ให้ออกจากระบบ" }).first().click();
  await there.goto("/home");
  await expect(there).toHaveURL(/\/sign-in/);

  await here.goto("/me");
  await here.getByRole("button", { name: "สร้างที่อยู่ปฏิทิน" }).click();
  const address = new URL(await here.locator(".code").innerText()).pathname;
  expect(await (await here.request.get(address)).text()).toContain("BEGIN:VCALENDAR");
  await here.getByRole("link", { name: "กลับไปหน้าข้อมูลผู้ใช้" }).click();
  await here.getByRole("button", { name: "ยกเลิกที่อยู่" }).click();
  expect((await here.request.get(address)).status()).toBe(404);
});

test("somebody of the demonstration comes in, changes the language, opens the menu and leaves", async ({ signIn }) => {
  const page = await signIn();
  await page.goto("/sign-in");
  await page.getByLabel("บทบาท").selectOption({ label: "ผู้ประสานงานเขตพื้นที่" });
  await page.getByRole("button", { name: "ทดลองใช้" }).click();
  await page.goto("/home?year=2569");
  await page.getByRole("link", { name: "EN" }).click();
  await expect(page).toHaveURL("/home?year=2569");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.locator("summary.who").click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
});

test("who forgot the password asks for a link", async ({ apart }) => {
  const { signIn } = await apart("serve", {
    EMES_MAIL_URL: "smtp://127.0.0.1:9",
    EMES_MAIL_FROM: "e-MES <emes@obec.example>",
    EMES_PUBLIC_URL: "https://emes.obec.example",
  });
  const page = await signIn();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "ลืมรหัสผ่าน" }).click();
  await page.getByLabel("ชื่อเข้าใช้หรืออีเมล").fill("nobody");
  await page.getByRole("button", { name: "ส่งลิงก์ให้ทางอีเมล" }).click();
  await expect(page.getByRole("status")).toContainText("รับคำขอแล้ว");
});
