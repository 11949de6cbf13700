//! Many documents at once, on plain threads.
//!
//! Not on rayon: Typst uses it inside, and a worker that waits there takes up the next document in the middle of this one; single
//! documents then took half a minute and gigabytes.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::sync::{Mutex, PoisonError};
use std::{io, thread};

use crate::sandbox::STACK;

/// How a batch went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Jobs that were finished and handed over.
    pub done: usize,
    /// Whether it was stopped before the last job.
    pub cancelled: bool,
}

/// Runs `make` on every job with this many workers and hands each result over as soon as it is there, in the order in which they
/// are finished. `hand_over` runs on the calling thread: writing files and showing progress need no lock.
///
/// Jobs are taken from the iterator one by one and at most two results per worker wait, so memory does not grow with their number.
/// Once `cancelled` is set no further job is begun; what is being made is finished and handed over.
pub fn run<J: Send, R: Send>(
    workers: NonZeroUsize,
    jobs: impl IntoIterator<Item = J, IntoIter: Send>,
    cancelled: &AtomicBool,
    make: impl Fn(&J) -> R + Sync,
    mut hand_over: impl FnMut(J, R),
) -> io::Result<Outcome> {
    let queue = Mutex::new(jobs.into_iter());
    let stopped = AtomicUsize::new(0);
    let work = |sender: std::sync::mpsc::SyncSender<(J, R)>| {
        loop {
            let mut jobs = queue.lock().unwrap_or_else(PoisonError::into_inner);
            if cancelled.load(Ordering::Relaxed) {
                // Whether something was left undone is known only by looking.
                stopped.fetch_add(usize::from(jobs.next().is_some()), Ordering::Relaxed);
                break;
            }
            let Some(job) = jobs.next() else { break };
            drop(jobs);
            let result = make(&job);
            if sender.send((job, result)).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, results) = sync_channel(workers.get());
        for number in 0..workers.get() {
            let sender = sender.clone();
            let worker = thread::Builder::new().name(format!("document-{number}")).stack_size(STACK);
            worker.spawn_scoped(scope, || work(sender))?;
        }
        drop(sender);
        let mut done = 0;
        for (job, result) in results {
            done += 1;
            hand_over(job, result);
        }
        Ok(Outcome { done, cancelled: stopped.load(Ordering::Relaxed) > 0 })
    })
}
