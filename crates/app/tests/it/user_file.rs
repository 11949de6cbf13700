//! People by a file.

use app::message::Language;
use app::user_file::{Invited, import, template};
use app::{App, AppError};
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use store::{Page, db_test};

use crate::support::{BETTER, add_with_password, app_at, audit, given, key, office, sign_in, world};

const HEAD: &str = "login,name,email,role,scope,from,until,acting\n";

async fn actor(app: &App, login: &str) -> Actor {
    sign_in(app, login, crate::support::GOOD).await.unwrap().actor
}

async fn bring(
    app: &App,
    actor: &Actor,
    own: Option<&str>,
    rows: &str,
) -> Result<Vec<Invited>, Vec<(u32, String, &'static str)>> {
    let own = own.map(|code| OfficeCode::new(code).unwrap());
    match import(app, actor, own.as_ref(), format!("{HEAD}{rows}").as_bytes()).await {
        Ok(invited) => Ok(invited),
        Err(AppError::Problems(problems)) => {
            for problem in &problems {
                assert!(Language::ALL.iter().all(|language| !language.problem(problem).contains(problem.fault.key)));
            }
            let told = problems.into_iter();
            Err(told.map(|p| (p.line.unwrap_or_default(), p.place.unwrap_or_default(), p.fault.key)).collect())
        }
        Err(other) => panic!("{other:?}"),
    }
}

db_test!(people_of_a_file_come_in_together_with_a_link_each, |db| {
    let app = world(db).await;
    let admin = add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let rows = "staff.a,เจ้าหน้าที่ ก.,a@example.go.th,reporter,P2300,,,\n\
        staff.a,เจ้าหน้าที่ ก.,a@example.go.th,director,p2300,1 ธ.ค. 2569,2026-12-03,1\n\
        screener.a,ผู้กลั่นกรอง ก.,,screener,๙,,,\n";
    let invited = bring(&app, &actor(&app, "admin").await, None, rows).await.unwrap();
    let logins: Vec<_> = invited.iter().map(|person| person.login.as_str()).collect();
    assert_eq!(logins, ["staff.a", "screener.a"]);
    app::one_time_link::redeem(&app, &invited[0].token.to_text(), BETTER).await.unwrap();

    // The acting role holds to the end of its last day in Bangkok, and ends by itself.
    let roles = async |minutes: i64| sign_in(&app_at(&app, minutes), "staff.a", BETTER).await.unwrap().actor.roles;
    let reporter = (Role::Reporter, office("P2300"));
    let director = (Role::Director, office("P2300"));
    let day = 24 * 60;
    assert_eq!(roles(0).await, [reporter.clone(), director.clone()]);
    assert_eq!(roles(2 * day + 14 * 60).await, [reporter.clone(), director], "an hour before midnight");
    assert_eq!(roles(2 * day + 15 * 60).await, [reporter]);
    let imported =
        audit(&app).await.into_iter().filter(|line| *line == format!("user:{admin} user.manage users done")).count();
    assert_eq!(imported, 1, "one entry for the file");
    assert!(store::audit::verify(app.db()).await.unwrap().is_ok());
});

db_test!(one_wrong_row_keeps_everybody_out_and_everything_is_told, |db| {
    let app = world(db).await;
    add_with_password(&app, "admin", &[given(Role::CentralAdmin, Scope::System)]).await;
    let admin = actor(&app, "admin").await;
    let wrong = "staff.a,เจ้าหน้าที่ ก.,,reporter,P2300,,,\n\
        x,,nobody,reporter,P2300,,,maybe\n\
        staff.b,เจ้าหน้าที่ ข.,,boss,P2300,,,\n\
        staff.c,เจ้าหน้าที่ ค.,,reporter,,,,\n\
        staff.d,เจ้าหน้าที่ ง.,,reporter,P2300,31/12/2569,,\n\
        staff.e,เจ้าหน้าที่ จ.,,reporter,P2300,2026-12-02,2026-12-01,\n\
        staff.a,เจ้าหน้าที่ ฉ.,,viewer,P2300,,,\n\
        staff.a,เจ้าหน้าที่ ก.,,reporter,P2300,,,\n";
    let told = bring(&app, &admin, None, wrong).await.unwrap_err();
    let told: Vec<(u32, &str, &str)> = told.iter().map(|(line, place, key)| (*line, place.as_str(), *key)).collect();
    assert_eq!(
        told,
        [
            (3, "login", "login-unusable"),
            (3, "name", "user-name-unusable"),
            (3, "email", "email-unusable"),
            (3, "acting", "user-acting-unclear"),
            (4, "role", "role-unknown"),
            (5, "scope", "user-office-needed"),
            (6, "from", "day-malformed"),
            (7, "until", "role-days"),
            (8, "login", "user-row-differs"),
            (9, "role", "user-row-repeated"),
        ]
    );
    // What only the database knows comes after what is wrong by itself.
    let unknown =
        "admin,ผู้ดูแล ก.,,auditor,,,,\nstaff.b,เจ้าหน้าที่ ข.,,reporter,P9999,,,\nstaff.c,ผู้กลั่นกรอง ค.,,screener,77,,,\n";
    let told = bring(&app, &admin, None, unknown).await.unwrap_err();
    let told: Vec<(u32, &str)> = told.iter().map(|(line, _, key)| (*line, *key)).collect();
    assert_eq!(told, [(2, "login-taken"), (3, "mark-office-unknown"), (4, "office-region-unknown")]);
    assert_eq!(bring(&app, &admin, None, "").await.unwrap_err()[0].2, "file-no-rows");
    let many: String = (0..1001).map(|n| format!("staff.{n},เจ้าหน้าที่,,reporter,P2300,,,\n")).collect();
    assert_eq!(bring(&app, &admin, None, &many).await.unwrap_err()[0].2, "user-file-long");
    assert_eq!(app::user::list(&app, &admin, None, &Page::all()).await.unwrap().len(), 1);
});

db_test!(a_coordinator_brings_in_people_of_the_own_office_only, |db| {
    let app = world(db).await;
    add_with_password(&app, "head", &[given(Role::Coordinator, office("P2300"))]).await;
    add_with_password(&app, "clerk", &[given(Role::Reporter, office("P2300"))]).await;
    let head = actor(&app, "head").await;
    let foreign =
        "staff.a,เจ้าหน้าที่ ก.,,reporter,,,,\nstaff.b,เจ้าหน้าที่ ข.,,reporter,P2402,,,\nstaff.c,ผู้ตรวจสอบ ค.,,auditor,,,,\n";
    let told = bring(&app, &head, Some("P2300"), foreign).await.unwrap_err();
    assert_eq!(
        told.iter().map(|(line, _, key)| (*line, *key)).collect::<Vec<_>>(),
        [(3, "user-not-yours"), (4, "user-not-yours")]
    );
    assert_eq!(bring(&app, &head, Some("P2300"), "staff.a,เจ้าหน้าที่ ก.,,reporter,,,,\n").await.unwrap().len(), 1);
    let clerk = actor(&app, "clerk").await;
    let own = OfficeCode::new("P2300").unwrap();
    assert_eq!(key(import(&app, &clerk, Some(&own), HEAD.as_bytes()).await).unwrap_err(), "denied");
});

#[test]
fn the_workbook_to_fill_in_is_one_that_is_read_back() {
    for (language, central) in [(Language::Th, true), (Language::En, false)] {
        let bytes = template(language, central).unwrap();
        assert!(bytes.starts_with(b"PK"));
        let mut rows = 0;
        let take = |rows: &mut i32, _, _: [&str; 8]| {
            *rows += 1;
            true
        };
        app::table_file::read_table(&bytes, app::user_file::USER_COLUMNS, &mut rows, take, |_, problem| {
            panic!("{problem:?}")
        })
        .unwrap();
        assert_eq!(rows, 0);
    }
}
