//! Signing in at a real OpenID provider (tests/oidc), started on loopback.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::pages::{Page, Site, Visitor};

/// The provider, stopped when the test ends.
struct Provider {
    child: Child,
    issuer: String,
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Provider {
    fn start(port: u16, redirect: &str) -> Provider {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/oidc");
        let mut node = Command::new("node");
        node.args(["provider.mjs", &port.to_string(), redirect]).current_dir(folder).stderr(Stdio::null());
        let mut child = node.stdout(Stdio::piped()).spawn().expect("node is installed (scripts/setup.sh test)");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.next();
        let provider = Provider { child, issuer: format!("http://127.0.0.1:{port}") };
        assert_eq!(ready.expect("the provider starts (scripts/setup.sh test)").unwrap(), "ready");
        // What it says later goes nowhere, and must not stop it.
        std::thread::spawn(move || lines.for_each(drop));
        provider
    }

    /// Whoever signs in there next, and the factors it asks for.
    fn person(&self, name: &str, factors: &str) {
        ureq::get(format!("{}/as/{name}{factors}", self.issuer)).call().unwrap();
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Follows the way through the provider until it leads back to us; the address there.
fn through(provider: &Provider, to: &str) -> String {
    let config = ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).build();
    let agent: ureq::Agent = config.into();
    let mut address = to.to_owned();
    for _ in 0..10 {
        let page = Page::of(agent.get(&address).call().unwrap());
        assert!(page.status.is_redirection(), "{address}: {}", page.text);
        address = if page.location.starts_with('/') {
            format!("{}{}", provider.issuer, page.location)
        } else {
            page.location
        };
        if address.contains("/sign-in/provider/return?") {
            return address;
        }
    }
    panic!("the way does not end: {address}");
}

/// Path and query of an address of ours, whose host is another name of the same machine.
fn own(address: &str) -> &str {
    &address[address.find("/sign-in").unwrap()..]
}

/// Goes to the provider and comes back.
fn visit(provider: &Provider, visitor: &Visitor<'_>) -> Page {
    let there = visitor.get("/sign-in/provider?back=/me").is(303).location;
    for part in ["code_challenge_method=S256", "state=", "nonce=", "scope=openid"] {
        assert!(there.contains(part), "{part} in {there}");
    }
    visitor.get(own(&through(provider, &there)))
}

#[test]
fn people_who_are_here_already_sign_in_at_the_provider() {
    let port = free_port();
    let issuer = format!("http://127.0.0.1:{port}");
    let site = Site::start_with(
        "demo",
        &[
            ("EMES_OIDC_ISSUER", &issuer),
            ("EMES_OIDC_CLIENT_ID", "emes"),
            ("EMES_OIDC_CLIENT_SECRET", "a-secret-of-the-test"),
            ("EMES_OIDC_LABEL", "บัญชีกลาง"),
            ("EMES_OIDC_TWO_FACTORS", "otp hwk"),
        ],
    );
    let nobody = site.visitor();
    nobody.get("/sign-in").shows("บัญชีกลาง");
    let page = nobody.get("/sign-in/provider").is(422);
    assert!(page.text.contains("ระบบที่ใช้เข้าร่วมกันไม่ตอบ"), "the provider is not there yet: {}", page.text);

    let here = site.address.replace("127.0.0.1", "localhost");
    let provider = Provider::start(port, &format!("{here}/sign-in/provider/return"));
    let coordinator = site.person("coordinator", "P2300");
    let add = |login, email| {
        [("login", login), ("name", "เจ้าหน้าที่ ก."), ("email", email), ("role", "reporter"), ("scope", "")]
    };
    coordinator.post("/users", &add("staff.a", "Staff.One@Example.go.th")).is(200);
    coordinator.post("/users", &add("staff.two@example.go.th", "")).is(200);
    coordinator.post("/users", &add("doubtful@example.go.th", "")).is(200);

    // Nobody is made, and an address that was not confirmed is nobody's.
    for name in ["stranger", "doubtful"] {
        provider.person(name, "");
        let page = visit(&provider, &site.visitor()).is(422);
        assert!(page.text.contains("ไม่มีผู้ใช้ที่ผูกกับบัญชีนี้"), "{}", page.text);
    }
    // By the address of the account, or by a login that is one.
    for (name, login) in [("staff.one", "staff.a"), ("staff.two", "staff.two@example.go.th")] {
        provider.person(name, "");
        let visitor = site.visitor();
        visit(&provider, &visitor).leads_to("/me");
        visitor.get("/me").shows(login);
        visitor.get("/me/second-factor").shows(&issuer);
    }

    // What comes back counts once, for the browser that left, and only with the state it left with.
    provider.person("staff.one", "");
    let visitor = site.visitor();
    let there = visitor.get("/sign-in/provider").is(303).location;
    let back = through(&provider, &there);
    site.visitor().get(own(&back)).is(422);
    let (before, after) = own(&back).split_once("state=").unwrap();
    visitor.get(&format!("{before}state=x{after}")).is(422);
    visitor.get(own(&back)).leads_to("/");
    visitor.get(own(&back)).is(422);
    visitor.get("/sign-in/provider/return?error=access_denied").is(422);

    // For a central role it has to have asked for two factors, or a second one is set up here.
    let centre = site.person("central-admin", "P2300");
    let auditor = [
        ("login", "auditor.a"),
        ("name", "ผู้ตรวจสอบ ก."),
        ("email", "auditor@example.go.th"),
        ("role", "auditor"),
        ("scope", ""),
    ];
    centre.post("/users", &auditor).is(200);
    provider.person("auditor", "?amr=pwd");
    let weak = site.visitor();
    visit(&provider, &weak).leads_to("/me");
    weak.get("/progress").leads_to("/me/second-factor");
    provider.person("auditor", "?amr=pwd&amr=otp");
    let strong = site.visitor();
    visit(&provider, &strong).leads_to("/me");
    strong.get("/progress").is(200);
    strong.post("/me/identities/remove", &[]).leads_to("/me/second-factor");
    assert!(!strong.get("/me/second-factor").is(200).text.contains(&issuer));
}

#[test]
fn who_signs_in_at_the_provider_certifies_by_signing_in_there_again() {
    let port = free_port();
    let issuer = format!("http://127.0.0.1:{port}");
    let settings = [
        ("EMES_OIDC_ISSUER", issuer.as_str()),
        ("EMES_OIDC_CLIENT_ID", "emes"),
        ("EMES_OIDC_CLIENT_SECRET", "a-secret-of-the-test"),
        ("EMES_OIDC_LABEL", "บัญชีกลาง"),
    ];
    let site = Site::start_with("demo", &settings);
    let here = site.address.replace("127.0.0.1", "localhost");
    let provider = Provider::start(port, &format!("{here}/sign-in/provider/return"));
    let coordinator = site.person("coordinator", "P2300");
    for (login, email) in [("head.a", "head.one@example.go.th"), ("staff.b", "staff.two@example.go.th")] {
        let person = [("login", login), ("name", "ผู้อำนวยการ"), ("email", email), ("role", "reporter"), ("scope", "")];
        coordinator.post("/users", &person).is(200);
    }
    let list = coordinator.get("/users").is(200).text;
    let page = list.split("head.a").next().unwrap().rsplit("href=\"/users/").next().unwrap().split('"').next().unwrap();
    let page = format!("/users/{page}");
    let version = coordinator.get(&page).is(200).field("version");
    let role = [("version", version.as_str()), ("role", "director"), ("scope", ""), ("from", ""), ("until", "")];
    coordinator.post(&format!("{page}/roles"), &role).leads_to(&page);

    provider.person("head.one", "");
    let head = site.visitor();
    visit(&provider, &head).leads_to("/me");
    let report = "/reports/2569/SA/R12/P2300";
    let way = format!("/me/confirm?back={report}%23certify");
    let shown = head.get(report).is(200);
    assert!(shown.text.contains(&way) && !shown.text.contains("name=\"word\""), "{}", shown.text);
    // Neither the person's word nor being signed in is enough.
    for typed in [[("word", "1")], [("provider", "1")]] {
        let refused = head.post(&format!("{report}/certify"), &typed).is(422);
        assert!(refused.text.contains("ยังไม่ได้รับรอง"), "{}", refused.text);
    }
    // Somebody else who signs in there confirms nothing.
    let confirm = || {
        let there = head.get(&way).is(303).location;
        assert!(there.contains("prompt=login") && there.contains("max_age=0"), "{there}");
        head.get(own(&through(&provider, &there)))
    };
    provider.person("staff.two", "");
    confirm().is(422);
    head.post(&format!("{report}/certify"), &[("provider", "1")]).is(422);
    provider.person("head.one", "");
    confirm().leads_to(&format!("{report}#certify"));
    head.get(report).shows("name=\"provider\"");
    head.post(&format!("{report}/certify"), &[("provider", "1")]).leads_to(report);
    head.get(report).shows("SA-2569-R12-P2300-01");
    site.visitor()
        .get(&way)
        .leads_to(&format!("/sign-in?back={}", way.replace('?', "%3F").replace('=', "%3D").replace("%23", "%2523")));
}

#[test]
fn without_a_provider_there_is_no_way_to_it() {
    let site = Site::start("demo");
    let visitor = site.visitor();
    assert!(!visitor.get("/sign-in").is(200).text.contains("/sign-in/provider"));
    visitor.get("/sign-in/provider").is(404);
    visitor.get("/sign-in/provider/return?code=a&state=b").is(404);
}
