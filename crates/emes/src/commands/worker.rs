//! `emes worker`, and the worker beside the pages

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::job::worker::Worker;
use app::{App, LazyEngine, Objects};
use domain::problem::Fault;
use report::Engine;
use tokio::signal::unix::{SignalKind, signal};

use super::{Outcome, Refusal, Session};

pub(super) async fn run(session: &Session) -> Outcome {
    let refuse = |error: std::io::Error| session.refuse(&Fault::new("worker-signal").with("error", error));
    let mut terminate = signal(SignalKind::terminate()).map_err(refuse)?;
    let app = session.open().await?;
    let objects = session.objects()?;
    let working = Working::start(session, &app, &objects, session.lazy_engine()?);
    session.say(&Fault::new("worker-works"));
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    working.stop().await;
    app.db().close().await;
    session.say(&Fault::new("served"));
    Ok(())
}

/// A worker that runs beside whatever else the program does.
pub(super) struct Working {
    stop: Arc<AtomicBool>,
    task: tokio::task::JoinHandle<app::Result<()>>,
}

impl Working {
    pub(super) fn start(session: &Session, app: &App, objects: &Arc<Objects>, engine: LazyEngine) -> Working {
        let stop = Arc::new(AtomicBool::new(false));
        let worker = Worker::new(
            app.clone(),
            Arc::clone(objects),
            format!("emes-{}", std::process::id()),
            session.workers(),
            engine,
            Arc::clone(&stop),
        );
        let work = app::door::apart(move || async move {
            worker.run().await;
            Ok(())
        });
        Working { stop, task: tokio::spawn(work) }
    }

    /// Lets it leave what it does and waits for it.
    pub(super) async fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the worker broke off");
        }
    }
}

impl Session {
    /// The document engine in effect, which starts when it is needed.
    pub(super) fn lazy_engine(&self) -> Result<LazyEngine, Refusal> {
        let options = self.engine_options()?;
        Ok(LazyEngine::new(move || Engine::new(options.clone())))
    }

    /// The object store in effect.
    pub(super) fn objects(&self) -> Result<Arc<Objects>, Refusal> {
        let objects = Objects::open(&self.settings.objects(), self.db_options().id_salt.into());
        objects.map(Arc::new).map_err(|error| self.failed(None)(error.into()))
    }
}
