// The second factor: an app is set up, its codes are asked for, and a recovery code stands in for a lost telephone.
import { look } from "../pages/look.js";
import { addUser, Person } from "../support/person.js";
import { expect, test } from "../support/test.js";

test("an authenticator app is set up and used, and a recovery code stands in for it", async ({ signIn }) => {
  const coordinator = await signIn("coordinator", "P5004");
  await coordinator.goto("/users");
  const person = new Person(await signIn(), "staff.factor");
  await person.setPassword(await addUser(coordinator, person.login, "เจ้าหน้าที่ ค.", "ผู้รายงาน"));
  await person.enterPassword();
  await expect(person.page).toHaveURL("/home");
  const recovery = await person.setUpApp();
  await look(person.page, "second-factor-codes");
  await person.page.getByRole("link", { name: "เก็บไว้แล้ว" }).click();

  await person.page.context().clearCookies();
  await person.enterPassword();
  // The password alone opens nothing.
  await person.page.goto("/home");
  await expect(person.page).toHaveURL(/\/sign-in/);
  await person.enterPassword();
  await person.enterCode("000000");
  await expect(person.wrong).toBeVisible();
  await person.enterCode(person.show());
  await expect(person.page).toHaveURL("/home");

  await person.page.context().clearCookies();
  await person.enterPassword();
  await person.enterCode(recovery[0]);
  await expect(person.page).toHaveURL("/home");
  await person.page.goto("/me/second-factor");
  await expect(person.page.getByText("รหัสกู้คืนที่เหลือ 7 รหัส")).toBeVisible();
  // A recovery code is good once.
  await person.page.context().clearCookies();
  await person.enterPassword();
  await person.enterCode(recovery[0]);
  await expect(person.wrong).toBeVisible();
});
