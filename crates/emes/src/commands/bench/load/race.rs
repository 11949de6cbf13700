//! Many clients at once, and how long each of them waited.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hyper::StatusCode;

use super::browser::{Ask, Browser};

/// What the clients do.
pub(super) struct Race {
    pub(super) clients: usize,
    /// How many requests there are.
    pub(super) count: usize,
    /// When they begin: one after the other at this distance, or without it as fast as answers come.
    pub(super) pace: Option<Duration>,
}

/// One request that was answered or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    /// Its number.
    pub(super) number: usize,
    /// None when the connection broke.
    pub(super) status: Option<StatusCode>,
    /// How long the client waited, from the moment at which the request was to begin.
    pub(super) taken: Duration,
}

/// What came of it.
pub(super) struct Raced {
    pub(super) lasted: Duration,
    pub(super) done: Vec<Done>,
}

impl Race {
    /// Every client takes the next request as soon as it is free; `make` says what it is.
    pub(super) async fn run(&self, address: SocketAddr, make: impl Fn(usize) -> Ask + Send + Sync + 'static) -> Raced {
        let (make, next, count, pace) = (Arc::new(make), Arc::new(AtomicUsize::new(0)), self.count, self.pace);
        let begun = Instant::now();
        let client = |_| {
            let (make, next) = (Arc::clone(&make), Arc::clone(&next));
            tokio::spawn(async move {
                let (mut browser, mut done) = (Browser::new(address), Vec::new());
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        return done;
                    }
                    let ask = make(number);
                    let mut from = Instant::now();
                    if let Some(pace) = pace {
                        // Who comes late because earlier ones were slow has waited all the same.
                        let due = begun + pace * u32::try_from(number).unwrap_or(u32::MAX);
                        tokio::time::sleep_until(due.into()).await;
                        from = due;
                    }
                    let reply = browser.ask(ask).await;
                    if let Err(error) = &reply {
                        tracing::error!(%error, number, "a request was not answered");
                    }
                    done.push(Done { number, status: reply.ok().map(|reply| reply.status), taken: from.elapsed() });
                }
            })
        };
        let clients: Vec<_> = (0..self.clients).map(client).collect();
        let mut done = Vec::with_capacity(count);
        for client in clients {
            done.extend(client.await.expect("a client does not panic"));
        }
        Raced { lasted: begun.elapsed(), done }
    }
}

impl Raced {
    /// Requests that were answered as they should be.
    pub(super) fn accepted(&self) -> impl Iterator<Item = &Done> {
        self.done.iter().filter(|done| done.status.is_some_and(|s| s == StatusCode::OK || s == StatusCode::SEE_OTHER))
    }

    /// The wait that so many of a hundred do not exceed, in milliseconds.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let mut taken: Vec<Duration> = self.done.iter().map(|done| done.taken).collect();
        taken.sort_unstable();
        let at = (taken.len() * percent).div_ceil(100).saturating_sub(1);
        taken.get(at).map_or(0.0, |taken| taken.as_secs_f64() * 1000.0)
    }
}
