//! Mail: what waits is put together, handed to the mail server, and tried again later where the server does not take it.
//!
//! How far a mail has come stands in its own row; handing it over is no change that anybody would look for in the audit log. The link for
//! a new password is, and is made through the door.

mod letter;

use std::time::Duration;

use domain::id::UserId;
use domain::notice::MailKind;
use domain::policy::{Action, Actor, Entity};
use domain::problem::Fault;
use domain::sign_in::{Counted, refused_until, remembered_since};
use domain::user::Login;
use jiff::{SignedDuration, Timestamp};
use lettre::message::Mailbox;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use store::mail::{Ending, MailRow};

use crate::door::{App, Ctx};
use crate::error::{AppError, Result};
use crate::{notice, one_time_link};
use letter::Letter;

/// How long one process may take to hand a mail over before another tries.
const LEASE: Duration = Duration::from_secs(5 * 60);
/// How long the mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// What could not be handed over for so long is given up.
const LASTS: SignedDuration = SignedDuration::from_hours(2 * 24);
/// How long it is known what was sent.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Longest time between two attempts.
const LONGEST_DELAY: SignedDuration = SignedDuration::from_hours(6);
/// A person gets one mail with a link in this time, however often it is asked for.
const RESET_EVERY: SignedDuration = SignedDuration::from_mins(10);
/// Most lines of the mail of a day; beyond it the mail says that there is more.
const LINES_MAX: u32 = 50;
/// Most mails in one go, so that a caller that is told to stop does.
const AT_ONCE: u64 = 500;

/// The mail server, and who writes from where.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    site: String,
}

impl Mailer {
    /// A mail server by its address (`smtps://user:password@host`, `smtp://host:587?tls=required`), the sender (`e-MES <emes@host>`), and
    /// the address at which people reach the pages.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn new(url: &str, from: &str, site: &str) -> Result<Mailer, Fault> {
        let wrong = |setting: &'static str| Fault::new("mail-setting").with("setting", setting);
        let host = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://"));
        let host = host.and_then(|rest| rest.split(['/', ':']).next()).filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| wrong("public_url"))?;
        let from = from.parse().map_err(|_| wrong("mail_from"))?;
        // The cause would show the password.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| wrong("mail_url"))?;
        let transport = builder.hello_name(ClientId::Domain(host.to_owned())).timeout(Some(PATIENCE)).build();
        Ok(Mailer { transport, from, site: site.trim_end_matches('/').to_owned() })
    }
}

/// What became of an attempt.
enum Attempt {
    Sent,
    /// It is not to be sent, for this reason.
    Dropped(String),
    /// Later, because of this.
    Later(String),
    /// The server is not to be reached: the others need not be tried either.
    Unreachable(String),
}

/// Sends what waits and returns how many mails the server took. It may run in several processes at once: each mail is claimed by one. A
/// process that ends between handing over and noting it makes a mail go out twice, with the same identifier.
///
/// # Errors
/// When the database fails.
pub async fn send_due(app: &App, mailer: &Mailer) -> Result<u64> {
    let mut sent = 0;
    for _ in 0..AT_ONCE {
        let now = app.clock().now();
        let mut tx = app.db().write().await?;
        let claimed = store::mail::claim(&mut tx, LEASE, now).await?;
        if claimed.is_none() {
            store::mail::delete_old(&mut tx, now - KEPT).await?;
        }
        tx.commit().await?;
        let Some(mail) = claimed else { break };
        let attempt = attempt(app, mailer, &mail, now).await?;
        let again = now + (SignedDuration::from_mins(1_i64 << mail.attempts.clamp(0, 20))).min(LONGEST_DELAY);
        let ending = match &attempt {
            Attempt::Sent => Ending::Done(None),
            Attempt::Dropped(error) => Ending::Done(Some(error)),
            Attempt::Later(error) | Attempt::Unreachable(error) => Ending::Retry(again, error),
        };
        let mut tx = app.db().write().await?;
        store::mail::finish(&mut tx, &mail, ending, app.clock().now()).await?;
        tx.commit().await?;
        match attempt {
            Attempt::Sent => sent += 1,
            Attempt::Unreachable(error) => {
                tracing::warn!(%error, "the mail server is not to be reached");
                break;
            }
            Attempt::Dropped(error) | Attempt::Later(error) => {
                tracing::warn!(%error, id = mail.id, "a mail was not taken")
            }
        }
    }
    Ok(sent)
}

async fn attempt(app: &App, mailer: &Mailer, mail: &MailRow, now: Timestamp) -> Result<Attempt> {
    if mail.created_at < now - LASTS {
        return Ok(Attempt::Dropped("given up".to_owned()));
    }
    let mut conn = app.db().read().await?;
    let person = store::user::find(&mut conn, mail.user_id).await?.filter(|row| row.disabled_at.is_none());
    let Some(address) = person.and_then(|row| row.user.email) else {
        return Ok(Attempt::Dropped("no address".to_owned()));
    };
    let Ok(to) = address.parse() else { return Ok(Attempt::Dropped("not an address".to_owned())) };
    let language = notice::language_of(&mut conn, mail.user_id).await?.unwrap_or_default();
    let letter = match mail.kind {
        MailKind::Digest => {
            let rows = store::notice::list_by_mail(&mut conn, mail.user_id, mail.id, LINES_MAX + 1).await?;
            if rows.is_empty() {
                return Ok(Attempt::Dropped("read already".to_owned()));
            }
            let mut lines = notice::in_words(app, &mut conn, rows, language).await?;
            let is_more = lines.len() > LINES_MAX as usize;
            lines.truncate(LINES_MAX as usize);
            Letter::digest(language, &lines, is_more)
        }
        MailKind::Reset => {
            // Reading ends before the link is written.
            drop(conn);
            match one_time_link::create(app, &Actor::operator(), mail.user_id).await {
                Ok(token) => Letter::reset(language, &token.to_text()),
                Err(AppError::Refused(fault)) => return Ok(Attempt::Dropped(fault.key.to_owned())),
                Err(error) => return Err(error),
            }
        }
    };
    let message = match letter.message(mailer, to, mail) {
        Ok(message) => message,
        Err(error) => return Ok(Attempt::Dropped(error.to_string())),
    };
    Ok(match mailer.transport.send(message).await {
        Ok(_) => Attempt::Sent,
        Err(error) if error.is_permanent() => Attempt::Dropped(error.to_string()),
        Err(error) if error.is_transient() => Attempt::Later(error.to_string()),
        Err(error) => Attempt::Unreachable(error.to_string()),
    })
}

/// Asks for a mail with a link for a new password, for whoever has this login or this e-mail address. Whether there is somebody cannot be
/// told from the outside. Every request counts as a failure of its network address, so that nobody asks for the mail of thousands.
///
/// # Errors
/// `forgotten-wait` after too many requests from one address; when the database fails.
pub async fn forget_password(app: &App, who: &str, address: &str) -> Result<()> {
    let subject = format!("forgotten:{address}");
    let public = Actor::public();
    let wait = app.run(&public, Action::UserForgetPassword, &Entity::System, "users", async |ctx| {
        let since = remembered_since(ctx.now);
        let before = store::sign_in::find(&mut ctx.tx, &subject, since).await?;
        let until = before
            .and_then(|failures| refused_until(Counted::Address, failures, ctx.now))
            .filter(|until| *until > ctx.now);
        if let Some(until) = until {
            ctx.nothing_changed();
            return Ok(Some(until.duration_since(ctx.now).as_mins() + 1));
        }
        store::sign_in::count_up(&mut ctx.tx, &subject, since, ctx.now).await?;
        let people = people_called(ctx, who).await?;
        let mut asked = 0;
        for user in people {
            let is_new = store::mail::insert_reset(&mut ctx.tx, user, ctx.now - RESET_EVERY, ctx.now).await?;
            asked += u32::from(is_new);
        }
        ctx.detail("address", address);
        ctx.detail("mails", asked);
        Ok(None)
    });
    match wait.await? {
        None => Ok(()),
        Some(minutes) => Err(Fault::new("forgotten-wait").with("minutes", minutes).into()),
    }
}

/// Those who have this login or e-mail address, and an address to which mail can go.
async fn people_called(ctx: &mut Ctx, who: &str) -> Result<Vec<UserId>> {
    let mut people = store::user::list_by_email(&mut ctx.tx, who.trim()).await?;
    if let Ok(login) = Login::new(who) {
        people.extend(store::user::find_by_login(&mut ctx.tx, &login).await?);
    }
    let mut ids: Vec<UserId> = people
        .into_iter()
        .filter(|row| row.user.email.is_some() && row.disabled_at.is_none())
        .map(|row| row.id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
