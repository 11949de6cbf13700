//! The document engine, started when it is needed.

use std::fmt;
use std::sync::{Arc, OnceLock};

use report::{Engine, EngineError};

use crate::error::Result;

/// Starts the document engine.
type Start = dyn Fn() -> Result<Engine, EngineError> + Send + Sync;

/// Costly to start and large in memory: started with the first document that is asked for, kept from then on, and shared by all that
/// make documents in this process.
#[derive(Clone)]
pub struct LazyEngine {
    started: Arc<OnceLock<Engine>>,
    start: Arc<Start>,
}

impl LazyEngine {
    /// An engine that is started by `start`.
    pub fn new(start: impl Fn() -> Result<Engine, EngineError> + Send + Sync + 'static) -> LazyEngine {
        LazyEngine { started: Arc::default(), start: Arc::new(start) }
    }

    /// The engine.
    ///
    /// # Errors
    /// When it cannot be started; the next call tries again.
    pub fn get(&self) -> Result<&Engine> {
        if let Some(engine) = self.started.get() {
            return Ok(engine);
        }
        let engine = (self.start)().map_err(report::Error::from)?;
        Ok(self.started.get_or_init(|| engine))
    }
}

impl fmt::Debug for LazyEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LazyEngine").field("is_started", &self.started.get().is_some()).finish_non_exhaustive()
    }
}
