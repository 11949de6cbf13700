//! The audit log and its head.

use domain::audit::{AuditEntry, Broken, Head, Record, Verifier};

use crate::db::{Conn, Db, Tx};
use crate::error::Result;
use crate::page::Page;
use crate::row::{Row, values};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT seq, at, actor, action, entity, outcome, detail, prev_hash, hash FROM audit_entries WHERE ",
            $rest
        )
    };
}

pub(crate) const LIST: &str = select!("seq < $1 ORDER BY seq DESC LIMIT $2");
pub(crate) const LIST_BY_ENTITY: &str = select!("entity = $3 AND seq < $1 ORDER BY seq DESC LIMIT $2");
pub(crate) const LIST_BY_ACTOR: &str = select!("actor = $3 AND seq < $1 ORDER BY seq DESC LIMIT $2");
pub(crate) const WALK: &str = select!("seq > $1 ORDER BY seq LIMIT $2");
pub(crate) const HEAD: &str = "SELECT seq, hash FROM audit_head WHERE id = 1";

/// Puts a record at the end of the log. Call it last, right before [`Tx::commit`]: from here to the commit all other writers that
/// record something wait.
///
/// # Errors
/// When the database fails.
pub async fn append(tx: &mut Tx, record: Record) -> Result<AuditEntry> {
    const INSERT: &str = "INSERT INTO audit_entries (seq, at, actor, action, entity, outcome, detail, prev_hash, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    const MOVE: &str = "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1";
    let sql = tx.engine().for_update(HEAD);
    let entry = tx.only(&sql, values![], read_head).await?.append(record);
    let AuditEntry { seq, record, prev_hash, hash } = &entry;
    let Record { at, actor, action, entity, outcome, detail } = record;
    tx.run(INSERT, values![*seq, *at, *actor, *action, *entity, *outcome, *detail, *prev_hash, *hash]).await?;
    tx.run(MOVE, values![*seq, *hash]).await?;
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

/// Which entries are wanted.
#[derive(Clone, Copy, Debug)]
pub enum AuditFilter<'a> {
    /// All.
    All,
    /// Those on this entity.
    Entity(&'a str),
    /// Those of this actor.
    Actor(&'a str),
}

/// Entries of the log, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(conn: &mut Conn, filter: AuditFilter<'_>, page: &Page<i64>) -> Result<Vec<AuditEntry>> {
    let before = page.after.unwrap_or(i64::MAX);
    match filter {
        AuditFilter::All => conn.rows(LIST, values![before, page.limit()], read).await,
        AuditFilter::Entity(entity) => conn.rows(LIST_BY_ENTITY, values![before, page.limit(), entity], read).await,
        AuditFilter::Actor(actor) => conn.rows(LIST_BY_ACTOR, values![before, page.limit(), actor], read).await,
    }
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
    const PAGE: i64 = 2000;
    let mut conn = db.read().await?;
    let kept = head(&mut conn).await?;
    let mut verifier = Verifier::default();
    let mut after = i64::MIN;
    loop {
        let entries = conn.rows(WALK, values![after, PAGE], read).await?;
        let Some(last) = entries.last() else { break };
        after = last.seq;
        for entry in entries {
            if let Err(broken) = verifier.push(entry) {
                return Ok(Err(broken));
            }
        }
    }
    Ok(verifier.finish().and_then(|reached| reached.check(kept).map(|()| reached)))
}
