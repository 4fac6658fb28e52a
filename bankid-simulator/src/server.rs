//! A server that stops when asked or dropped.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use tokio::task::JoinHandle;

#[derive(Debug)]
pub(super) struct Server {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    task: Option<JoinHandle<std::io::Result<()>>>,
}

impl Server {
    pub(super) fn start(address: SocketAddr, router: Router) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let handle = Handle::new();
        let serve = axum_server::from_tcp(listener)?
            .handle(handle.clone())
            .serve(router.into_make_service_with_connect_info::<SocketAddr>());
        Ok(Self { address, handle, task: Some(tokio::spawn(serve)) })
    }

    pub(super) fn start_tls(address: SocketAddr, config: ServerConfig, router: Router) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let handle = Handle::new();
        let config = RustlsConfig::from_config(Arc::new(config));
        let serve =
            axum_server::from_tcp_rustls(listener, config)?.handle(handle.clone()).serve(router.into_make_service());
        Ok(Self { address, handle, task: Some(tokio::spawn(serve)) })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) async fn shutdown(&mut self) {
        self.handle.shutdown();
        if let Some(task) = self.task.take()
            && let Ok(Err(error)) = task.await
        {
            tracing::warn!(%error, "a simulated server ended badly");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.handle.shutdown();
    }
}
