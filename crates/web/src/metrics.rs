//! Numbers for Prometheus, on a listener of their own: what was asked for and how long it took, and what the program is busy with.
//!
//! Labels are few: the address as the routes name it, never as it was typed, the method and the class of the status.

use std::sync::Arc;
use std::time::{Duration, Instant};

use app::App;
use app::load::{Load, connections, load};
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::policy::Actor;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::{encode_eof, encode_registry};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tokio::net::TcpListener;

/// Upper bounds in seconds. A page has 0.2 at the 95th percentile to keep to and 60 before it is given up.
const BOUNDS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0, 60.0];
/// How long the database has to say what waits.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
    method: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Pool {
    pool: &'static str,
}

/// What is counted while the program serves. Clones count together.
#[derive(Clone)]
pub struct Metrics {
    requests: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram, fn() -> Histogram>,
    registry: Arc<Registry>,
}

impl Default for Metrics {
    fn default() -> Metrics {
        let requests = Family::<Answered, Counter>::default();
        let histogram: fn() -> Histogram = || Histogram::new(BOUNDS);
        let seconds = Family::new_with_constructor(histogram);
        let mut registry = Registry::with_prefix("emes");
        registry.register("http_requests", "Requests that were answered", requests.clone());
        let help = "Time until the answer began";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, seconds.clone());
        Metrics { requests, seconds, registry: Arc::new(registry) }
    }
}

impl Metrics {
    /// Answers the one address `/metrics` until `stop` is done.
    ///
    /// # Errors
    /// When the listener fails.
    pub async fn serve(
        self,
        app: App,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let router = Router::new().route("/metrics", get(show)).with_state((self, app));
        axum::serve(listener, router).with_graceful_shutdown(stop).await
    }
}

/// Counts a request and how long it took.
pub(crate) async fn count(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    // Whatever is no address of ours counts as one, or anybody could fill the memory with addresses.
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let method = match *request.method() {
        Method::GET | Method::HEAD => "GET",
        Method::POST => "POST",
        _ => "other",
    };
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = match response.status().as_u16() {
        ..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    metrics.requests.get_or_create(&Answered { route: route.clone(), method, status }).inc();
    metrics.seconds.get_or_create(&Asked { route, method }).observe(begun.elapsed().as_secs_f64());
    response
}

async fn show(State((metrics, app)): State<(Metrics, App)>) -> Response {
    let known = tokio::time::timeout(PATIENCE, load(&app, &Actor::worker())).await;
    let known = match known {
        Ok(Ok(known)) => Some(known),
        Ok(Err(error)) => {
            tracing::warn!(cause = ?error, "the database does not say what waits");
            None
        }
        Err(_) => None,
    };
    let mut text = String::new();
    let written = encode_registry(&mut text, &metrics.registry)
        .and_then(|()| encode_registry(&mut text, &of_now(known.as_ref(), &app)))
        .and_then(|()| encode_eof(&mut text));
    match written {
        Ok(()) => ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
            .into_response(),
        Err(error) => {
            tracing::error!(%error, "the numbers cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What is so at this moment. What the database did not say is left out: an old number would look like a new one.
fn of_now(known: Option<&Load>, app: &App) -> Registry {
    let mut registry = Registry::default();
    let mut gauge = |name: &str, help: &str, value: i64| {
        let gauge = Gauge::<i64>::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    };
    gauge("emes_database_up", "Whether the database answers", i64::from(known.is_some()));
    if let Some(load) = known {
        gauge("emes_sessions_open", "Sessions that have not ended", load.sessions);
        gauge("emes_jobs_unfinished", "Jobs that wait or are worked on", load.jobs_unfinished);
        gauge("emes_jobs_failed", "Jobs that were given up and not begun anew", load.jobs_failed);
        let wait = load.longest_wait.as_secs();
        gauge("emes_jobs_longest_wait_seconds", "How long the oldest job that could be done has waited", wait);
        gauge("emes_mails_waiting", "Mails to be sent", load.mails);
    }
    if let Some(bytes) = resident_bytes() {
        gauge("process_resident_memory_bytes", "Memory of the process", bytes);
    }
    let (used, most) = (Family::<Pool, Gauge>::default(), Family::<Pool, Gauge>::default());
    for usage in connections(app) {
        used.get_or_create(&Pool { pool: usage.pool }).set(usage.used.into());
        most.get_or_create(&Pool { pool: usage.pool }).set(usage.most.into());
    }
    registry.register("emes_database_connections_used", "Connections to the database in use", used);
    registry.register("emes_database_connections_max", "Most connections to the database", most);
    registry
}

/// Memory of this process as Linux tells it; other systems do not tell it so.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<i64>().ok()?.checked_mul(1024)
}
