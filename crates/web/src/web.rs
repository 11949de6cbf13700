//! What all handlers share, and what every request goes through.

use std::sync::Arc;

use app::identity::Provider;
use app::open_data::Terms;
use app::passkey::Passkeys;
use app::{App, Evidence, LazyEngine};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api::ApiLimits;
use crate::kept::Kept;
use crate::listen::{Times, listen};
use crate::metrics::{self, Metrics};
use crate::{failure, routes, visitor};

/// Most bytes of a form. Uploads have their own limit.
pub(crate) const FORM_BYTES_MAX: usize = 1024 * 1024;

/// What all handlers share.
#[derive(Clone)]
pub struct Web {
    /// The use cases.
    pub app: App,
    /// Where evidence lies, and under which rules.
    pub evidence: Evidence,
    /// What makes documents.
    pub engine: LazyEngine,
    /// Whether this is the demonstration, where anybody may sign in as any role.
    pub demo: bool,
    /// Whether mail can be sent, so that who forgot the password gets a link by it.
    pub mails: bool,
    /// Whether browsers reach it by HTTPS only, so that cookies are kept to it.
    pub secure: bool,
    /// Signing in with passkeys, where the address of the site is known by name.
    pub passkeys: Option<Arc<Passkeys>>,
    /// Signing in at an OpenID provider, where there is one.
    pub provider: Option<Arc<Provider>>,
    /// What is counted while it serves.
    pub metrics: Metrics,
    /// How often programs may ask.
    pub limits: ApiLimits,
    /// Public answers that were made already.
    pub kept: Kept,
    /// What is said of open data.
    pub terms: Terms,
}

/// No script or style but our own files, none of it inline; nobody shows our pages in a frame.
const POLICY: &str = "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

impl Web {
    /// The whole application.
    pub fn router(self) -> Router {
        let header = |name: HeaderName, value: &'static str| {
            SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
        };
        let layers = ServiceBuilder::new()
            .layer(from_fn_with_state(self.metrics.clone(), metrics::count))
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(PropagateRequestIdLayer::x_request_id())
            // What is packed already gets no smaller.
            .layer(
                CompressionLayer::new().compress_when(
                    DefaultPredicate::new()
                        .and(NotForContentType::const_new("application/zip"))
                        .and(NotForContentType::const_new("application/pdf")),
                ),
            )
            .layer(header(header::CONTENT_SECURITY_POLICY, POLICY))
            .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(header(header::REFERRER_POLICY, "same-origin"))
            // What a person sees is theirs; assets and downloads say otherwise themselves.
            .layer(header(header::CACHE_CONTROL, "no-store"))
            .layer(from_fn_with_state(self.clone(), failure::show))
            .layer(CatchPanicLayer::custom(failure::panicked))
            .layer(CsrfLayer::new())
            .layer(from_fn_with_state(self.clone(), visitor::recognise))
            .layer(DefaultBodyLimit::max(FORM_BYTES_MAX));
        routes::routes(self.demo).router.layer(layers).with_state(self)
    }

    /// Does something that writes, apart from the request ([`app::door::apart`]).
    pub(crate) async fn act<T, F>(&self, work: impl FnOnce(Web) -> F + Send + 'static) -> app::Result<T>
    where
        T: Send + 'static,
        F: Future<Output = app::Result<T>>,
    {
        let web = self.clone();
        app::door::apart(move || work(web)).await
    }

    /// Answers requests until `stop` is done, then finishes those that are under way.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        listen(listener, self.router(), Times::SERVING, stop).await;
    }
}
