// More time: a director asks, the centre answers, and the office has it.
import { look } from "../pages/look.js";
import { EXTENDING } from "../support/offices.js";
import { Report } from "../support/report.js";
import { expect, test } from "../support/test.js";

test("a director asks for more time and the centre grants less of it", async ({ signIn }) => {
  const director = await signIn("director", EXTENDING.office);
  const report = new Report(director, EXTENDING);
  await report.open();
  await report.askForTime("15 ม.ค. 2599", "น้ำท่วมสำนักงาน ย้ายเอกสารขึ้นชั้นสอง");

  const centre = await signIn("central-admin");
  await centre.goto("/notices");
  await centre.getByRole("link", { name: "ขอขยายเวลาส่ง AP" }).first().click();
  await centre.goto("/extensions");
  await look(centre, "extensions-waiting");
  const asked = centre.getByRole("region").filter({ hasText: "น้ำท่วมสำนักงาน" });
  await asked.getByRole("button", { name: "ไม่อนุญาต" }).click();
  // Without an answer nothing is refused.
  await expect(centre.getByRole("alert")).toBeVisible();
  await centre.goto("/extensions");
  await asked.getByLabel("อนุญาตถึงวันที่").fill("31 ธ.ค. 2598");
  await asked.getByLabel("คำตอบของส่วนกลาง").fill("ให้ถึงสิ้นปี");
  await asked.getByRole("button", { name: "อนุญาต", exact: true }).click();
  await expect(centre.getByRole("row").filter({ hasText: "น้ำท่วมสำนักงาน" })).toContainText("ให้ถึงสิ้นปี");

  await director.goto("/notices");
  await director.getByRole("link", { name: "ได้รับการขยายเวลาส่ง AP" }).click();
  await expect(report.extension).toContainText("31 ธ.ค. 2598");
  const coordinator = new Report(await signIn("coordinator", EXTENDING.office), EXTENDING);
  await coordinator.open();
  await expect(coordinator.extension).toContainText("ให้ถึงสิ้นปี");
});
