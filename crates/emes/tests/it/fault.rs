//! What becomes of the work when the world around the program fails. Small here; `make faults` sets `FAULT_KILLS` to the full number, with
//! which everything takes its time.

mod clock;
mod greedy;
mod kill;
mod outage;

use app::office_file::{shipped_offices, shipped_regions};
use app::{App, Clock};
use domain::fiscal_year::RoundCode;
use domain::instrument::parse;
use domain::office::OfficeKind;
use domain::policy::{Actor, Role, Scope};
use domain::round::Calendar;
use domain::user::{RoleAssignment, User};
use jiff::ToSpan as _;
use store::testing::Fresh;
use ureq::{Agent, Error};

use crate::pages::{Page, Site};
use crate::support::World;

const QP: &str = include_str!("../../../../instruments/demo/qp-2568.toml");
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n";

/// How often the program is killed in the full run.
fn full() -> Option<usize> {
    std::env::var("FAULT_KILLS").ok().map(|number| number.parse().expect("FAULT_KILLS is a number"))
}

/// A round that is open, and a signed-in coordinator in each of some offices.
struct Ground {
    world: World,
    people: Vec<Person>,
}

#[derive(Clone)]
struct Person {
    office: String,
    cookie: String,
    /// The address of an item of the office.
    item: String,
}

impl Ground {
    async fn new(fresh: &Fresh, people: usize) -> Ground {
        let world = World::new(fresh).await;
        let app = App::new(world.db.clone(), Clock::System);
        let people = open(&app, people).await;
        // From here on the database is the program's alone.
        app.db().close().await;
        Ground { world, people }
    }

    /// The program on this ground, with more of its environment.
    fn serve(&self, settings: &[(&str, &str)]) -> Site {
        let mut program = self.world.command("en", &["serve", "--listen", "127.0.0.1:0"]);
        program.envs(settings.iter().copied());
        Site::run(program)
    }
}

/// Opens a round for all shipped offices and signs in as many coordinators.
async fn open(app: &App, people: usize) -> Vec<Person> {
    let operator = Actor::operator();
    let offices = shipped_offices();
    app::region::import(app, &operator, &shipped_regions(), None).await.unwrap();
    app::office::import(app, &operator, &offices, None).await.unwrap();
    let instrument = parse(QP).unwrap();
    app::instrument::import(app, &operator, &instrument).await.unwrap();
    let name = (instrument.fiscal_year, &instrument.code, RoundCode::R12);
    let today = app::clock::bangkok_day(app.clock().now());
    let calendar = Calendar::new(today - 1.days(), today + 30.days(), today + 60.days()).unwrap();
    app::round::plan(app, &operator, name, calendar, 1).await.unwrap();
    app::round::open(app, &operator, name).await.unwrap();
    let items = domain::self_report::items(&instrument, OfficeKind::Primary, RoundCode::R12);
    let node = &instrument.nodes()[items[0]].code;
    let mut signed_in = Vec::new();
    for office in offices.iter().filter(|office| office.kind == OfficeKind::Primary).take(people) {
        let id = add(app, &format!("coordinator.{}", office.code), Scope::Office(office.code.clone())).await;
        let next = app::session::sign_in_demo(app, id).await.unwrap();
        let item = format!("/reports/{}/{}/R12/{}/items/{node}", name.0, name.1, office.code);
        signed_in.push(Person { office: office.code.to_string(), cookie: next.token().to_text(), item });
    }
    signed_in
}

/// A coordinator.
async fn add(app: &App, login: &str, scope: Scope) -> domain::id::UserId {
    let from = jiff::civil::date(2020, 10, 1);
    let role = RoleAssignment { role: Role::Coordinator, scope, from, to: None, acting: false };
    let person = User::new(login, "เจ้าหน้าที่ ก.", "").unwrap();
    app::user::create(app, &Actor::operator(), &person, &[role]).await.unwrap()
}

/// A browser that somebody is signed in with, and that may lose the program.
struct Client {
    agent: Agent,
    address: String,
    cookie: String,
}

impl Client {
    fn new(address: &str, person: &Person) -> Client {
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(std::time::Duration::from_secs(60)));
        let cookie = format!("emes-session={}", person.cookie);
        Client { agent: config.build().into(), address: address.to_owned(), cookie }
    }

    fn get(&self, path: &str) -> Result<Page, Error> {
        Ok(Page::of(self.agent.get(format!("{}{path}", self.address)).header("cookie", &self.cookie).call()?))
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page, Error> {
        let request = self.agent.post(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        Ok(Page::of(request.send_form(fields.iter().copied())?))
    }

    fn autosave(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page, Error> {
        let request = self.agent.post(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        Ok(Page::of(request.header("x-autosave", "1").send_form(fields.iter().copied())?))
    }

    fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Result<Page, Error> {
        let mut body = format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let request = self.agent.post(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        Ok(Page::of(request.header("content-type", "multipart/form-data; boundary=edge").send(&body[..])?))
    }

    /// The bytes of a file, from the short-lived address that its page leads to.
    fn bytes(&self, file: &str) -> Result<(u16, Vec<u8>), Error> {
        let path = self.get(&format!("{file}/download"))?.is(303).location;
        let request = self.agent.get(format!("{}{path}", self.address)).header("cookie", &self.cookie);
        let mut response = request.call()?;
        let bytes = response.body_mut().with_config().limit(100_000_000).read_to_vec()?;
        Ok((response.status().as_u16(), bytes))
    }
}
