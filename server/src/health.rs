//! Whether the process lives, and whether it can answer.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::Domain;
use http::StatusCode;

use crate::running::Running;

/// `/health/live` and `/health/ready`.
pub fn routes(domain: Domain, running: Running) -> Router {
    Router::new()
        .route("/health/live", get(|| async { StatusCode::NO_CONTENT }))
        .route("/health/ready", get(ready))
        .with_state((domain, running))
}

async fn ready(State((domain, running)): State<(Domain, Running)>) -> StatusCode {
    let is_ready = running.is_fit() && domain.is_ready().await;
    if is_ready { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }
}
