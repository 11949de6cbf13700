//! Who is told what: in the product, by reminders, and by a real mail server.

use std::collections::BTreeMap;

use app::confirmation::Confirmed;
use app::message::Language;
use app::notice::{self, Preferences, Reminded};
use app::{App, Page, assignment, calendar, comment, mail, round, screening, self_report};
use domain::assignment::{Assignment, Task};
use domain::fiscal_year::RoundCode;
use domain::notice::{NoticeKind, Preference};
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use domain::user::{RoleAssignment, User};
use jiff::civil::{Date, date};
use store::db_test;

use crate::cycle_support::{
    self, AP, QP, SA, administration, answer_all, code, items, name, on, opened, refusal, year,
};
use crate::mail_support::MailServer;
use crate::support::{BETTER, GOOD, HERE};

const OFFICE: &str = "P2300";
const R12: RoundCode = RoundCode::R12;

/// The day of [`on`].
fn day(day: i8) -> Date {
    date(2025, 10, day)
}

fn of(office: &str) -> Scope {
    Scope::Office(OfficeCode::new(office).unwrap())
}

/// A person on record, with an address called like the login.
async fn join(app: &App, login: &str, role: Role, scope: Scope) -> Actor {
    let user = User::new(login, &format!("เจ้าหน้าที่ {login}"), &format!("{login}@example.go.th")).unwrap();
    let roles = [RoleAssignment { role, scope, from: day(1), to: None, acting: false }];
    let id = app::user::create(app, &Actor::operator(), &user, &roles).await.unwrap();
    domain::user::actor(id, &roles, day(2))
}

/// What a person is told, newest first, as the kinds of it.
async fn told(app: &App, actor: &Actor) -> Vec<&'static str> {
    let notices = notice::list(app, actor, Language::Th, &Page::first(50)).await.unwrap();
    notices.into_iter().map(|notice| notice.kind.as_str()).collect()
}

async fn prefer(app: &App, actor: &Actor, kind: NoticeKind, in_product: bool, by_mail: bool) {
    let kinds = vec![(kind, Preference { in_product, by_mail })];
    notice::choose(app, actor, &Preferences { language: None, kinds }).await.unwrap();
}

db_test!(opening_day_tells_every_office_at_once, |db| {
    let app = administration(db, &[SA, QP, AP]).await;
    let mut tx = app.db().write().await.unwrap();
    // A director, a coordinator and a reporter in each of the 245 offices.
    for (n, role) in [(1, "director"), (2, "coordinator"), (3, "reporter")] {
        let sql = format!(
            "INSERT INTO users (id, login, name, email, must_change_password, version, created_at)
            SELECT id * 10 + {n}, '{role}-' || id, 'ก', '{role}-' || id || '@example.go.th', 0, 1, 0 FROM offices WHERE id > 0;
            INSERT INTO role_assignments (user_id, position, role, scope, office_id, valid_from, acting)
            SELECT id * 10 + {n}, 0, '{role}', 'office', id, '2025-10-01', 0 FROM offices WHERE id > 0"
        );
        store::testing::execute(&mut tx, &sql).await.unwrap();
    }
    tx.commit().await.unwrap();
    for instrument in ["SA", "QP", "AP"] {
        assert_eq!(opened(&app, instrument, R12).await, 245);
    }
    let mut conn = app.db().read().await.unwrap();
    let count = "SELECT CAST(COUNT(*) AS TEXT) FROM notices WHERE kind = ";
    let opened = store::testing::texts(&mut conn, &format!("{count}'round-opened'"), Vec::new()).await.unwrap();
    assert_eq!(opened, ["1470"], "two people of 245 offices of each of three rounds");
    drop(conn);
    // Due on the 10th: a week before, all are reminded once; the day after as well, if the program stood still.
    let none = Reminded::default();
    assert_eq!(notice::remind(&on(&app, 2), day(2)).await.unwrap(), Reminded { notices: 0, mails: 490 });
    assert_eq!(notice::remind(&on(&app, 3), day(3)).await.unwrap(), Reminded { notices: 1470, mails: 490 });
    assert_eq!(notice::remind(&on(&app, 3), day(3)).await.unwrap(), none, "once of a day and step");
    assert_eq!(notice::remind(&on(&app, 4), day(4)).await.unwrap(), none, "nothing new");
    assert_eq!(notice::remind(&on(&app, 8), day(8)).await.unwrap().notices, 1470, "the third day before, made up for");
});

db_test!(two_processes_remind_and_collect_once, |db| {
    let app = administration(db, &[AP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    opened(&app, "AP", R12).await;
    let app = on(&app, 3);
    let (one, two) = (app.clone(), app.clone());
    let run = |app: App| app::door::apart(move || async move { notice::remind(&app, day(3)).await });
    let (one, two) = tokio::join!(run(one), run(two));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.notices + two.notices, one.mails + two.mails), (1, 1), "{one:?} {two:?}");
    assert_eq!(told(&app, &director).await, ["report-due", "round-opened"]);
});

db_test!(a_report_on_its_way_tells_those_whom_it_concerns, |db| {
    let app = administration(db, &[AP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    let coordinator = join(&app, "coordinator", Role::Coordinator, of(OFFICE)).await;
    let reporter = join(&app, "reporter", Role::Reporter, of(OFFICE)).await;
    let foreign = join(&app, "foreign", Role::Coordinator, of("P2402")).await;
    let region = app::office_file::shipped_offices().into_iter().find(|o| o.code.as_str() == OFFICE).unwrap().region;
    let screener = join(&app, "screener", Role::Screener, Scope::Region(region)).await;
    opened(&app, "AP", R12).await;
    let (user, task) = (screener.user().unwrap(), Task::Screen);
    let task = Assignment { user, task, region: Some(region), office: None, node: None };
    assignment::give_task(&app, &Actor::operator(), (year(), &code("AP"), R12), &task, true).await.unwrap();

    let report = name("AP", R12, OFFICE);
    let (instrument, places) = items(AP, R12);
    let nodes: Vec<_> = places.iter().map(|i| instrument.nodes()[*i].code.clone()).collect();
    let person = reporter.user().unwrap();
    assert_eq!(assignment::hand(&app, &coordinator, &report, &nodes[..2], person, true).await.unwrap(), 2);
    assert_eq!(assignment::hand(&app, &coordinator, &report, &nodes[..2], person, true).await.unwrap(), 0);
    assert_eq!(told(&app, &reporter).await, ["item-assigned"], "twice is once");
    answer_all(&app, &coordinator, &report, AP).await;
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    self_report::send_back(&app, &director, &report, "ขาดผลการนิเทศ").await.unwrap();
    self_report::submit(&app, &coordinator, &report).await.unwrap();
    self_report::certify(&app, &director, &report, &Confirmed::by_word()).await.unwrap();
    screening::give_back(&app, &screener, &report, &[(nodes[0].clone(), "ขาดจำนวนครั้ง".to_owned())]).await.unwrap();
    assert_eq!(
        told(&app, &director).await,
        ["report-returned", "report-submitted", "report-submitted", "round-opened"],
        "not of what the director did"
    );
    assert_eq!(
        told(&app, &coordinator).await,
        ["report-returned", "report-certified", "report-sent-back", "round-opened"]
    );
    assert_eq!(told(&app, &reporter).await, ["report-returned", "item-assigned"], "the item is theirs");
    assert_eq!(told(&app, &screener).await, ["report-certified"]);
    assert_eq!(told(&app, &foreign).await, ["round-opened"]);

    // Reading, and where it leads.
    assert_eq!(notice::count_unread(&app, &director).await.unwrap(), 4);
    let first = notice::list(&app, &director, Language::Th, &Page::first(1)).await.unwrap().remove(0);
    assert_eq!(first.words, "ผู้กลั่นกรองส่งคืนรายการใน AP รอบ 12 เดือน ปีงบประมาณ 2568 ของ สพป.ตราด ให้แก้ไข");
    let second = notice::list(&app, &director, Language::En, &Page::after(first.place, 1)).await.unwrap().remove(0);
    assert!(second.words.ends_with("waits for the director"), "{}", second.words);
    assert_eq!(notice::open(&app, &director, first.place).await.unwrap(), "/reports/2568/AP/R12/P2300");
    assert_eq!(refusal(notice::open(&app, &foreign, first.place).await), "not-found", "nobody opens another's");
    assert_eq!(notice::count_unread(&app, &director).await.unwrap(), 3);
    notice::read_all(&app, &director).await.unwrap();
    assert_eq!(notice::count_unread(&app, &director).await.unwrap(), 0);
    assert_eq!(refusal(notice::count_unread(&app, &Actor::operator()).await), "denied");
});

db_test!(a_thread_tells_who_takes_part_and_remembers_what_was_read, |db| {
    let app = administration(db, &[AP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    let coordinator = join(&app, "coordinator", Role::Coordinator, of(OFFICE)).await;
    let reporter = join(&app, "reporter", Role::Reporter, of(OFFICE)).await;
    let viewer = join(&app, "viewer", Role::Viewer, of(OFFICE)).await;
    let foreign = join(&app, "foreign", Role::Reporter, of("P2402")).await;
    opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    let (instrument, places) = items(AP, R12);
    let node = &instrument.nodes()[places[0]].code;
    let id = |actor: &Actor| actor.user().unwrap();
    notice::read_all(&app, &director).await.unwrap();

    comment::add(&app, &reporter, &report, node, ("ขอความเห็น", &[id(&director)])).await.unwrap();
    assert_eq!(told(&app, &director).await, ["mentioned", "round-opened"], "told once, as the one who is addressed");
    assert_eq!(told(&app, &coordinator).await, ["comment-added", "round-opened"]);
    comment::add(&app, &director, &report, node, ("เพิ่มภาพ", &[])).await.unwrap();
    assert_eq!(told(&app, &reporter).await, ["comment-added"], "wrote here before");
    assert!(told(&app, &viewer).await.is_empty() && told(&app, &foreign).await.is_empty());
    for outsider in [&viewer, &foreign] {
        let wrong = comment::add(&app, &reporter, &report, node, ("ถึงใคร", &[id(outsider)])).await;
        assert_eq!(refusal(wrong), "mention-unknown");
    }

    let seen = comment::thread(&app, &director, &report, node).await.unwrap();
    assert_eq!(seen.comments.len(), 2);
    assert_eq!(seen.to[&seen.comments[0].id], [id(&director)]);
    let mut people: Vec<_> = seen.people.iter().map(|(user, _)| *user).collect();
    people.sort_unstable();
    assert_eq!(people, [id(&coordinator), id(&reporter)], "neither oneself nor those who only read");
    let new =
        |thread: &comment::Thread, reader| thread.comments.iter().map(|c| thread.is_new(c, reader)).collect::<Vec<_>>();
    assert_eq!(new(&seen, director.user()), [true, false], "the own remark is not new");
    let place = self_report::open(&app, &director, &report).await.unwrap().place;
    assert_eq!(comment::unread(&app, &director, &place).await.unwrap().values().sum::<i64>(), 1);
    assert_eq!(notice::count_unread(&app, &director).await.unwrap(), 1);
    comment::note_read(&app, &director, &seen).await;
    assert!(comment::unread(&app, &director, &place).await.unwrap().is_empty());
    assert_eq!(notice::count_unread(&app, &director).await.unwrap(), 0, "what was told of the item is read with it");
    let again = comment::thread(&app, &director, &report, node).await.unwrap();
    assert_eq!(new(&again, director.user()), [false, false]);
    assert_eq!(comment::unread(&app, &coordinator, &place).await.unwrap().values().sum::<i64>(), 2);
    let none = comment::thread(&app, &viewer, &report, node).await.unwrap();
    assert!(none.people.is_empty(), "who may not write addresses nobody");
});

db_test!(items_are_given_in_bulk_and_as_in_the_round_before, |db| {
    let app = administration(db, &[QP]).await;
    let coordinator = join(&app, "coordinator", Role::Coordinator, of(OFFICE)).await;
    let reporter = join(&app, "reporter", Role::Reporter, of(OFFICE)).await;
    let leaving = join(&app, "leaving", Role::Reporter, of(OFFICE)).await;
    let foreign = join(&app, "foreign", Role::Reporter, of("P2402")).await;
    for round in [RoundCode::R6, R12] {
        opened(&app, "QP", round).await;
    }
    let (first, second) = (name("QP", RoundCode::R6, OFFICE), name("QP", R12, OFFICE));
    let (instrument, places) = items(QP, RoundCode::R6);
    let nodes: Vec<_> = places.iter().map(|i| instrument.nodes()[*i].code.clone()).collect();
    let id = |actor: &Actor| actor.user().unwrap();
    assert_eq!(refusal(assignment::copy_earlier(&app, &coordinator, &first).await), "assignment-none-earlier");
    for wrong in [&foreign, &Actor { name: "user:7".to_owned(), ..reporter.clone() }] {
        let given = assignment::hand(&app, &coordinator, &first, &nodes[..1], id(wrong), true).await;
        assert_eq!(refusal(given), "assignee-unknown");
    }
    assert_eq!(refusal(assignment::hand(&app, &reporter, &first, &nodes, id(&reporter), true).await), "denied");
    assignment::assign(&app, &coordinator, &first, &nodes[..2], &[id(&leaving)]).await.unwrap();
    assignment::hand(&app, &coordinator, &first, &nodes[1..3], id(&reporter), true).await.unwrap();
    assert_eq!(assignment::hand(&app, &coordinator, &first, &nodes[..1], id(&leaving), false).await.unwrap(), 1);
    let owners = async |app: &App, name| {
        let open = self_report::open(app, &coordinator, name).await.unwrap();
        let lines = open.items.into_iter().filter(|line| !line.assignees.is_empty());
        lines.map(|line| line.assignees).collect::<Vec<_>>()
    };
    assert_eq!(
        owners(&app, &first).await,
        [vec![id(&reporter), id(&leaving)], vec![id(&reporter)]].map(|mut o| {
            o.sort_unstable();
            o
        })
    );

    let row = app::user::find(&app, &Actor::operator(), id(&leaving)).await.unwrap();
    let ended = [RoleAssignment { to: Some(day(5)), ..row.assignments[0].clone() }];
    app::user::save(&app, &Actor::operator(), row.id, row.version, &row.user, &ended).await.unwrap();
    let app = on(&app, 6);
    assert_eq!(assignment::copy_earlier(&app, &coordinator, &second).await.unwrap(), 2, "who left is left out");
    assert_eq!(assignment::copy_earlier(&app, &coordinator, &second).await.unwrap(), 0);
    assert_eq!(owners(&app, &second).await, [vec![id(&reporter)], vec![id(&reporter)]]);
    assert_eq!(told(&app, &reporter).await, ["item-assigned", "item-assigned"], "several items, told at once");
    let words = notice::list(&app, &reporter, Language::Th, &Page::first(1)).await.unwrap().remove(0);
    assert!(words.words.contains("หลายรายการ") && words.path.ends_with("?owner=me"), "{words:?}");
});

db_test!(the_centre_answers_a_wish_in_words, |db| {
    let app = administration(db, &[AP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    let coordinator = join(&app, "coordinator", Role::Coordinator, of(OFFICE)).await;
    let admin = join(&app, "centre", Role::CentralAdmin, Scope::System).await;
    opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    assert_eq!(round::extension(&app, &coordinator, &report).await.unwrap(), None);
    round::ask_extension(&app, &director, &report, day(20), "น้ำท่วม").await.unwrap();
    assert_eq!(told(&app, &admin).await, ["extension-asked"]);
    let [waiting, decided] = round::wishes(&app, &admin, year()).await.unwrap();
    assert_eq!((waiting.len(), decided.len(), waiting[0].office.code.as_str()), (1, 0, OFFICE));
    assert_eq!(refusal(round::wishes(&app, &director, year()).await.map(drop)), "denied");
    assert_eq!(refusal(round::decide_extension(&app, &admin, &report, None, " ").await), "reason-missing");
    round::decide_extension(&app, &admin, &report, None, "ขอให้ส่งตามกำหนด").await.unwrap();
    let answered = round::extension(&app, &coordinator, &report).await.unwrap().unwrap();
    assert_eq!(answered.answer, "ขอให้ส่งตามกำหนด");
    round::ask_extension(&app, &director, &report, day(20), "น้ำท่วมอีก").await.unwrap();
    round::decide_extension(&app, &admin, &report, Some(day(18)), "").await.unwrap();
    for actor in [&director, &coordinator] {
        assert_eq!(told(&app, actor).await, ["extension-decided", "extension-decided", "round-opened"]);
    }
    let notices = notice::list(&app, &director, Language::Th, &Page::first(2)).await.unwrap();
    assert!(notices[0].words.contains("ถึง 18 ต.ค. 2568") && notices[1].words.contains("ไม่ได้รับอนุญาต"), "{notices:?}");
    let [waiting, decided] = round::wishes(&app, &admin, year()).await.unwrap();
    assert_eq!((waiting.len(), decided.len()), (0, 1));
    // Due on the 18th now: this office is reminded of that day and not of the 10th.
    assert_eq!(
        notice::remind(&on(&app, 9), day(9)).await.unwrap().notices,
        2,
        "nine days before, made up for the first"
    );
    let due = notice::list(&app, &director, Language::Th, &Page::first(1)).await.unwrap().remove(0);
    assert!(due.words.contains("18 ต.ค. 2568"), "{}", due.words);
});

db_test!(a_calendar_is_read_by_its_address_alone, |db| {
    let app = administration(db, &[AP, QP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    let admin = join(&app, "centre", Role::CentralAdmin, Scope::System).await;
    opened(&app, "AP", R12).await;
    let report = name("AP", R12, OFFICE);
    round::ask_extension(&app, &director, &report, day(20), "น้ำท่วม").await.unwrap();
    round::decide_extension(&app, &admin, &report, Some(day(18)), "").await.unwrap();
    assert_eq!(calendar::since(&app, &director).await.unwrap(), None);
    let token = calendar::renew(&app, &director).await.unwrap().to_text();
    let text = calendar::feed(&app, &token).await.unwrap();
    // Long lines are folded; a reader puts them together again.
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.lines().collect();
    assert_eq!((lines[0], *lines.last().unwrap()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    let days: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:")).collect();
    assert_eq!(days, ["20251001", "20251018", "20251018"], "opens, due by the longer window, closes");
    assert!(lines.contains(&"UID:AP-2568-R12-due-P2300@e-mes"), "{unfolded}");
    assert!(unfolded.contains("SUMMARY:ครบกำหนดส่ง AP รอบ 12 เดือน ปีงบประมาณ 2568"), "{unfolded}");
    assert!(text.lines().all(|line| line.len() <= 75 + 1), "no line is longer than the format allows");
    let central = calendar::renew(&app, &admin).await.unwrap().to_text();
    assert!(calendar::feed(&app, &central).await.unwrap().contains("AP-2568-R12-due@e-mes"));

    let other = calendar::renew(&app, &director).await.unwrap().to_text();
    assert_eq!(refusal(calendar::feed(&app, &token).await), "not-found", "the one of before is gone");
    calendar::feed(&app, &other).await.unwrap();
    calendar::revoke(&app, &director).await.unwrap();
    for unusable in [other.as_str(), "", "abc"] {
        assert_eq!(refusal(calendar::feed(&app, unusable).await), "not-found");
    }
});

db_test!(a_day_comes_in_one_mail_and_a_server_that_refuses_is_tried_again, |db| {
    let app = administration(db, &[AP, QP]).await;
    let director = join(&app, "director", Role::Director, of(OFFICE)).await;
    let silent = join(&app, "silent", Role::Coordinator, of(OFFICE)).await;
    let english = join(&app, "english", Role::Coordinator, of(OFFICE)).await;
    for login in ["busy", "nobody"] {
        join(&app, login, Role::Coordinator, of("P2402")).await;
    }
    prefer(&app, &silent, NoticeKind::RoundOpened, true, false).await;
    prefer(&app, &director, NoticeKind::RoundOpened, false, true).await;
    let chosen = Preferences { language: Some(Language::En), kinds: Vec::new() };
    notice::choose(&app, &english, &chosen).await.unwrap();
    for instrument in ["AP", "QP"] {
        opened(&app, instrument, R12).await;
    }
    assert!(told(&app, &director).await.is_empty(), "by mail only");
    assert_eq!(told(&app, &silent).await, ["round-opened", "round-opened"]);
    assert_eq!(notice::remind(&app, day(2)).await.unwrap().mails, 4, "but not to who wants none");

    let mut server = MailServer::start();
    assert_eq!(mail::send_due(&app, &server.mailer()).await.unwrap(), 2);
    let mut mails = BTreeMap::new();
    for _ in 0..2 {
        let mail = server.next();
        mails.insert(mail["to"][0].as_str().unwrap().to_owned(), mail);
    }
    let mail = &mails["director@example.go.th"];
    assert_eq!(
        (mail["subject"].as_str(), mail["auto"].as_str()),
        (Some("e-MES: มี 2 เรื่องที่เกี่ยวกับท่าน"), Some("auto-generated"))
    );
    assert_eq!(mail["from"], "e-MES <emes@obec.example>");
    let plain = mail["plain"].as_str().unwrap();
    assert!(
        plain.contains("เปิดรับรายงาน AP รอบ 12 เดือน ปีงบประมาณ 2568 ของ สพป.ตราด แล้ว ครบกำหนดส่ง 10 ต.ค. 2568"),
        "{plain}"
    );
    assert!(plain.contains("https://emes.obec.example/reports/2568/QP/R12/P2300"), "{plain}");
    assert!(
        mail["html"].as_str().unwrap().contains("<a href=\"https://emes.obec.example/reports/2568/AP/R12/P2300\">")
    );
    assert_eq!(mails["english@example.go.th"]["subject"], "e-MES: 2 things that concern you");

    // Nothing twice; who was refused for now gets theirs later, who was refused for good does not.
    assert_eq!(mail::send_due(&app, &server.mailer()).await.unwrap(), 0);
    assert_eq!(notice::remind(&app, day(2)).await.unwrap().mails, 0);
    assert_eq!(mail::send_due(&on(&app, 3), &server.mailer()).await.unwrap(), 1);
    assert_eq!(server.next()["to"][0], "busy@example.go.th");
    assert_eq!(mail::send_due(&on(&app, 4), &server.mailer()).await.unwrap(), 0);

    // A server that is gone loses nothing; what cannot be sent for days is given up.
    let gone = {
        let stopped = MailServer::start();
        stopped.mailer()
    };
    let later = on(&app, 3);
    assert_eq!(notice::remind(&later, day(3)).await.unwrap().mails, 5, "the reminder of a week before");
    assert_eq!(mail::send_due(&later, &gone).await.unwrap(), 0);
    assert_eq!(mail::send_due(&on(&app, 4), &server.mailer()).await.unwrap(), 4);
    for _ in 0..4 {
        assert!(server.next()["plain"].as_str().unwrap().contains("10"), "due on the 10th");
    }
});

db_test!(who_forgot_the_password_gets_one_link_and_nobody_learns_who_is_there, |db| {
    let app = administration(db, &[AP]).await;
    let person = join(&app, "clerk", Role::Reporter, of(OFFICE)).await;
    let first = app::one_time_link::create(&app, &Actor::operator(), person.user().unwrap()).await.unwrap();
    app::one_time_link::redeem(&app, &first.to_text(), GOOD).await.unwrap();
    for who in ["Clerk@Example.go.th", "clerk", "someone.else", "", "a b"] {
        mail::forget_password(&app, who, "192.0.2.1").await.unwrap();
    }
    let mut server = MailServer::start();
    assert_eq!(mail::send_due(&app, &server.mailer()).await.unwrap(), 1, "one, however it is asked for");
    let mail = server.next();
    assert_eq!(mail["subject"], "e-MES: ลิงก์ตั้งรหัสผ่านใหม่");
    let plain = mail["plain"].as_str().unwrap();
    let token = plain.split("https://emes.obec.example/link/").nth(1).unwrap().lines().next().unwrap();
    app::session::sign_in(&app, "clerk", GOOD, &HERE).await.unwrap();
    app::one_time_link::redeem(&app, token, BETTER).await.unwrap();
    assert_eq!(cycle_support::refusal(app::one_time_link::redeem(&app, token, GOOD).await), "link-unusable");
    app::session::sign_in(&app, "clerk", BETTER, &HERE).await.unwrap();
    for _ in 0..15 {
        mail::forget_password(&app, "someone.else", "192.0.2.1").await.unwrap();
    }
    let enough = mail::forget_password(&app, "someone.else", "192.0.2.1").await;
    assert_eq!(refusal(enough), "forgotten-wait");
    mail::forget_password(&app, "someone.else", "192.0.2.2").await.unwrap();
});

#[test]
fn what_is_wrong_with_the_mail_server_is_told_without_its_password() {
    let new = |url, from, site| mail::Mailer::new(url, from, site).err().map(|fault| format!("{fault:?}"));
    let (url, from, site) = ("smtps://user:secret@mail.example", "e-MES <a@example.go.th>", "https://emes.example");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _inside = runtime.enter();
    assert_eq!(new(url, from, site), None);
    for wrong in [new("smtp:secret@", from, site), new(url, "secret", site), new(url, from, "emes.example")] {
        let wrong = wrong.unwrap();
        assert!(wrong.contains("mail-setting") && !wrong.contains("secret"), "{wrong}");
    }
}

db_test!(what_was_read_is_removed_after_a_year, |db| {
    let app = administration(db, &[QP]).await;
    let reads = join(&app, "reads", Role::Director, of(OFFICE)).await;
    let leaves = join(&app, "leaves", Role::Coordinator, of(OFFICE)).await;
    opened(&app, "QP", R12).await;
    notice::read_all(&app, &reads).await.unwrap();
    let after = |days: i64| {
        let at = app.clock().now() + jiff::SignedDuration::from_hours(days * 24);
        app.at(app::Clock::Fixed(at))
    };
    assert_eq!(notice::tidy(&after(365)).await.unwrap(), 0);
    assert_eq!(told(&app, &reads).await, ["round-opened"]);
    assert_eq!(notice::tidy(&after(367)).await.unwrap(), 1);
    assert_eq!(told(&app, &reads).await, Vec::<&str>::new());
    assert_eq!(told(&app, &leaves).await, ["round-opened"], "what nobody read stays");
});
