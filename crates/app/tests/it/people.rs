//! People of the demonstration.

use app::demo::{ensure_demo_user, people};
use app::session;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use store::{Page, db_test};

use crate::support::{key, office, present, sign_in, world};

db_test!(the_demonstration_has_somebody_for_every_role, |db| {
    let app = world(db).await;
    people(&app).await.unwrap();
    let all = app::user::list(&app, &Actor::operator(), None, &Page::all()).await.unwrap();
    people(&app).await.unwrap();
    assert_eq!(app::user::list(&app, &Actor::operator(), None, &Page::all()).await.unwrap(), all, "once");
    for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::Operator | Role::Public)) {
        assert!(all.iter().any(|row| row.assignments[0].role == role), "{role:?}");
    }
    assert!(all.iter().all(|row| !row.has_password && row.user.email.is_none()));
    let named = |login: &str| all.iter().find(|row| row.user.login.as_str() == login).unwrap().user.name.as_str();
    assert_eq!(named("demo-coordinator-p2300"), "เจ้าหน้าที่ผู้ประสานงาน สพป.ตราด");
    assert_eq!(named("demo-region-chair-9"), "ประธานเขตตรวจราชการที่ 9");
    assert_eq!([named("demo-evaluator"), named("demo-evaluator-2")], ["ผู้ประเมิน 1", "ผู้ประเมิน 2"]);
});

db_test!(a_person_of_any_office_is_there_when_asked_for_and_signs_in_without_password, |db| {
    let app = world(db).await;
    let code = OfficeCode::new("P9603").unwrap();
    let id = ensure_demo_user(&app, Role::Director, &code).await.unwrap();
    assert_eq!(ensure_demo_user(&app, Role::Director, &code).await.unwrap(), id);
    let present = present(&app, session::sign_in_demo(&app, id).await.unwrap()).await;
    assert!(present.session.two_factors, "nobody in the demonstration has factors to show");
    assert_eq!(present.actor.roles, [(Role::Director, office("P9603"))]);
    assert_eq!(sign_in(&app, "demo-director-p9603", "").await.unwrap_err(), "sign-in-refused");
    let chair = ensure_demo_user(&app, Role::RegionChair, &code).await.unwrap();
    let row = app::user::find(&app, &Actor::operator(), chair).await.unwrap();
    assert!(matches!(row.assignments[0].scope, Scope::Region(_)));
    let nowhere = OfficeCode::new("P0000").unwrap();
    assert_eq!(key(ensure_demo_user(&app, Role::Director, &nowhere).await).map(|_| ()), Err("not-found".to_owned()));
    assert_eq!(key(ensure_demo_user(&app, Role::Operator, &code).await).map(|_| ()), Err("denied".to_owned()));
});
