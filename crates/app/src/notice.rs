//! Notices: what people are told in the product, the reminders of a day, and how each person wants to hear of what.
//!
//! What a person has read is no change that anybody would look for in the audit log, so noting it leaves no entry there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use domain::id::{InstrumentId, OfficeId, UserId};
use domain::notice::{NoticeKind, Preference, reminder};
use domain::office::Office;
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::notice::{Event, NoticeRow};
use store::round::RoundKey;
use store::{Conn, Page};

use crate::clock::{bangkok_day, bangkok_time};
use crate::door::{App, Ctx, check, not_found};
use crate::error::{AppError, Result};
use crate::instrument::{self, StoredInstrument};
use crate::message::Language;
use crate::self_report::ReportName;

/// The hour in Bangkok from which the mail of a day is put together.
const DIGEST_HOUR: i8 = 7;
/// What waited longer for a mail is old news.
const DIGEST_REACH: SignedDuration = SignedDuration::from_hours(3 * 24);

/// How long what was read stays: until the same weeks of the next year are over, in which people look back at it.
const READ_KEPT: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Where a list of notices goes on.
pub type After = (i64, OfficeId);

/// A notice in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What names it, together with the person.
    pub place: After,
    /// What it is about.
    pub kind: NoticeKind,
    /// What it says.
    pub words: String,
    /// The page it leads to.
    pub path: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was read.
    pub is_read: bool,
}

/// What [`remind`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Notices written.
    pub notices: u64,
    /// Mails to be sent.
    pub mails: u64,
}

/// Something that the actor did and others are to be told of. The use case says whom.
pub(crate) fn event(ctx: &Ctx, actor: &Actor, kind: NoticeKind, round: RoundKey) -> Event {
    Event {
        id: ctx.tx.next_id(ctx.now),
        kind,
        round,
        node: None,
        day: None,
        step: None,
        at: ctx.now,
        on: bangkok_day(ctx.now),
        by: actor.user(),
    }
}

/// Reminds those whose report is due, and from the morning on puts what waits for the mail of the day into one mail for each person. It may
/// run at any time, also in several processes at once: nobody is reminded twice of the same, and nobody gets two such mails on a day.
///
/// # Errors
/// When the database fails.
pub async fn remind(app: &App, today: Date) -> Result<Reminded> {
    let operator = Actor::operator();
    app.run(&operator, Action::NoticeSend, &Entity::System, "notices", async |ctx| {
        let mut done = Reminded::default();
        for row in store::round::list_reporting(&mut ctx.tx).await? {
            let Some(window) = row.round.calendar else { continue };
            let about = |ctx: &Ctx, due| {
                let step = reminder(window, due, today)?;
                let event = event(ctx, &operator, NoticeKind::ReportDue, row.key);
                Some(Event { day: Some(due), step: Some(step), ..event })
            };
            if let Some(event) = about(ctx, window.due_on) {
                done.notices += event.remind_round(&mut ctx.tx).await?;
            }
            for longer in store::extension::list(&mut ctx.tx, row.key).await? {
                let until = longer.extension.until().filter(|until| *until > window.due_on);
                if let Some(event) = until.and_then(|until| about(ctx, until)) {
                    done.notices += event.remind_office(&mut ctx.tx, longer.office_id).await?;
                }
            }
        }
        if bangkok_time(ctx.now).hour() >= DIGEST_HOUR {
            done.mails = store::mail::collect(&mut ctx.tx, today, ctx.now - DIGEST_REACH, ctx.now).await?;
        }
        if done == Reminded::default() {
            ctx.nothing_changed();
        }
        ctx.detail("notices", done.notices);
        ctx.detail("mails", done.mails);
        Ok(done)
    })
    .await
}

/// The person who reads their own notices.
fn reader(actor: &Actor) -> Result<UserId> {
    let user = actor.user().ok_or(AppError::Denied)?;
    check(actor, Action::NoticeRead, &Entity::Account(user))?;
    Ok(user)
}

/// How many notices the person has not read, for the bell of every page.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn count_unread(app: &App, actor: &Actor) -> Result<i64> {
    let user = reader(actor)?;
    Ok(store::notice::count_unread(&mut app.db().read().await?, user).await?)
}

/// The notices of the person, newest first.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn list(app: &App, actor: &Actor, language: Language, page: &Page<After>) -> Result<Vec<Notice>> {
    let user = reader(actor)?;
    let mut conn = app.db().read().await?;
    let rows = store::notice::list(&mut conn, user, page).await?;
    in_words(app, &mut conn, rows, language).await
}

/// Notes that the person read a notice, and returns the page it leads to.
///
/// # Errors
/// When it is not there or not theirs; when the database fails.
pub async fn open(app: &App, actor: &Actor, (id, office): After) -> Result<String> {
    let user = reader(actor)?;
    let mut tx = app.db().write().await?;
    let row = store::notice::find(&mut tx, user, id, office).await?.ok_or_else(|| not_found("notice", id))?;
    store::notice::save_read(&mut tx, user, id, office, app.clock().now()).await?;
    let notice = in_words(app, &mut tx, vec![row], Language::default()).await?.pop();
    tx.commit().await?;
    Ok(notice.ok_or_else(|| not_found("notice", id))?.path)
}

/// Notes that the person read everything.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn read_all(app: &App, actor: &Actor) -> Result<()> {
    let user = reader(actor)?;
    let mut tx = app.db().write().await?;
    store::notice::save_all_read(&mut tx, user, app.clock().now()).await?;
    Ok(tx.commit().await?)
}

/// Removes what people read more than a year ago, one person after another, so that nobody waits long for it. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn tidy(app: &App) -> Result<u64> {
    let before = app.clock().now().saturating_sub(READ_KEPT).unwrap_or(Timestamp::MIN);
    let (mut removed, mut last) = (0, UserId(0));
    while let Some(user) = store::notice::next_user(&mut app.db().read().await?, last).await? {
        let mut tx = app.db().write().await?;
        removed += store::notice::delete_read(&mut tx, user, before).await?;
        tx.commit().await?;
        last = user;
    }
    Ok(removed)
}

/// How a person wants to hear of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The language of mail; none where it was not chosen.
    pub language: Option<Language>,
    /// Every kind with what holds for it.
    pub kinds: Vec<(NoticeKind, Preference)>,
}

/// What the person chose.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn preferences(app: &App, actor: &Actor) -> Result<Preferences> {
    let user = reader(actor)?;
    let mut conn = app.db().read().await?;
    let chosen: HashMap<NoticeKind, Preference> =
        store::notice::list_preferences(&mut conn, user).await?.into_iter().collect();
    let of = |kind| chosen.get(&kind).copied().unwrap_or(Preference::DEFAULT);
    let kinds = NoticeKind::ALL.map(|kind| (kind, of(kind))).to_vec();
    Ok(Preferences { language: language_of(&mut conn, user).await?, kinds })
}

/// Keeps what the person chose.
///
/// # Errors
/// When the actor is no person; when the database fails.
pub async fn choose(app: &App, actor: &Actor, preferences: &Preferences) -> Result<()> {
    let user = actor.user().ok_or(AppError::Denied)?;
    app.run(actor, Action::NoticeRead, &Entity::Account(user), &actor.name, async |ctx| {
        for (kind, preference) in &preferences.kinds {
            store::notice::save_preference(&mut ctx.tx, user, *kind, *preference).await?;
        }
        if let Some(language) = preferences.language {
            store::notice::save_language(&mut ctx.tx, user, language.code()).await?;
        }
        ctx.detail("chosen", true);
        Ok(())
    })
    .await
}

/// The language that a person chose.
pub(crate) async fn language_of(conn: &mut Conn, user: UserId) -> Result<Option<Language>> {
    let code = store::notice::language(conn, user).await?;
    Ok(Language::ALL.into_iter().find(|language| code.as_deref() == Some(language.code())))
}

/// Puts notices into words, in as many queries whatever their number.
pub(crate) async fn in_words(
    app: &App,
    conn: &mut Conn,
    rows: Vec<NoticeRow>,
    language: Language,
) -> Result<Vec<Notice>> {
    let mut instruments: HashMap<InstrumentId, Arc<StoredInstrument>> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(vacant) = instruments.entry(row.instrument_id) {
            vacant.insert(instrument::shared_by_id(app, conn, row.instrument_id).await?);
        }
    }
    let mut ids: Vec<OfficeId> = rows.iter().map(|row| row.office_id).filter(|id| *id != OfficeId::NATIONAL).collect();
    ids.sort_unstable();
    ids.dedup();
    let today = bangkok_day(app.clock().now());
    let day = rows.iter().map(|row| row.fiscal_year.last_day()).max().unwrap_or(today);
    let offices: HashMap<OfficeId, Office> =
        store::office::list_by_ids(conn, &ids, day).await?.into_iter().map(|row| (row.id, row.office)).collect();
    Ok(rows
        .iter()
        .map(|row| say(row, &instruments[&row.instrument_id], offices.get(&row.office_id), language))
        .collect())
}

fn say(row: &NoticeRow, stored: &StoredInstrument, office: Option<&Office>, language: Language) -> Notice {
    let instrument = &stored.instrument;
    let node = row.node_id.and_then(|id| stored.position(id)).map(|at| &instrument.nodes()[at]);
    let report = Fault::new("notice-report")
        .with("instrument", &instrument.code)
        .with("months", row.round.months())
        .with("year", row.fiscal_year);
    let short = |office: &Office| match language {
        Language::Th => office.short_name_th.clone(),
        Language::En => office.name_en.clone(),
    };
    let when = match row.day {
        Some(day) if day < bangkok_day(row.created_at) => "after",
        Some(_) => "before",
        None => "none",
    };
    let words = Fault::new("notice-words")
        .with("kind", row.kind.as_str())
        .with("report", language.fault(&report))
        .with("office", office.map(short).unwrap_or_default())
        .with("item", node.map_or_else(|| "none".to_owned(), |node| node.label_th.clone()))
        .with("day", row.day.map(|day| language.date(day)).unwrap_or_default())
        .with("when", when);
    let name = office.map(|office| ReportName {
        year: row.fiscal_year,
        instrument: instrument.code.clone(),
        round: row.round,
        office: office.code.clone(),
    });
    let report = name.map_or_else(|| "/".to_owned(), |name| name.path());
    let path = match (row.kind, node) {
        (NoticeKind::ExtensionAsked, _) => "/extensions".to_owned(),
        (NoticeKind::CommentAdded | NoticeKind::Mentioned, Some(node)) => {
            format!("{report}/items/{}#thread", node.code)
        }
        (_, Some(node)) => format!("{report}/items/{}", node.code),
        (NoticeKind::ItemAssigned, None) => format!("{report}?owner=me"),
        _ => report,
    };
    Notice {
        place: (row.id, row.office_id),
        kind: row.kind,
        words: language.fault(&words),
        path,
        at: row.created_at,
        is_read: row.read_at.is_some(),
    }
}
