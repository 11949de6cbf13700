//! The second factor in the browser: led to it, set up, asked for.

use totp_rs::{Builder, Secret};

use crate::pages::{Page, Site};

/// What stands between two marks.
fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    text.split(begin).nth(1).and_then(|rest| rest.split(end).next()).unwrap_or_else(|| panic!("{begin} in {text}"))
}

/// The code that an app shows now, and `steps` half minutes later.
fn code(secret: &str, steps: u64) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    #[expect(clippy::disallowed_methods, reason = "the program that is tested has the machine's clock")]
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    Builder::new().with_secret(secret).build().unwrap().generate(now + 30 * steps).to_string()
}

const PASSWORD: &str = "ฝนตกที่ตราดทุกวันศุกร์";

#[test]
fn the_first_administrator_sets_up_a_second_factor_before_anything_else() {
    let site = Site::start("serve");
    let link = site.said.iter().find_map(|line| line.split("/link/").nth(1)).expect("a link is printed");
    let admin = site.visitor();
    admin.post(&format!("/link/{}", link.trim()), &[("new", PASSWORD)]).leads_to("/sign-in");
    let login = [("login", "admin"), ("password", PASSWORD), ("back", "/users")];
    admin.post("/sign-in", &login).leads_to("/users");
    for path in ["/users", "/progress", "/rounds", "/home"] {
        admin.get(path).leads_to("/me/second-factor");
    }
    admin.post("/users", &[("login", "other")]).leads_to("/me/second-factor");
    admin.get("/me/second-factor").shows("รหัสผ่านอย่างเดียวจึงไม่พอ");
    admin.post("/me/second-factor", &[]).leads_to("/me/second-factor");
    let page = admin.get("/me/second-factor").shows("<svg");
    assert!(!page.text.contains(" style="), "the picture needs no style of its own");
    let secret = between(&page.text, "<span class=\"code any\">", "<").to_owned();
    admin.post("/me/second-factor/confirm", &[("code", "12345")]).is(422);
    let page = admin.post("/me/second-factor/confirm", &[("code", &code(&secret, 0))]).is(200);
    let recovery = between(&page.text, "<span class=\"code\">", "<").to_owned();
    assert_eq!(page.text.matches("<span class=\"code\">").count(), 8);
    admin.get("/users").is(200);
    assert!(!admin.get("/me/second-factor").is(200).text.contains(&recovery), "shown once");

    // Signing in again asks for the code; what was used is not good again.
    let again = site.visitor();
    again.post("/sign-in", &login).leads_to("/sign-in/code?back=/users");
    again.get("/users").leads_to("/sign-in?back=/users");
    again.get("/sign-in/code?back=/users").shows("name=\"code\"");
    let enter = |code: &str| -> Page { again.post("/sign-in/code", &[("code", code), ("back", "/users")]) };
    enter(&code(&secret, 0)).is(422);
    enter(&code(&secret, 1)).leads_to("/users");
    again.get("/users").is(200);
    enter(&code(&secret, 1)).is(422);
    let third = site.visitor();
    third.post("/sign-in", &login).leads_to("/sign-in/code?back=/users");
    third.post("/sign-in/code", &[("code", &recovery), ("back", "https://example.org")]).leads_to("/");
    site.visitor().post("/sign-in/code", &[("code", "123456")]).is(422);
}

#[test]
fn in_the_demonstration_a_role_is_one_click_and_the_centre_resets_what_was_lost() {
    let site = Site::start("demo");
    let centre = site.person("central-admin", "P2300");
    centre.get("/progress").is(200);
    let clerk = site.person("reporter", "P2300");
    clerk.post("/me/second-factor", &[]).leads_to("/me/second-factor");
    let secret = between(&clerk.get("/me/second-factor").is(200).text, "<span class=\"code any\">", "<").to_owned();
    clerk.post("/me/second-factor/confirm", &[("code", &code(&secret, 0))]).is(200);
    clerk.post("/me/second-factor/recovery", &[]).is(200);
    let page = centre.get("/users?office=P2300").shows("demo-reporter-p2300");
    let id = between(page.text.split("demo-reporter-p2300").nth(1).unwrap(), "/users/", "/").to_owned();
    let reset = format!("/users/{id}/second-factor/reset");
    site.person("coordinator", "P2402").post(&reset, &[]).is(404);
    clerk.post(&reset, &[]).is(404);
    site.person("coordinator", "P2300").post(&reset, &[]).leads_to(&format!("/users/{id}"));
    clerk.get("/home").leads_to("/sign-in?back=/home");
    site.person("reporter", "P2300").get("/me/second-factor").shows("/me/second-factor\"");
}
