//! Whether the process lives, whether it can answer, and whether anybody works.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::Domain;
use http::StatusCode;

use crate::running::Running;
use crate::watch::QUIET;

/// What all of its addresses begin with.
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
    let is_ready = running.is_fit() && domain.is_ready().await;
    if is_ready { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }
}

/// Whether any process has worked off deadlines and forgetting within the hour. For who watches the portal and not for the
/// proxy: to take this process away would help nobody.
async fn work(State((domain, _)): State<(Domain, Running)>) -> StatusCode {
    match domain.seconds_without_work().await {
        Ok(seconds) if seconds <= QUIET => StatusCode::NO_CONTENT,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    }
}
