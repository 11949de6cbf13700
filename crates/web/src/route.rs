//! A router that keeps a list of its addresses, so that tests can walk all of them and none escapes.

use axum::handler::Handler;
use axum::http::Method;
use axum::routing::MethodRouter;

use crate::web::Web;

/// The handlers of one address.
pub(crate) struct Methods {
    names: Vec<Method>,
    handlers: MethodRouter<Web>,
}

/// One word for each method that begins what stands at an address, and one for each that follows; as those of axum.
macro_rules! methods {
    (first: $($first:ident $first_name:ident),*; then: $($then:ident $then_name:ident),*) => {
        $(
            #[doc = concat!("Answers ", stringify!($first_name), ".")]
            pub(crate) fn $first<H: Handler<T, Web>, T: 'static>(handler: H) -> Methods {
                Methods { names: vec![Method::$first_name], handlers: axum::routing::$first(handler) }
            }
        )*

        impl Methods {
            $(
                #[doc = concat!("Answers ", stringify!($then_name), " too.")]
                pub(crate) fn $then<H: Handler<T, Web>, T: 'static>(mut self, handler: H) -> Methods {
                    self.names.push(Method::$then_name);
                    Methods { handlers: self.handlers.$then(handler), ..self }
                }
            )*
        }
    };
}

methods! { first: get GET, post POST, patch PATCH; then: post POST, head HEAD, delete DELETE, options OPTIONS }

/// Addresses with their handlers.
pub(crate) struct Router {
    /// Every method and address.
    pub(crate) addresses: Vec<(Method, String)>,
    /// What answers them.
    pub(crate) router: axum::Router<Web>,
}

impl Router {
    /// None.
    pub(crate) fn new() -> Router {
        Router { addresses: Vec::new(), router: axum::Router::new() }
    }

    /// One more address.
    pub(crate) fn route(mut self, path: &str, methods: Methods) -> Router {
        self.addresses.extend(methods.names.into_iter().map(|name| (name, path.to_owned())));
        Router { router: self.router.route(path, methods.handlers), ..self }
    }

    /// All of another's.
    pub(crate) fn merge(mut self, other: Router) -> Router {
        self.addresses.extend(other.addresses);
        Router { router: self.router.merge(other.router), ..self }
    }

    /// Puts something around the handlers that are there.
    pub(crate) fn around(self, layer: impl FnOnce(axum::Router<Web>) -> axum::Router<Web>) -> Router {
        Router { router: layer(self.router), ..self }
    }
}
