//! Notices: what people are told, written in the transaction of the change that causes it. Whom a change concerns is found by the
//! statement that writes, so a round is opened for all offices in one.

use domain::fiscal_year::{FiscalYear, RoundCode};
use domain::id::{InstrumentId, NodeId, OfficeId, UserId};
use domain::notice::{NoticeKind, Preference};
use domain::policy::Role;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::sea_query::Value;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::page::Page;
use crate::round::RoundKey;
use crate::row::{Column, Row, values};

impl Column for NoticeKind {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<NoticeKind, Cause> {
        NoticeKind::from_word(&raw).ok_or_else(|| format!("no kind of a notice: {raw}").into())
    }
}

/// Something that people are told of. The same `id` reaches a person once per office, however often they are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Id.
    pub id: i64,
    /// What it is.
    pub kind: NoticeKind,
    /// Where it happened.
    pub round: RoundKey,
    /// The item, where it is about one.
    pub node: Option<NodeId>,
    /// The day it speaks of: due, asked for, granted.
    pub day: Option<Date>,
    /// The step of a reminder.
    pub step: Option<i32>,
    /// When it happened.
    pub at: Timestamp,
    /// The day on which a role must hold.
    pub on: Date,
    /// Who did it and need not be told.
    pub by: Option<UserId>,
}

/// `INSERT … SELECT` of a notice for people `u`, by what `$office` they are told of it, and where and under which condition they are
/// found. Whoever has no role any more, may not sign in or wants to hear nothing is left out.
macro_rules! tell {
    ($office:literal, $from:literal, $condition:literal) => {
        concat!(
            "INSERT INTO notices (user_id, id, office_id, kind, fiscal_year, instrument_id, round, node_id, day, step, is_shown,
            mail_id, created_at) SELECT DISTINCT u.id, $1, ",
            $office,
            ", $2, $3, $4, $5, $6, $7, $8, COALESCE(p.in_product, 1),
            CASE WHEN u.email IS NOT NULL AND COALESCE(p.by_mail, 1) = 1 THEN 0 END, $9 FROM ",
            $from,
            " LEFT JOIN notice_preferences p ON p.user_id = u.id AND p.kind = $2
            WHERE u.id <> $10 AND u.disabled_at IS NULL
            AND (COALESCE(p.in_product, 1) = 1 OR (u.email IS NOT NULL AND COALESCE(p.by_mail, 1) = 1))
            AND EXISTS (SELECT 1 FROM role_assignments h
                WHERE h.user_id = u.id AND h.valid_from <= $11 AND (h.valid_to IS NULL OR h.valid_to > $11)) AND ",
            $condition,
            " ON CONFLICT DO NOTHING"
        )
    };
}

/// Directors and coordinators of the offices that report in the round.
macro_rules! heads {
    ($condition:literal) => {
        tell!(
            "r.office_id",
            "self_reports r JOIN role_assignments a ON a.office_id = r.office_id JOIN users u ON u.id = a.user_id",
            $condition
        )
    };
}

pub(crate) const TELL_ROUND: &str = heads!(
    "r.fiscal_year = $3 AND r.instrument_id = $4 AND r.round = $5 AND a.role IN ('director', 'coordinator')
    AND a.valid_from <= $11 AND (a.valid_to IS NULL OR a.valid_to > $11)"
);
pub(crate) const REMIND_ROUND: &str = heads!(
    "r.fiscal_year = $3 AND r.instrument_id = $4 AND r.round = $5 AND a.role IN ('director', 'coordinator')
    AND a.valid_from <= $11 AND (a.valid_to IS NULL OR a.valid_to > $11)
    AND r.state IN ('drafting', 'submitted') AND r.certifications = 0
    AND NOT EXISTS (SELECT 1 FROM round_extensions x WHERE x.fiscal_year = $3 AND x.instrument_id = $4 AND x.round = $5
        AND x.office_id = r.office_id AND x.until > $7)"
);
pub(crate) const REMIND_OFFICE: &str = heads!(
    "r.fiscal_year = $3 AND r.instrument_id = $4 AND r.round = $5 AND r.office_id = $12
    AND a.role IN ('director', 'coordinator') AND a.valid_from <= $11 AND (a.valid_to IS NULL OR a.valid_to > $11)
    AND r.state IN ('drafting', 'submitted') AND r.certifications = 0"
);
pub(crate) const TELL_ROLE: &str = tell!(
    "a.office_id",
    "role_assignments a JOIN users u ON u.id = a.user_id",
    "a.office_id = $12 AND a.role = $13 AND a.valid_from <= $11 AND (a.valid_to IS NULL OR a.valid_to > $11)"
);
pub(crate) const TELL_CENTRE: &str = tell!(
    "$12",
    "role_assignments a JOIN users u ON u.id = a.user_id",
    "a.office_id IS NULL AND a.scope = 'system' AND a.role = 'central-admin'
    AND a.valid_from <= $11 AND (a.valid_to IS NULL OR a.valid_to > $11)"
);
pub(crate) const TELL_USER: &str = tell!("$12", "users u", "u.id = $13");
pub(crate) const TELL_ASSIGNEES: &str = tell!(
    "g.office_id",
    "item_assignees g JOIN users u ON u.id = g.user_id",
    "g.fiscal_year = $3 AND g.instrument_id = $4 AND g.round = $5 AND g.office_id = $12 AND g.node_id = $13"
);
pub(crate) const TELL_WRITERS: &str = tell!(
    "c.office_id",
    "comments c JOIN users u ON u.id = c.user_id",
    "c.fiscal_year = $3 AND c.instrument_id = $4 AND c.round = $5 AND c.office_id = $12 AND c.node_id = $13"
);
impl Event {
    fn row(&self) -> Vec<Value> {
        let RoundKey { fiscal_year, instrument_id, round } = self.round;
        let mut row = values![self.id, self.kind, fiscal_year, instrument_id, round, self.node, self.day, self.step];
        row.extend(values![self.at, self.by.map_or(0, |user| user.0), self.on]);
        row
    }

    async fn tell(&self, tx: &mut Tx, sql: &str, more: Vec<Value>) -> Result<u64> {
        let mut row = self.row();
        row.extend(more);
        tx.run(sql, row).await
    }

    /// Tells directors and coordinators of all offices that report in the round; returns how many people.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_round(&self, tx: &mut Tx) -> Result<u64> {
        self.tell(tx, TELL_ROUND, Vec::new()).await
    }

    /// Reminds directors and coordinators of the offices that have not certified, but for those with a window longer than the day of the
    /// event. Whoever was reminded of the same day and step is not told again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_round(&self, tx: &mut Tx) -> Result<u64> {
        self.tell(tx, REMIND_ROUND, Vec::new()).await
    }

    /// [`Event::remind_round`] for one office with a longer window.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_office(&self, tx: &mut Tx, office: OfficeId) -> Result<u64> {
        self.tell(tx, REMIND_OFFICE, values![office]).await
    }

    /// Tells those who hold a role in an office.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_role(&self, tx: &mut Tx, office: OfficeId, role: Role) -> Result<u64> {
        self.tell(tx, TELL_ROLE, values![office, role]).await
    }

    /// Tells the administrators of the centre what an office did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_centre(&self, tx: &mut Tx, office: OfficeId) -> Result<u64> {
        self.tell(tx, TELL_CENTRE, values![office]).await
    }

    /// Tells one person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_user(&self, tx: &mut Tx, office: OfficeId, user: UserId) -> Result<u64> {
        self.tell(tx, TELL_USER, values![office, user]).await
    }

    /// Tells those whom an item was given to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_assignees(&self, tx: &mut Tx, office: OfficeId, node: NodeId) -> Result<u64> {
        self.tell(tx, TELL_ASSIGNEES, values![office, node]).await
    }

    /// Tells those who wrote in the thread of an item.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_writers(&self, tx: &mut Tx, office: OfficeId, node: NodeId) -> Result<u64> {
        self.tell(tx, TELL_WRITERS, values![office, node]).await
    }
}

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Id of the event.
    pub id: i64,
    /// Office.
    pub office_id: OfficeId,
    /// What it is about.
    pub kind: NoticeKind,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Instrument.
    pub instrument_id: InstrumentId,
    /// Round.
    pub round: RoundCode,
    /// Item.
    pub node_id: Option<NodeId>,
    /// The day it speaks of.
    pub day: Option<Date>,
    /// When.
    pub created_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, office_id, kind, fiscal_year, instrument_id, round, node_id, day, created_at, read_at FROM notices
            WHERE user_id = $1",
            $rest
        )
    };
}

pub(crate) const COUNT_UNREAD: &str =
    "SELECT COUNT(*) AS n FROM notices WHERE user_id = $1 AND read_at IS NULL AND is_shown = 1";
pub(crate) const LIST: &str =
    select!(" AND is_shown = 1 AND (id, office_id) < ($2, $3) ORDER BY id DESC, office_id DESC LIMIT $4");
pub(crate) const FIND: &str = select!(" AND id = $2 AND office_id = $3");
pub(crate) const LIST_BY_MAIL: &str = select!(" AND mail_id = $2 AND read_at IS NULL ORDER BY id LIMIT $3");
pub(crate) const SAVE_READ: &str =
    "UPDATE notices SET read_at = $4 WHERE user_id = $1 AND id = $2 AND office_id = $3 AND read_at IS NULL";
pub(crate) const SAVE_ALL_READ: &str =
    "UPDATE notices SET read_at = $2 WHERE user_id = $1 AND read_at IS NULL AND is_shown = 1";
pub(crate) const SAVE_ITEM_READ: &str =
    "UPDATE notices SET read_at = $7 WHERE user_id = $1 AND read_at IS NULL AND is_shown = 1
    AND fiscal_year = $2 AND instrument_id = $3 AND round = $4 AND office_id = $5 AND node_id = $6";
pub(crate) const NEXT_USER: &str = "SELECT user_id FROM notices WHERE user_id > $1 ORDER BY user_id LIMIT 1";
pub(crate) const DELETE_READ: &str = "DELETE FROM notices WHERE user_id = $1 AND read_at < $2";
pub(crate) const LIST_PREFERENCES: &str =
    "SELECT kind, in_product, by_mail FROM notice_preferences WHERE user_id = $1 ORDER BY kind";
pub(crate) const FIND_LANGUAGE: &str = "SELECT language FROM user_languages WHERE user_id = $1";

/// How many notices a person has not read.
///
/// # Errors
/// When the database fails.
pub async fn count_unread(conn: &mut Conn, user: UserId) -> Result<i64> {
    conn.only(COUNT_UNREAD, values![user], |row| row.get("n")).await
}

/// The notices of a person, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, user: UserId, page: &Page<(i64, OfficeId)>) -> Result<Vec<NoticeRow>> {
    let (id, office) = page.after.map_or((i64::MAX, 0), |(id, office)| (id, office.0));
    conn.rows(LIST, values![user, id, office, page.limit()], read).await
}

/// A notice of a person.
///
/// # Errors
/// When the database fails.
pub async fn find(conn: &mut Conn, user: UserId, id: i64, office: OfficeId) -> Result<Option<NoticeRow>> {
    conn.row(FIND, values![user, id, office], read).await
}

/// What a mail of the day tells, oldest first, without what was read in the product meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn list_by_mail(conn: &mut Conn, user: UserId, mail: i64, limit: u32) -> Result<Vec<NoticeRow>> {
    conn.rows(LIST_BY_MAIL, values![user, mail, i64::from(limit)], read).await
}

fn read(row: &Row) -> Result<NoticeRow> {
    Ok(NoticeRow {
        id: row.get("id")?,
        office_id: row.get("office_id")?,
        kind: row.get("kind")?,
        fiscal_year: row.get("fiscal_year")?,
        instrument_id: row.get("instrument_id")?,
        round: row.get("round")?,
        node_id: row.get_opt("node_id")?,
        day: row.get_opt("day")?,
        created_at: row.get("created_at")?,
        read_at: row.get_opt("read_at")?,
    })
}

/// Notes that a notice was read.
///
/// # Errors
/// When the database fails.
pub async fn save_read(tx: &mut Tx, user: UserId, id: i64, office: OfficeId, now: Timestamp) -> Result<()> {
    tx.run(SAVE_READ, values![user, id, office, now]).await?;
    Ok(())
}

/// Notes that all notices of a person were read.
///
/// # Errors
/// When the database fails.
pub async fn save_all_read(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<()> {
    tx.run(SAVE_ALL_READ, values![user, now]).await?;
    Ok(())
}

/// The person with notices who comes next in the order of ids.
///
/// # Errors
/// When the database fails.
pub async fn next_user(conn: &mut Conn, after: UserId) -> Result<Option<UserId>> {
    conn.row(NEXT_USER, values![after], |row| row.get("user_id")).await
}

/// Removes what a person read before a moment; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn delete_read(tx: &mut Tx, user: UserId, before: Timestamp) -> Result<u64> {
    tx.run(DELETE_READ, values![user, before]).await
}

/// Notes that what was told of an item was read, because the person looked at the item.
///
/// # Errors
/// When the database fails.
pub async fn save_item_read(
    tx: &mut Tx,
    user: UserId,
    (key, node): (crate::self_report::ReportKey, NodeId),
    now: Timestamp,
) -> Result<()> {
    let row = values![user, key.fiscal_year, key.instrument_id, key.round, key.office_id, node, now];
    tx.run(SAVE_ITEM_READ, row).await?;
    Ok(())
}

/// What a person chose, by kind; kinds of which they chose nothing are not there.
///
/// # Errors
/// When the database fails.
pub async fn list_preferences(conn: &mut Conn, user: UserId) -> Result<Vec<(NoticeKind, Preference)>> {
    conn.rows(LIST_PREFERENCES, values![user], |row| {
        Ok((row.get("kind")?, Preference { in_product: row.get("in_product")?, by_mail: row.get("by_mail")? }))
    })
    .await
}

/// Keeps what a person chose for a kind.
///
/// # Errors
/// When the database fails.
pub async fn save_preference(tx: &mut Tx, user: UserId, kind: NoticeKind, preference: Preference) -> Result<()> {
    const SAVE: &str = "INSERT INTO notice_preferences (user_id, kind, in_product, by_mail) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id, kind) DO UPDATE SET in_product = excluded.in_product, by_mail = excluded.by_mail";
    tx.run(SAVE, values![user, kind, preference.in_product, preference.by_mail]).await?;
    Ok(())
}

/// The language in which a person wants mail, where they chose one.
///
/// # Errors
/// When the database fails.
pub async fn language(conn: &mut Conn, user: UserId) -> Result<Option<String>> {
    conn.row(FIND_LANGUAGE, values![user], |row| row.get("language")).await
}

/// Keeps the language in which a person wants mail.
///
/// # Errors
/// When the database fails.
pub async fn save_language(tx: &mut Tx, user: UserId, language: &str) -> Result<()> {
    const SAVE: &str = "INSERT INTO user_languages (user_id, language) VALUES ($1, $2)
        ON CONFLICT (user_id) DO UPDATE SET language = excluded.language";
    tx.run(SAVE, values![user, language]).await?;
    Ok(())
}
