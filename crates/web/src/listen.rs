//! Connections: taking them, bounding how slowly a client may send, and letting requests finish when the program stops.

use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt as _;

/// How long connections may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    /// From the opening of a connection, or the end of a request, to the end of the next request's header.
    pub(crate) header: Duration,
    /// What requests under way may take when the program stops.
    pub(crate) farewell: Duration,
}

impl Times {
    /// Proxies keep idle connections for a minute. The program waits longer, so that it is the proxy that ends them and no request is
    /// sent on a connection that is just being closed.
    pub(crate) const SERVING: Times = Times { header: Duration::from_secs(75), farewell: Duration::from_secs(60) };
}

/// Answers requests until `stop` is done, then finishes those that are under way.
pub(crate) async fn listen(mut listener: TcpListener, router: Router, times: Times, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(times.header);
    let (stopping, told) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        // The listener of axum waits out what can go wrong here, as when there are too many open files.
        let (stream, from) = tokio::select! {
            met = Listener::accept(&mut listener) => met,
            () = &mut stop => break,
        };
        // A page goes out in several writes; none shall wait for the client to acknowledge the one before.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection was gone before it was served");
        }
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(from));
            answer(router.clone(), request)
        });
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let mut told = told.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            tokio::select! {
                // A client that breaks off or is too slow is no failure of ours.
                _ = connection.as_mut() => return,
                _ = told.changed() => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        });
    }
    drop((listener, told));
    stopping.send_replace(());
    if tokio::time::timeout(times.farewell, stopping.closed()).await.is_err() {
        tracing::warn!("requests that took too long were broken off");
    }
}

async fn answer(router: Router, request: Request<Incoming>) -> Result<Response<Body>, std::convert::Infallible> {
    router.oneshot(request.map(Body::new)).await
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;

    use super::*;

    const SOON: Times = Times { header: Duration::from_millis(300), farewell: Duration::from_secs(5) };

    async fn serve(router: Router) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let served = tokio::spawn(listen(listener, router, SOON, async {
            let _ = stopped.await;
        }));
        (address, stop, served)
    }

    async fn ends(mut stream: TcpStream) -> String {
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said).await;
        String::from_utf8(said).unwrap()
    }

    #[tokio::test]
    async fn whoever_does_not_finish_a_header_is_let_go() {
        let (address, _stop, _) = serve(Router::new().route("/", get(async || "here"))).await;
        let silent = TcpStream::connect(address).await.unwrap();
        let mut slow = TcpStream::connect(address).await.unwrap();
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let begun = Instant::now();
        for byte in b"GET / HTTP/1.1\r\nHost: x\r\nX: " {
            if slow.write_all(&[*byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(!ends(slow).await.contains("here"));
        assert_eq!(ends(silent).await, "");
        assert!(ends(idle).await.ends_with("here"));
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn a_request_under_way_is_finished_when_the_program_stops() {
        let slowly = get(async || {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "done"
        });
        let (address, stop, served) = serve(Router::new().route("/", slowly)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        assert!(ends(stream).await.ends_with("done"));
        served.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
