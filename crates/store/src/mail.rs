//! Mail that waits to be sent: to whom and what for. What it says is put together when it is sent.
//!
//! A mail is claimed like a job ([`crate::job`]): the moment from which it may be sent moves to the end of the lease, and the attempt is
//! the right to finish it.

use std::time::Duration;

use domain::id::UserId;
use domain::notice::MailKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::db::{Conn, Tx};
use crate::error::{Cause, Result};
use crate::row::{Column, values};

impl Column for MailKind {
    type Raw = String;

    fn to_raw(&self) -> String {
        self.as_str().to_owned()
    }

    fn from_raw(raw: String) -> Result<MailKind, Cause> {
        MailKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == raw)
            .ok_or_else(|| format!("no kind of mail: {raw}").into())
    }
}

/// A mail that was claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Id.
    pub id: i64,
    /// To whom.
    pub user_id: UserId,
    /// What for.
    pub kind: MailKind,
    /// How often it was claimed, this time among them.
    pub attempts: i32,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It was handed over, or is not to be sent any more for the reason that is given.
    Done(Option<&'a str>),
    /// It is tried again from this moment on, because of this.
    Retry(Timestamp, &'a str),
}

pub(crate) const NEXT: &str = "SELECT id, user_id, kind, attempts, created_at FROM mails
    WHERE finished_at IS NULL AND run_after <= $1 ORDER BY run_after LIMIT 1";
pub(crate) const COUNT_WAITING: &str = "SELECT COUNT(*) AS n FROM mails WHERE finished_at IS NULL";
pub(crate) const CLAIM: &str =
    "UPDATE mails SET run_after = $3, attempts = attempts + 1 WHERE user_id = $1 AND id = $2";
pub(crate) const FINISH: &str = "UPDATE mails SET finished_at = $4, error = $5
    WHERE user_id = $1 AND id = $2 AND attempts = $3 AND finished_at IS NULL";
pub(crate) const RETRY: &str = "UPDATE mails SET run_after = $4, error = $5
    WHERE user_id = $1 AND id = $2 AND attempts = $3 AND finished_at IS NULL";
pub(crate) const DELETE_OLD: &str = "DELETE FROM mails WHERE finished_at < $1";
pub(crate) const FORGET: &str = "UPDATE notices SET mail_id = NULL
    WHERE mail_id = 0 AND (read_at IS NOT NULL OR created_at <= $1)";
pub(crate) const COLLECT: &str = "INSERT INTO mails (user_id, id, kind, day, run_after, attempts, created_at)
    SELECT DISTINCT n.user_id, $1, 'digest', $2, $3, 0, $3 FROM notices n WHERE n.mail_id = 0
    AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.user_id = n.user_id AND m.day = $2) ON CONFLICT DO NOTHING";
pub(crate) const ATTACH: &str = "UPDATE notices SET mail_id = $1 WHERE mail_id = 0
    AND EXISTS (SELECT 1 FROM mails m WHERE m.user_id = notices.user_id AND m.id = $1)";

/// Puts everything that waits for the mail of a day into one mail for each person; who has had theirs waits for the next day. What was read
/// already or is older than `since` is forgotten. Returns how many mails there are to send.
///
/// # Errors
/// When the database fails.
pub async fn collect(tx: &mut Tx, day: Date, since: Timestamp, now: Timestamp) -> Result<u64> {
    tx.run(FORGET, values![since]).await?;
    let id = tx.next_id(now);
    let mails = tx.run(COLLECT, values![id, day, now]).await?;
    if mails > 0 {
        tx.run(ATTACH, values![id]).await?;
    }
    Ok(mails)
}

/// Asks for a mail with a link for a new password, unless one was asked for after `since`. Returns whether it will be sent.
///
/// # Errors
/// When the database fails.
pub async fn insert_reset(tx: &mut Tx, user: UserId, since: Timestamp, now: Timestamp) -> Result<bool> {
    const INSERT: &str = "INSERT INTO mails (user_id, id, kind, run_after, attempts, created_at)
        SELECT $1, $2, 'reset', $3, 0, $3 WHERE NOT EXISTS
        (SELECT 1 FROM mails m WHERE m.user_id = $1 AND m.day IS NULL AND m.kind = 'reset' AND m.created_at > $4)";
    Ok(tx.run(INSERT, values![user, tx.next_id(now), now, since]).await? > 0)
}

/// Claims the mail that has waited longest, for the length of a lease. Commit at once, then send.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, lease: Duration, now: Timestamp) -> Result<Option<MailRow>> {
    let sql = tx.engine().skip_locked(NEXT);
    let mail = tx.row(&sql, values![now], |row| {
        Ok(MailRow {
            id: row.get("id")?,
            user_id: row.get("user_id")?,
            kind: row.get("kind")?,
            attempts: row.get::<i32>("attempts")? + 1,
            created_at: row.get("created_at")?,
        })
    });
    let Some(mail) = mail.await? else { return Ok(None) };
    let until = now.checked_add(lease).unwrap_or(Timestamp::MAX);
    tx.run(CLAIM, values![mail.user_id, mail.id, until]).await?;
    Ok(Some(mail))
}

/// Ends an attempt. False when the mail is someone else's by now.
///
/// # Errors
/// When the database fails.
pub async fn finish(tx: &mut Tx, mail: &MailRow, ending: Ending<'_>, now: Timestamp) -> Result<bool> {
    let ended = match ending {
        Ending::Done(error) => tx.run(FINISH, values![mail.user_id, mail.id, mail.attempts, now, error]).await?,
        Ending::Retry(at, error) => tx.run(RETRY, values![mail.user_id, mail.id, mail.attempts, at, error]).await?,
    };
    Ok(ended == 1)
}

/// How many mails wait to be sent.
///
/// # Errors
/// When the database fails.
pub async fn count_waiting(conn: &mut Conn) -> Result<i64> {
    conn.only(COUNT_WAITING, values![], |row| row.get("n")).await
}

/// Removes what was finished before a moment.
///
/// # Errors
/// When the database fails.
pub async fn delete_old(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.run(DELETE_OLD, values![before]).await
}
