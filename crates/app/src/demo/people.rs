//! People of the demonstration: one for every role, called by the role, without passwords.

use domain::id::UserId;
use domain::office::OfficeCode;
use domain::policy::{Actor, Role, Scope};
use domain::user::{Login, Reach, RoleAssignment, User, reaches};
use jiff::civil::{Date, date};

use crate::clock::bangkok_day;
use crate::door::{App, not_found};
use crate::error::{AppError, Result};
use crate::user;

/// The beginning of fiscal year 2564, the first of the demonstration.
const FROM: Date = date(2020, 10, 1);
/// Offices that have people from the beginning; others get theirs when they are asked for.
const OFFICES: [&str; 4] = ["P2300", "P2402", "P5004", "S2200"];

/// Adds the people of the demonstration that are not there yet: those of the whole administration once (two evaluators), and those of the
/// regions and offices of a handful of offices.
///
/// # Errors
/// When the offices are not there; when the database fails.
pub async fn people(app: &App) -> Result<()> {
    for office in OFFICES {
        let office = OfficeCode::new(office).expect("the constants are codes of offices");
        for role in Role::ALL.into_iter().filter(|role| !reaches(*role).is_empty()) {
            ensure_demo_user(app, role, &office).await?;
        }
    }
    ensure_second_evaluator(app).await?;
    Ok(())
}

/// The other evaluator of the demonstration, for what two of them mark.
///
/// # Errors
/// When the database fails.
pub async fn ensure_second_evaluator(app: &App) -> Result<UserId> {
    ensure(app, "demo-evaluator-2", "ผู้ประเมิน 2", Role::Evaluator, Scope::System).await
}

/// The person of the demonstration with a role: of the whole administration, of the region of an office, or of the office, as the role goes.
///
/// # Errors
/// When nobody can have the role; when there is no such office; when the database fails.
pub async fn ensure_demo_user(app: &App, role: Role, office: &OfficeCode) -> Result<UserId> {
    let mut conn = app.db().read().await?;
    let today = bangkok_day(app.clock().now());
    let row =
        store::office::find_by_code(&mut conn, office, today).await?.ok_or_else(|| not_found("office", office))?;
    drop(conn);
    let (words, role_name, region) = (words_th(role), role.as_str(), row.office.region);
    match home(role) {
        Some(Reach::System) => ensure(app, &format!("demo-{role_name}"), words, role, Scope::System).await,
        Some(Reach::Region) => {
            let name = format!("{words}ที่ {region}");
            ensure(app, &format!("demo-{role_name}-{region}"), &name, role, Scope::Region(region)).await
        }
        Some(Reach::Office) => {
            let name = format!("{words} {}", row.office.short_name_th);
            ensure(app, &format!("demo-{role_name}-{office}"), &name, role, Scope::Office(office.clone())).await
        }
        None => Err(AppError::Denied),
    }
}

/// Where the person of a role is at home in the demonstration. Field teams go out by region.
fn home(role: Role) -> Option<Reach> {
    match role {
        Role::FieldMember => Some(Reach::Region),
        role => reaches(role).first().copied(),
    }
}

fn words_th(role: Role) -> &'static str {
    match role {
        Role::Operator => "ผู้ใช้บนเครื่อง",
        Role::CentralAdmin => "ผู้ดูแลระบบส่วนกลาง",
        Role::InstrumentEditor => "ผู้จัดทำเครื่องมือ",
        Role::Screener => "ผู้กลั่นกรอง",
        Role::Evaluator => "ผู้ประเมิน 1",
        Role::LeadEvaluator => "หัวหน้าผู้ประเมิน",
        Role::Executive => "ผู้บริหาร",
        Role::RegionChair => "ประธานเขตตรวจราชการ",
        Role::FieldMember => "คณะติดตามเชิงประจักษ์ เขตตรวจราชการ",
        Role::Director => "ผู้อำนวยการ",
        Role::Coordinator => "เจ้าหน้าที่ผู้ประสานงาน",
        Role::Reporter => "เจ้าหน้าที่ผู้รายงาน",
        Role::Viewer => "เจ้าหน้าที่ผู้อ่าน",
        Role::Auditor => "ผู้ตรวจสอบ",
        Role::Public => "ประชาชน",
    }
}

async fn ensure(app: &App, login: &str, name: &str, role: Role, scope: Scope) -> Result<UserId> {
    let login = Login::new(login)?;
    if let Some(id) = find(app, &login).await? {
        return Ok(id);
    }
    let person = User { login: login.clone(), name: name.to_owned(), email: None };
    let roles = [RoleAssignment { role, scope, from: FROM, to: None, acting: false }];
    match user::create(app, &Actor::operator(), &person, &roles).await {
        // Two visitors asked for the same person at once.
        Err(AppError::Refused(fault)) if fault.key == "login-taken" => {
            find(app, &login).await?.ok_or_else(|| not_found("user", &login))
        }
        created => created,
    }
}

async fn find(app: &App, login: &Login) -> Result<Option<UserId>> {
    let mut conn = app.db().read().await?;
    Ok(store::user::find_by_login(&mut conn, login).await?.map(|row| row.id))
}
