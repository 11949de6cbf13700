//! People and their roles.

use domain::id::OfficeId;
use domain::policy::{Role, Scope};
use domain::user::{Login, RoleAssignment, User};
use jiff::civil::date;
use store::user::{self, UserRow};
use store::{Error, Page, SaveError, Tx, db_test, office};

use crate::sample::{self, FIRST_DAY, code, now};

pub(crate) fn person(login: &str) -> User {
    User::new(login, "เจ้าหน้าที่ ก.", "").unwrap()
}

pub(crate) fn given(role: Role, scope: Scope) -> RoleAssignment {
    RoleAssignment { role, scope, from: date(2026, 10, 1), to: None, acting: false }
}

async fn with_offices(tx: &mut Tx) -> Vec<OfficeId> {
    let offices = [sample::office("P1800", &["ชัยนาท"], 1), sample::office("P6100", &["อุทัยธานี"], 18)];
    office::insert_many(tx, &offices, FIRST_DAY).await.unwrap()
}

fn logins(rows: &[UserRow]) -> Vec<&str> {
    rows.iter().map(|row| row.user.login.as_str()).collect()
}

db_test!(a_person_comes_back_with_all_roles, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    with_offices(&mut tx).await;
    let new = User::new("clerk@example.go.th", "เจ้าหน้าที่ ก.", "clerk@example.go.th").unwrap();
    let acting = RoleAssignment {
        to: Some(date(2027, 1, 1)),
        acting: true,
        ..given(Role::Director, Scope::Office(code("P6100")))
    };
    let roles = [given(Role::Evaluator, Scope::System), given(Role::RegionChair, Scope::Region(18)), acting];
    let id = user::insert(&mut tx, &new, &roles, now()).await.unwrap();
    let row = user::find(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((row.user.clone(), row.assignments.as_slice(), row.version), (new.clone(), roles.as_slice(), 1));
    assert_eq!((row.has_password, row.must_change_password, row.disabled_at), (false, false, None));
    assert_eq!(user::find_by_login(&mut tx, &new.login).await.unwrap().unwrap(), row);

    let changed = User { name: "เจ้าหน้าที่ ข.".to_owned(), ..new };
    assert_eq!(user::save(&mut tx, id, 1, &changed, &roles[..1]).await.unwrap(), 2);
    let conflict = user::save(&mut tx, id, 1, &changed, &[]).await;
    assert!(matches!(conflict, Err(SaveError::Conflict(now)) if now.version == 2 && now.assignments == roles[..1]));
    assert_eq!(user::save_disabled(&mut tx, id, 2, Some(now())).await.unwrap(), 3);
    assert_eq!(user::lock(&mut tx, id).await.unwrap(), Some(3));
    assert_eq!(user::find(&mut tx, id).await.unwrap().unwrap().disabled_at, Some(now()));

    assert_eq!(user::password(&mut tx, id).await.unwrap(), None);
    user::save_password(&mut tx, id, "$argon2id$", true).await.unwrap();
    assert_eq!(user::password(&mut tx, id).await.unwrap().as_deref(), Some("$argon2id$"));
    let row = user::find(&mut tx, id).await.unwrap().unwrap();
    assert!(row.has_password && row.must_change_password);
});

db_test!(a_login_belongs_to_one_person_and_an_office_exists, |db| {
    let mut tx = db.write().await.unwrap();
    user::insert(&mut tx, &person("clerk"), &[], now()).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let again = user::insert(&mut tx, &person("clerk"), &[], now()).await;
    assert!(matches!(again, Err(Error::Duplicate(_))));
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let nowhere = [given(Role::Reporter, Scope::Office(code("P9999")))];
    assert!(matches!(user::insert(&mut tx, &person("other"), &nowhere, now()).await, Err(Error::Reference(_))));
});

db_test!(lists_are_paged_and_hold_only_the_people_of_the_office, |db| {
    sample::with_regions(&db).await;
    let mut tx = db.write().await.unwrap();
    let offices = with_offices(&mut tx).await;
    let here = || given(Role::Reporter, Scope::Office(code("P1800")));
    let there = given(Role::Reporter, Scope::Office(code("P6100")));
    let gone = RoleAssignment { to: Some(date(2026, 11, 1)), ..here() };
    let twice = [here(), given(Role::Viewer, Scope::Office(code("P1800"))), there.clone()];
    for (login, roles) in [("bbb", &[here()][..]), ("aaa", &twice), ("ccc", &[there]), ("ddd", &[gone]), ("eee", &[])] {
        user::insert(&mut tx, &person(login), roles, now()).await.unwrap();
    }
    let all = user::list(&mut tx, &Page::all()).await.unwrap();
    assert_eq!(logins(&all), ["aaa", "bbb", "ccc", "ddd", "eee"]);
    let page = Page::after(Login::new("bbb").unwrap(), 2);
    assert_eq!(logins(&user::list(&mut tx, &page).await.unwrap()), ["ccc", "ddd"]);
    let mut of = async |day, page| user::list_by_office(&mut tx, offices[0], day, &page).await.unwrap();
    let found = of(date(2026, 10, 31), Page::all()).await;
    assert_eq!(logins(&found), ["aaa", "bbb", "ddd"]);
    assert_eq!(found[0].assignments.len(), 3, "with the roles elsewhere");
    assert_eq!(logins(&of(date(2026, 11, 1), Page::all()).await), ["aaa", "bbb"]);
    assert_eq!(logins(&of(date(2026, 11, 1), Page::first(1)).await), ["aaa"], "a page counts people, not roles");
    assert_eq!(logins(&of(date(2026, 11, 1), Page::after(Login::new("aaa").unwrap(), 1)).await), ["bbb"]);
});
