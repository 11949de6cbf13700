//! The one door of every write: authorise, change, audit and commit together, or leave nothing but a note of the attempt.

use std::sync::Arc;

use domain::audit::{Outcome, Record};
use domain::policy::{Action, Actor, Entity, allows};
use domain::problem::Fault;
use jiff::Timestamp;
use serde_json::{Map, Value};
use store::{Conn, Db, Tx};

use crate::clock::Clock;
use crate::error::{AppError, Result};
use crate::instrument::Revisions;
use crate::public::Editions;
use crate::secret::Vault;
use crate::webhook::Teller;

/// How often a transaction that collided with another is tried again.
const TRIES: u32 = 5;

/// The use cases' hold on the world: a database and a clock.
#[derive(Clone)]
pub struct App {
    db: Db,
    clock: Clock,
    instruments: Arc<Revisions>,
    editions: Arc<Editions>,
    vault: Option<Vault>,
    teller: Option<Teller>,
}

/// What a use case works with inside the door.
pub struct Ctx {
    /// The transaction.
    pub tx: Tx,
    /// This moment, the same for everything the use case does.
    pub now: Timestamp,
    /// Who acts.
    pub actor: String,
    detail: Map<String, Value>,
    changed: bool,
    outcome: Outcome,
    is_allowed: bool,
}

impl Ctx {
    /// Puts a detail into the audit entry.
    pub fn detail(&mut self, key: &str, value: impl Into<Value>) {
        self.detail.insert(key.to_owned(), value.into());
    }

    /// Says that what was asked for is refused though what the work wrote stays, as a count of such attempts.
    pub fn denied(&mut self) {
        self.outcome = Outcome::Denied;
    }

    /// Asks the policy on what the use case found. Every work given to [`App::enter`] asks, before it changes anything.
    ///
    /// # Errors
    /// When the actor may not.
    pub(crate) fn allow(&mut self, actor: &Actor, action: Action, entity: &Entity) -> Result<()> {
        check(actor, action, entity)?;
        self.is_allowed = true;
        Ok(())
    }

    /// Says that nothing had to be changed, so that there is nothing to put on record.
    pub fn nothing_changed(&mut self) {
        self.changed = false;
    }
}

impl App {
    /// Use cases on a database.
    pub fn new(db: Db, clock: Clock) -> App {
        App { db, clock, instruments: Arc::default(), editions: Arc::default(), vault: None, teller: None }
    }

    /// The same use cases with a vault for secrets. Without one nobody can set up an authenticator app or sign in with its code.
    #[must_use]
    pub fn with_vault(self, vault: Vault) -> App {
        App { vault: Some(vault), ..self }
    }

    /// The same use cases with what tells other programs. Without one nobody can register a webhook or be told.
    #[must_use]
    pub fn with_teller(self, teller: Teller) -> App {
        App { teller: Some(teller), ..self }
    }

    /// What tells other programs.
    ///
    /// # Errors
    /// When the program was started without one.
    pub(crate) fn teller(&self) -> Result<&Teller> {
        Ok(self.teller.as_ref().ok_or(Fault::new("teller-none"))?)
    }

    /// The vault for secrets.
    ///
    /// # Errors
    /// When the program was started without one.
    pub(crate) fn vault(&self) -> Result<&Vault> {
        Ok(self.vault.as_ref().ok_or(Fault::new("vault-none"))?)
    }

    /// The same use cases at another clock.
    #[must_use]
    pub fn at(&self, clock: Clock) -> App {
        App { clock, ..self.clone() }
    }

    /// The database, for reading.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Revisions of instruments that were read already.
    pub(crate) fn instruments(&self) -> &Revisions {
        &self.instruments
    }

    /// What was read of publications already.
    pub(crate) fn editions(&self) -> &Editions {
        &self.editions
    }

    /// The clock.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        self.db.read().await?;
        Ok(())
    }

    /// A snapshot to read from, for an actor who may do `action` on `entity`.
    ///
    /// # Errors
    /// When the actor may not, or the database fails.
    pub async fn read(&self, actor: &Actor, action: Action, entity: &Entity) -> Result<Conn> {
        check(actor, action, entity)?;
        Ok(self.db.read().await?)
    }

    /// Runs a use case through the door. `on` names in the audit log what is acted upon ("instrument:SA-2566").
    /// The work may run again when its transaction collided with another.
    ///
    /// # Errors
    /// What the work returns, after an audit entry of its own was left; nothing else was changed.
    pub async fn run<T>(
        &self,
        actor: &Actor,
        action: Action,
        entity: &Entity,
        on: &str,
        mut work: impl AsyncFnMut(&mut Ctx) -> Result<T>,
    ) -> Result<T> {
        if !allows(actor, action, entity) {
            self.note(self.record(actor, action, on, Outcome::Denied, "{}".to_owned())).await?;
            return Err(AppError::Denied);
        }
        self.enter(actor, action, on, async |ctx: &mut Ctx| {
            ctx.is_allowed = true;
            work(ctx).await
        })
        .await
    }

    /// [`App::run`] for a use case that must first find out what it acts upon: in which region an office lies, whether an item was
    /// given to the actor. The work asks with [`Ctx::allow`] in its own transaction; one that does not ask changes nothing.
    ///
    /// # Errors
    /// As [`App::run`].
    pub(crate) async fn enter<T>(
        &self,
        actor: &Actor,
        action: Action,
        on: &str,
        mut work: impl AsyncFnMut(&mut Ctx) -> Result<T>,
    ) -> Result<T> {
        let now = self.clock.now();
        let record = |outcome, detail: String| Record { at: now, ..self.record(actor, action, on, outcome, detail) };
        let mut tries = 0;
        loop {
            tries += 1;
            match self.attempt(now, actor, &record, &mut work).await {
                Err(AppError::Store(error)) if error.is_retryable() && tries < TRIES => {}
                // There is nothing to put it on record in, and whoever waits has waited long enough.
                Err(AppError::Store(error)) if error.is_absent() => return Err(error.into()),
                Err(error) => {
                    let (outcome, detail) = match &error {
                        AppError::Denied => (Outcome::Denied, "{}".to_owned()),
                        _ => (Outcome::Failed, serde_json::json!({ "error": error.audit_word() }).to_string()),
                    };
                    // The database itself may be what failed: then the first cause is the one to tell.
                    if let Err(second) = self.note(record(outcome, detail)).await {
                        tracing::error!(cause = %second, "failed to put a failed attempt on record");
                    }
                    return Err(error);
                }
                done => return done,
            }
        }
    }

    fn record(&self, actor: &Actor, action: Action, on: &str, outcome: Outcome, detail: String) -> Record {
        Record {
            at: self.clock.now(),
            actor: actor.name.clone(),
            action: action.as_str().to_owned(),
            entity: on.to_owned(),
            outcome,
            detail,
        }
    }

    async fn attempt<T>(
        &self,
        now: Timestamp,
        actor: &Actor,
        record: &impl Fn(Outcome, String) -> Record,
        work: &mut impl AsyncFnMut(&mut Ctx) -> Result<T>,
    ) -> Result<T> {
        let tx = self.db.write().await?;
        let mut ctx = Ctx {
            tx,
            now,
            actor: actor.name.clone(),
            detail: Map::new(),
            changed: true,
            outcome: Outcome::Done,
            is_allowed: false,
        };
        let done = work(&mut ctx).await?;
        let Ctx { mut tx, detail, changed, outcome, is_allowed, .. } = ctx;
        if !is_allowed {
            return Err(AppError::Internal("the policy was not asked".to_owned()));
        }
        if changed {
            store::audit::append(&mut tx, record(outcome, Value::Object(detail).to_string())).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    async fn note(&self, record: Record) -> Result<()> {
        let mut tx = self.db.write().await?;
        store::audit::append(&mut tx, record).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Runs a use case to its end on a thread of its own, for callers that may move between threads: a server's handler. The work of the
/// door borrows from its caller, so its future stays on the thread it began on; and a client that goes away does not stop it halfway.
///
/// # Errors
/// What the use case returns.
pub async fn apart<T: Send + 'static, F: Future<Output = Result<T>>>(
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T> {
    let runtime = tokio::runtime::Handle::current();
    let done = tokio::task::spawn_blocking(move || runtime.block_on(work())).await;
    done.map_err(|panic| AppError::Internal(panic.to_string()))?
}

/// Refuses what the policy does not allow.
///
/// # Errors
/// When the actor may not.
pub(crate) fn check(actor: &Actor, action: Action, entity: &Entity) -> Result<()> {
    if allows(actor, action, entity) { Ok(()) } else { Err(AppError::Denied) }
}

/// What was looked for and is not there.
pub(crate) fn not_found(noun: &'static str, name: impl ToString) -> AppError {
    AppError::Refused(Fault::new("not-found").with("noun", noun).with("name", name))
}
