//! The audit log and its head.

use domain::audit::{AuditEntry, Broken, Head, Outcome, Record, Tampering, Verifier, office_of};
use domain::office::OfficeCode;
use jiff::Timestamp;

use crate::db::{Conn, Db, Engine, Tx};
use crate::error::{Error, Result};
use crate::page::Page;
use crate::row::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT seq, at, actor, action, entity, outcome, detail, prev_hash, hash, office FROM audit_entries WHERE ",
            $rest
        )
    };
}

pub(crate) const LIST: &str = select!("(at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4");
pub(crate) const LIST_BY_ENTITY: &str =
    select!("entity = $5 AND (at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4");
pub(crate) const LIST_BY_ACTOR: &str =
    select!("actor = $5 AND (at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4");
pub(crate) const LIST_BY_OFFICE: &str =
    select!("office = $5 AND (at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4");
pub(crate) const LIST_BY_ACTION: &str =
    select!("action = $5 AND (at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4");
pub(crate) const LIST_NOT_DONE: &str = select!(
    "outcome = $5 AND outcome <> 'done' AND (at, seq) < ($1, $2) AND at >= $3 ORDER BY at DESC, seq DESC LIMIT $4"
);
pub(crate) const WALK: &str = select!("seq > $1 ORDER BY seq LIMIT $2");
pub(crate) const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE id = 1";

/// Puts a record at the end of the log. Call it last, right before [`Tx::commit`]: from here to the commit all other writers that
/// record something wait.
///
/// # Errors
/// When the database fails.
pub async fn append(tx: &mut Tx, record: Record) -> Result<AuditEntry> {
    const INSERT: &str =
        "INSERT INTO audit_entries (seq, at, actor, action, entity, outcome, detail, prev_hash, hash, office)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    const MOVE: &str = "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1";
    let sql = tx.engine().for_update(HEAD);
    let entry = tx.only(&sql, values![], read_head).await?.append(record);
    let AuditEntry { seq, record, prev_hash, hash } = &entry;
    let Record { at, actor, action, entity, outcome, detail } = record;
    let office = office_of(entity);
    let values = values![*seq, *at, *actor, *action, *entity, *outcome, *detail, *prev_hash, *hash, office];
    match tx.engine() {
        // At once: whoever waits for the head waits for a way to the server less.
        Engine::Postgres => {
            let both = format!("WITH moved AS (UPDATE audit_head SET seq = $1, hash = $9 WHERE id = 1) {INSERT}");
            tx.run(&both, values).await?
        }
        Engine::Sqlite => {
            tx.run(INSERT, values).await?;
            tx.run(MOVE, values![*seq, *hash]).await?
        }
    };
    Ok(entry)
}

/// The end of the log.
///
/// # Errors
/// When the database fails.
pub async fn head(conn: &mut Conn) -> Result<Head> {
    conn.only(HEAD, values![], read_head).await
}

fn read_head(row: &Row) -> Result<Head> {
    Ok(Head { seq: row.get("seq")?, hash: row.get("hash")? })
}

/// Which entries are wanted: those for which all that is given holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditFilter<'a> {
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// On this entity.
    pub entity: Option<&'a str>,
    /// By this actor.
    pub actor: Option<&'a str>,
    /// Of what is this office's.
    pub office: Option<&'a OfficeCode>,
    /// This action.
    pub action: Option<&'a str>,
    /// That ended so.
    pub outcome: Option<Outcome>,
}

impl AuditFilter<'_> {
    /// The statement that finds the fewest entries by an index, and what it is given to find.
    fn lead(&self) -> (&'static str, Option<String>) {
        let refused = self.outcome.filter(|outcome| *outcome != Outcome::Done).map(Outcome::as_str);
        let ways = [
            (LIST_BY_ENTITY, self.entity),
            (LIST_BY_ACTOR, self.actor),
            (LIST_NOT_DONE, refused),
            (LIST_BY_OFFICE, self.office.map(OfficeCode::as_str)),
            (LIST_BY_ACTION, self.action),
        ];
        let led = ways.into_iter().find_map(|(sql, key)| Some((sql, Some(key?.to_owned()))));
        led.unwrap_or((LIST, None))
    }

    fn matches(&self, record: &Record) -> bool {
        self.entity.is_none_or(|entity| record.entity == entity)
            && self.actor.is_none_or(|actor| record.actor == actor)
            && self.outcome.is_none_or(|outcome| record.outcome == outcome)
            && self.action.is_none_or(|action| record.action == action)
            && self.office.is_none_or(|office| office_of(&record.entity).as_ref() == Some(office))
    }

    /// How many conditions have to be looked at entry by entry.
    fn is_led_alone(&self) -> bool {
        let others = [self.entity.is_some(), self.actor.is_some(), self.action.is_some(), self.office.is_some()];
        others.into_iter().filter(|is_given| *is_given).count() + usize::from(self.outcome.is_some()) <= 1
            && self.outcome != Some(Outcome::Done)
    }
}

/// Where an entry stands in a list: when it was, and its place in the chain among those of the same moment.
pub type Moment = (Timestamp, i64);

/// A stretch of the log, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries {
    /// The entries, fewer than asked for when they lie far apart.
    pub entries: Vec<AuditEntry>,
    /// Where the search goes on; none when there is no older entry.
    pub next: Option<Moment>,
}

/// Entries that are read at a time where not all that is read is wanted.
const STRETCH: usize = 1000;
/// Stretches that one call reads, so that a rare thing in a long log is found in several calls and none of them takes long.
const STRETCHES: usize = 5;

/// Entries of the log, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, filter: &AuditFilter<'_>, page: &Page<Moment>) -> Result<Entries> {
    let (sql, key) = filter.lead();
    let wanted = page.limit as usize;
    let stretch = if filter.is_led_alone() { wanted + 1 } else { STRETCH };
    let from = filter.from.unwrap_or(Timestamp::MIN);
    let begin = (filter.before.unwrap_or(Timestamp::MAX), i64::MIN);
    let mut after = page.after.map_or(begin, |after| after.min(begin));
    let mut entries: Vec<AuditEntry> = Vec::new();
    for _ in 0..STRETCHES {
        let mut row = values![after.0, after.1, from, i64::try_from(stretch).unwrap_or(i64::MAX)];
        row.extend(key.as_deref().map(|key| key.into()));
        let found = conn.rows(sql, row, read).await?;
        let is_last = found.len() < stretch;
        for entry in found {
            if !filter.matches(&entry.record) {
                after = place(&entry);
                continue;
            }
            if entries.len() == wanted {
                return Ok(Entries { entries, next: Some(after) });
            }
            after = place(&entry);
            entries.push(entry);
        }
        if is_last {
            return Ok(Entries { entries, next: None });
        }
    }
    Ok(Entries { entries, next: Some(after) })
}

fn place(entry: &AuditEntry) -> Moment {
    (entry.record.at, entry.seq)
}

fn read(row: &Row) -> Result<AuditEntry> {
    Ok(AuditEntry {
        seq: row.get("seq")?,
        record: Record {
            at: row.get("at")?,
            actor: row.get("actor")?,
            action: row.get("action")?,
            entity: row.get("entity")?,
            outcome: row.get("outcome")?,
            detail: row.get("detail")?,
        },
        prev_hash: row.get("prev_hash")?,
        hash: row.get("hash")?,
    })
}

/// Walks the whole log page by page and compares its end with the head. The inner result says which entry was changed, removed or moved.
///
/// # Errors
/// When the database fails.
pub async fn verify(db: &Db) -> Result<Result<Head, Broken>> {
    verify_telling(db, |_, _| true).await
}

/// [`verify`] that tells how far it has come of how far, and stops when the answer is no. Between two pages it holds nothing, so that a long
/// log is in nobody's way while it is walked.
///
/// # Errors
/// [`Error::Stopped`] when it was stopped; when the database fails.
pub async fn verify_telling(db: &Db, mut tell: impl FnMut(i64, i64) -> bool) -> Result<Result<Head, Broken>> {
    const PAGE: i64 = 2000;
    let mut verifier = Verifier::default();
    let mut after = i64::MIN;
    loop {
        // Both in one snapshot: the log may have grown since the last page.
        let mut conn = db.read().await?;
        let kept = head(&mut conn).await?;
        let entries = conn.rows(WALK, values![after, PAGE], |row| Ok((read(row)?, row.get_opt("office")?))).await?;
        drop(conn);
        let Some((last, _)) = entries.last() else {
            return Ok(verifier.finish().and_then(|reached| reached.check(kept).map(|()| reached)));
        };
        after = last.seq;
        for (entry, office) in entries {
            let seq = entry.seq;
            let is_found_by = office_of(&entry.record.entity) == office;
            if let Err(broken) = verifier.push(entry) {
                return Ok(Err(broken));
            }
            if !is_found_by {
                return Ok(Err(Broken { seq, what: Tampering::Changed }));
            }
        }
        if !tell(after, kept.seq) {
            return Err(Error::Stopped);
        }
    }
}
