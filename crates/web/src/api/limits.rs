//! How often programs may ask. Counted in memory, in each process for itself: it keeps one program from taking what all others need, and is
//! no account.

use std::fmt;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::response::Response;
use domain::id::PersonalTokenId;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::set;

/// The part of what a token may that one address may without a good one.
const STRANGERS: u32 = 5;
/// Keys that are remembered before those that are long done with are forgotten.
const REMEMBERED: usize = 10_000;

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// How often each token, and each address without one, may ask.
#[derive(Clone)]
pub struct ApiLimits {
    per_minute: NonZeroU32,
    per_stranger: NonZeroU32,
    tokens: Arc<Limiter<i64>>,
    strangers: Arc<Limiter<IpAddr>>,
    clock: DefaultClock,
}

impl fmt::Debug for ApiLimits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiLimits").field("per_minute", &self.per_minute).finish_non_exhaustive()
    }
}

/// What a request has left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Left {
    per_minute: u32,
    requests: u32,
    /// How long it has to wait; none where it may go on.
    pub(super) wait: Option<Duration>,
}

impl ApiLimits {
    /// So many requests in a minute for each token.
    pub fn new(per_minute: NonZeroU32) -> ApiLimits {
        let limiter = |quota| RateLimiter::dashmap(quota).with_middleware::<StateInformationMiddleware>();
        let per_stranger = NonZeroU32::new(per_minute.get() / STRANGERS).unwrap_or(NonZeroU32::MIN);
        let strangers = RateLimiter::dashmap(Quota::per_minute(per_stranger));
        ApiLimits {
            per_minute,
            per_stranger,
            tokens: Arc::new(limiter(Quota::per_minute(per_minute))),
            strangers: Arc::new(strangers.with_middleware::<StateInformationMiddleware>()),
            clock: DefaultClock::default(),
        }
    }

    /// A request with a good token.
    pub(super) fn token(&self, id: PersonalTokenId) -> Left {
        self.ask(&self.tokens, id.0, self.per_minute)
    }

    /// A request without one.
    pub(super) fn stranger(&self, address: IpAddr) -> Left {
        self.ask(&self.strangers, address, self.per_stranger)
    }

    fn ask<K: std::hash::Hash + Eq + Clone>(&self, limiter: &Limiter<K>, key: K, per_minute: NonZeroU32) -> Left {
        if limiter.len() > REMEMBERED {
            limiter.retain_recent();
        }
        let per_minute = per_minute.get();
        match limiter.check_key(&key) {
            Ok(state) => Left { per_minute, requests: state.remaining_burst_capacity(), wait: None },
            Err(until) => Left { per_minute, requests: 0, wait: Some(until.wait_time_from(self.clock.now())) },
        }
    }
}

impl Left {
    /// When the client may ask again, in whole seconds.
    pub(super) fn seconds(self) -> u64 {
        self.wait.map_or(0, |wait| wait.as_secs() + 1)
    }

    /// Tells the client, in the headers of draft-ietf-httpapi-ratelimit-headers.
    pub(super) fn tell(self, response: &mut Response) {
        let used = u64::from(self.per_minute - self.requests.min(self.per_minute));
        let full_in = used * 60 / u64::from(self.per_minute);
        set(response, "ratelimit-policy", &format!("\"minute\";q={};w=60", self.per_minute));
        set(response, "ratelimit", &format!("\"minute\";r={};t={}", self.requests, full_in.max(self.seconds())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_has_its_own_share() {
        let limits = ApiLimits::new(NonZeroU32::new(3).unwrap());
        let left: Vec<_> = (0..4).map(|_| limits.token(PersonalTokenId(1))).collect();
        assert_eq!(left.iter().map(|left| left.requests).collect::<Vec<_>>(), [2, 1, 0, 0]);
        assert!(left[2].wait.is_none() && left[3].wait.is_some());
        assert!((1..=21).contains(&left[3].seconds()), "{:?}", left[3]);
        assert!(limits.token(PersonalTokenId(2)).wait.is_none());
        let mut response = Response::default();
        left[0].tell(&mut response);
        assert_eq!(response.headers()["ratelimit-policy"], "\"minute\";q=3;w=60");
        assert_eq!(response.headers()["ratelimit"], "\"minute\";r=2;t=20");
    }
}
