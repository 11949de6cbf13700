//! What the program finds out about a file after it came: what the virus scanner says, and whether citizen numbers stand in it. Until
//! then the file waits; a scanner that does not answer is asked again.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use domain::attachment::{MediaType, Privacy, Scan};
use domain::policy::{Action, Actor, Entity};
use futures_util::{StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
use store::SaveError;
use store::attachment::{AttachmentRow, Facts};

use super::Evidence;
use crate::door::App;
use crate::error::{AppError, Result};

/// Files looked into at a time, and the time one may take before another process takes over.
const AT_ONCE: u32 = 8;
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The scanner is asked again after this long, doubled each time up to the longest.
const AGAIN: SignedDuration = SignedDuration::from_secs(15);
const AGAIN_MAX: SignedDuration = SignedDuration::from_mins(10);
/// Longest time the scanner may take for one file.
const SCAN_TIME: Duration = Duration::from_secs(120);
/// Files with more bytes are not read for their words.
const WORDS_MAX: i64 = 100_000_000;

/// Where the virus scanner clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    /// "127.0.0.1:3310"
    Tcp(String),
    /// "/run/clamav/clamd.ctl"
    Socket(PathBuf),
}

impl Scanner {
    /// From a setting: a path of a socket, or host and port.
    pub fn parse(address: &str) -> Scanner {
        match address.strip_prefix("unix:").unwrap_or(address) {
            path if path.starts_with('/') => Scanner::Socket(path.into()),
            host => Scanner::Tcp(host.to_owned()),
        }
    }

    async fn scan(
        &self,
        bytes: impl futures_util::Stream<Item = store::Result<Bytes>> + Send + 'static,
    ) -> io::Result<Scan> {
        let bytes = bytes.map_err(io::Error::other);
        let asked = async {
            match self {
                Scanner::Tcp(address) => {
                    let connection = clamav_client::tokio::Tcp { host_address: address.as_str() };
                    clamav_client::tokio::scan_stream(bytes, connection, None).await
                }
                Scanner::Socket(path) => {
                    let connection = clamav_client::tokio::Socket { socket_path: path.as_path() };
                    clamav_client::tokio::scan_stream(bytes, connection, None).await
                }
            }
        };
        let answer = tokio::time::timeout(SCAN_TIME, asked).await.map_err(|_| io::ErrorKind::TimedOut)??;
        let words = String::from_utf8_lossy(&answer);
        match words.trim_end_matches(['\0', '\n']) {
            words if words.ends_with("OK") => Ok(Scan::Clean),
            words if words.ends_with("FOUND") => Ok(Scan::Infected),
            // Too large for it, out of memory, a database that is being loaded.
            words => Err(io::Error::other(words.to_owned())),
        }
    }
}

/// What is to be found out about a new file.
pub(super) fn to_do(kind: MediaType, scanner: Option<&Scanner>, now: Timestamp) -> Facts {
    let scan = if scanner.is_some() { Scan::Waiting } else { Scan::Off };
    let privacy = if kind.holds_words() { Privacy::Waiting } else { Privacy::Unread };
    let is_open = scan == Scan::Waiting || privacy == Privacy::Waiting;
    Facts { scan, privacy, inspect_at: is_open.then_some(now), ..Facts::default() }
}

/// Looks into the files that wait; how many of them it knows all about now.
///
/// # Errors
/// When the database or the object store fails.
pub async fn inspect(app: &App, evidence: &Evidence) -> Result<usize> {
    let due = store::attachment::list_to_inspect(&mut app.db().read().await?, app.clock().now(), AT_ONCE).await?;
    let mut done = 0;
    for row in due {
        if let Some(row) = claim(app, row).await? {
            let facts = look(app, evidence, &row).await?;
            done += usize::from(facts.inspect_at.is_none());
            save(app, &row, facts).await?;
        }
    }
    Ok(done)
}

/// Takes a file for this process; none when another was quicker.
async fn claim(app: &App, row: AttachmentRow) -> Result<Option<AttachmentRow>> {
    app.run(&Actor::operator(), Action::AttachmentSave, &Entity::System, &on(&row), async |ctx| {
        ctx.nothing_changed();
        let inspect_at = Some(later(ctx.now, LEASE));
        let facts = Facts { inspect_at, inspections: row.facts.inspections + 1, ..row.facts.clone() };
        match store::attachment::save_facts(&mut ctx.tx, row.id, row.version, &facts).await {
            Ok(version) => Ok(Some(AttachmentRow { version, facts, ..row.clone() })),
            Err(SaveError::Conflict(_) | SaveError::Gone) => Ok(None),
            Err(error) => Err(AppError::from(error)),
        }
    })
    .await
}

async fn look(app: &App, evidence: &Evidence, row: &AttachmentRow) -> Result<Facts> {
    let mut facts = row.facts.clone();
    let gone = || AppError::Internal(format!("the object {} is gone", row.attachment.sha256));
    let bytes = async || evidence.objects.get(&row.attachment.sha256).await?.ok_or_else(gone);
    if facts.scan == Scan::Waiting
        && let Some(scanner) = &evidence.rules.scanner
    {
        match scanner.scan(bytes().await?).await {
            Ok(scan) => facts.scan = scan,
            Err(error) => tracing::warn!(cause = %error, attachment = row.id.0, "the virus scanner gave no answer"),
        }
    }
    if facts.privacy == Privacy::Waiting && facts.scan != Scan::Infected {
        let kind = MediaType::taken(&row.attachment.media_type).filter(|_| row.attachment.size <= WORDS_MAX);
        facts.privacy = match kind {
            Some(kind) => {
                let mut whole = BytesMut::new();
                let mut pieces = bytes().await?.boxed();
                while let Some(piece) = pieces.try_next().await? {
                    whole.extend_from_slice(&piece);
                }
                let (reader, whole) = (evidence.rules.reader.clone(), whole.freeze());
                let read = tokio::task::spawn_blocking(move || reader.read(kind, whole)).await;
                let read = read.map_err(|panic| AppError::Internal(panic.to_string()))?;
                let read = read.map_err(|error| AppError::Internal(format!("no file can be read: {error}")))?;
                read.map_or(Privacy::Unread, Privacy::of)
            }
            None => Privacy::Unread,
        };
    }
    let is_open = facts.scan == Scan::Waiting;
    let wait = (0..facts.inspections.min(10)).fold(AGAIN, |wait, _| (wait * 2).min(AGAIN_MAX));
    facts.inspect_at = is_open.then(|| later(app.clock().now(), wait));
    Ok(facts)
}

async fn save(app: &App, row: &AttachmentRow, facts: Facts) -> Result<()> {
    app.run(&Actor::operator(), Action::AttachmentSave, &Entity::System, &on(row), async |ctx| {
        let before = (row.facts.scan, row.facts.privacy.as_str());
        if before == (facts.scan, facts.privacy.as_str()) {
            ctx.nothing_changed();
        }
        ctx.detail("scan", facts.scan.as_str());
        ctx.detail("numbers", facts.privacy.as_str());
        match store::attachment::save_facts(&mut ctx.tx, row.id, row.version, &facts).await {
            Ok(_) => Ok(()),
            // A person said something about it meanwhile: the lease ends, and it is looked at again.
            Err(SaveError::Conflict(_) | SaveError::Gone) => {
                ctx.nothing_changed();
                Ok(())
            }
            Err(error) => Err(AppError::from(error)),
        }
    })
    .await
}

fn on(row: &AttachmentRow) -> String {
    format!("attachment:{}", row.id)
}

fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

impl Evidence {
    /// Looks after the library until it is stopped: looks into new files at once, into others when they are due, and once a day removes
    /// what nothing names any more, here and among the notices.
    pub async fn tend(&self, app: &App) {
        const IDLE: Duration = Duration::from_secs(5);
        const DAY: SignedDuration = SignedDuration::from_hours(24);
        let mut swept: Option<Timestamp> = None;
        while !self.is_over.load(Ordering::SeqCst) {
            match inspect(app, self).await {
                Ok(0) => {}
                Ok(_) => continue,
                Err(error) => tracing::error!(cause = ?error, "files cannot be looked into"),
            }
            let now = app.clock().now();
            if swept.is_none_or(|swept| now.duration_since(swept) > DAY) {
                swept = Some(now);
                if let Err(error) = crate::upload::tidy(app, &self.objects).await {
                    tracing::error!(cause = ?error, "what nobody needs cannot be removed");
                }
                if let Err(error) = crate::notice::tidy(app).await {
                    tracing::error!(cause = ?error, "old notices cannot be removed");
                }
            }
            let _ = tokio::time::timeout(IDLE, self.wake.notified()).await;
        }
    }
}
