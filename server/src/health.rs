//! Health checks: whether the process is alive, can answer, and whether any worker is working.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::Domain;
use http::StatusCode;

use crate::running::Running;
use crate::watch::HEARTBEAT_OVERDUE_SECONDS;

/// The prefix of its addresses.
pub const PATHS: &str = "/health/";

/// `/health/live`, `/health/ready` and `/health/work`.
pub fn routes(domain: Domain, running: Running) -> Router {
    Router::new()
        .route("/health/live", get(|| async { StatusCode::NO_CONTENT }))
        .route("/health/ready", get(ready))
        .route("/health/work", get(work))
        .with_state((domain, running))
}

async fn ready(State((domain, running)): State<(Domain, Running)>) -> StatusCode {
    let is_ready = running.is_ready() && domain.is_ready().await;
    if is_ready { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }
}

/// Whether any process has processed deadlines and retention within the hour. For monitoring and not for the proxy:
/// taking this process out of rotation would not help.
async fn work(State((domain, _)): State<(Domain, Running)>) -> StatusCode {
    match domain.seconds_since_heartbeat().await {
        Ok(seconds) if seconds <= HEARTBEAT_OVERDUE_SECONDS => StatusCode::NO_CONTENT,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}
