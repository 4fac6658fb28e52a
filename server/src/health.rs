//! Whether the process lives, and whether it can answer.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use domain::Domain;
use http::StatusCode;

/// `/health/live` and `/health/ready`.
pub fn routes(domain: Domain) -> Router {
    Router::new()
        .route("/health/live", get(|| async { StatusCode::NO_CONTENT }))
        .route("/health/ready", get(ready))
        .with_state(domain)
}

async fn ready(State(domain): State<Domain>) -> StatusCode {
    if domain.is_ready().await { StatusCode::NO_CONTENT } else { StatusCode::SERVICE_UNAVAILABLE }
}
