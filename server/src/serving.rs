//! Accepts connections as axum's `serve` does, but with larger limits for request headers: requests over those are
//! rejected without a body, before any of our layers.

use std::net::SocketAddr;
use std::pin::pin;

use axum::extract::ConnectInfo;
use axum::serve::Listener;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::Layer as _;

/// More than all cookies that a browser stores for one site, in bytes.
const MAX_HEADER_BYTES: u32 = 1 << 20;
const MAX_HEADERS: usize = 1000;

/// Serves until asked to stop, then accepts no more connections and completes the open ones. Dropping the future
/// earlier cuts them off.
pub async fn serve(mut listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (mut connections, closing) = (JoinSet::new(), CancellationToken::new());
    let mut stop = pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        while connections.try_join_next().is_some() {}
        connections.spawn(answer(stream, peer, router.clone(), closing.clone()));
    }
    drop(listener);
    closing.cancel();
    while connections.join_next().await.is_some() {}
}

async fn answer(stream: TcpStream, peer: SocketAddr, router: Router, closing: CancellationToken) {
    let service = TowerToHyperService::new(Extension(ConnectInfo(peer)).layer(router));
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().max_buf_size(MAX_HEADER_BYTES as usize).max_headers(MAX_HEADERS);
    builder.http2().max_header_list_size(MAX_HEADER_BYTES);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    // A connection that ends early, for example because the browser went away, needs no action.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = closing.cancelled() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}
