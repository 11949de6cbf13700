//! The days of the rounds as a calendar that other programs subscribe to, at a secret address of each person.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::fiscal_year::FiscalYear;
use domain::id::{InstrumentId, OfficeId};
use domain::policy::{Action, Actor, Entity, Scope};
use domain::problem::Fault;
use icalendar::{Component as _, Event, Parameter, Property};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Conn;
use store::round::{RoundKey, RoundRow};
use store::self_report::ReportKey;

use crate::door::{App, not_found};
use crate::error::{AppError, Result};
use crate::message::Language;
use crate::secret::Token;
use crate::session::actor_of;
use crate::{instrument, notice};

/// Years that a calendar shows: the newest ones.
const YEARS: usize = 2;

/// Since when the person has an address.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn since(app: &App, actor: &Actor) -> Result<Option<Timestamp>> {
    let user = actor.user().ok_or(AppError::Denied)?;
    let mut conn = app.read(actor, Action::NoticeRead, &Entity::Account(user)).await?;
    Ok(store::calendar_link::find_by_user(&mut conn, user).await?)
}

/// Makes an address for the person; one of before is no longer good. It can be shown this once only.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn renew(app: &App, actor: &Actor) -> Result<Token> {
    let user = actor.user().ok_or(AppError::Denied)?;
    let token = Token::random();
    app.run(actor, Action::NoticeRead, &Entity::Account(user), &actor.name, async |ctx| {
        ctx.detail("calendar", "renewed");
        Ok(store::calendar_link::save(&mut ctx.tx, user, token.hash(), ctx.now).await?)
    })
    .await?;
    Ok(token)
}

/// Takes the address away.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn revoke(app: &App, actor: &Actor) -> Result<()> {
    let user = actor.user().ok_or(AppError::Denied)?;
    app.run(actor, Action::NoticeRead, &Entity::Account(user), &actor.name, async |ctx| {
        if !store::calendar_link::delete(&mut ctx.tx, user).await? {
            ctx.nothing_changed();
        }
        ctx.detail("calendar", "revoked");
        Ok(())
    })
    .await
}

/// A round that concerns somebody.
struct Line {
    row: RoundRow,
    /// The office whose report it is about; none for those who look at all.
    office: Option<String>,
    until: Option<Date>,
}

/// The calendar at an address, in the iCalendar format.
///
/// # Errors
/// When the address is unknown, or the account disabled; when the database fails.
pub async fn feed(app: &App, token: &str) -> Result<String> {
    let missing = || not_found("calendar", "");
    let token = Token::parse(token).ok_or_else(missing)?;
    let mut conn = app.db().read().await?;
    let user = store::calendar_link::find(&mut conn, token.hash()).await?.ok_or_else(missing)?;
    let row = store::user::find(&mut conn, user).await?.filter(|row| row.disabled_at.is_none()).ok_or_else(missing)?;
    let actor = actor_of(&row, app.clock().now());
    let language = notice::language_of(&mut conn, user).await?.unwrap_or_default();
    let mut lines = Vec::new();
    for year in store::round::list_years(&mut conn).await?.into_iter().take(YEARS) {
        lines.extend(of_year(&mut conn, &actor, year).await?);
    }
    let mut names: HashMap<InstrumentId, String> = HashMap::new();
    let mut calendar = icalendar::Calendar::new();
    calendar.name(&language.fault(&Fault::new("calendar-name")));
    for line in lines {
        let id = line.row.key.instrument_id;
        if let Entry::Vacant(vacant) = names.entry(id) {
            vacant.insert(instrument::shared_by_id(app, &mut conn, id).await?.instrument.code.to_string());
        }
        for event in events(&line, &names[&id], language) {
            calendar.push(event);
        }
    }
    Ok(calendar.to_string())
}

/// The rounds of a year: of the reports of the person's offices, or all of them for who works for the whole administration or a region.
async fn of_year(conn: &mut Conn, actor: &Actor, year: FiscalYear) -> Result<Vec<Line>> {
    let rounds = store::round::list(conn, year).await?;
    let mut lines = Vec::new();
    let mut offices: Vec<_> = actor
        .roles
        .iter()
        .filter_map(|(_, scope)| match scope {
            Scope::Office(code) => Some(code.clone()),
            Scope::System | Scope::Region(_) => None,
        })
        .collect();
    if actor.roles.iter().any(|(_, scope)| !matches!(scope, Scope::Office(_))) {
        lines.extend(rounds.iter().map(|row| Line { row: *row, office: None, until: None }));
    }
    offices.sort_unstable();
    offices.dedup();
    for code in offices {
        let Some(office) = store::office::find_by_code(conn, &code, year.last_day()).await? else { continue };
        let longer: HashMap<RoundKey, Date> = longer_windows(conn, &rounds, office.id).await?;
        for row in rounds.iter().filter(|row| row.round.calendar.is_some()) {
            let until = longer.get(&row.key).copied();
            lines.push(Line { row: *row, office: Some(code.to_string()), until });
        }
    }
    Ok(lines)
}

async fn longer_windows(conn: &mut Conn, rounds: &[RoundRow], office: OfficeId) -> Result<HashMap<RoundKey, Date>> {
    let mut longer = HashMap::new();
    for row in rounds {
        let extension = store::extension::find(conn, ReportKey::of(row.key, office)).await?;
        longer.extend(extension.and_then(|found| found.extension.until()).map(|until| (row.key, until)));
    }
    Ok(longer)
}

fn events(line: &Line, instrument: &str, language: Language) -> Vec<Event> {
    let Some(window) = line.row.round.calendar else { return Vec::new() };
    let key = line.row.key;
    let due = line.row.round.due(line.until).unwrap_or(window.due_on);
    let whose = line.office.as_ref().map_or_else(String::new, |code| format!("-{code}"));
    let days = [("opens", window.opens_on), ("due", due), ("closes", window.closes_on.max(due))];
    // Other programs recognise an entry by its identifier and take a later one for a change.
    let changed = line.row.updated_at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let event = |(what, day): (&str, Date)| {
        let report = Fault::new("notice-report")
            .with("instrument", instrument)
            .with("months", key.round.months())
            .with("year", key.fiscal_year);
        let words = Fault::new("calendar-day").with("what", what).with("report", language.fault(&report));
        let mut event = Event::new();
        event
            .uid(&format!("{instrument}-{}-{}-{what}{whose}@e-mes", key.fiscal_year, key.round))
            .summary(&language.fault(&words))
            .sequence(u32::try_from(line.row.version).unwrap_or_default())
            .append_property(whole_day("DTSTART", day))
            .add_property("DTSTAMP", &changed)
            .add_property("LAST-MODIFIED", &changed)
            .add_property("TRANSP", "TRANSPARENT");
        event.done()
    };
    days.into_iter().map(event).collect()
}

fn whole_day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).append_parameter(Parameter::new("VALUE", "DATE")).done()
}
