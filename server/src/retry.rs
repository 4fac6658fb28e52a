//! Retries a request when its transaction lost against another (PostgreSQL's 40001 and 40P01). Nothing has been stored
//! or answered by then, so the person need not notice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use app::request::{Attempt, MAX_ATTEMPTS};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

use crate::limit::MAX_REQUEST_BYTES;

/// The pause before the second attempt, doubled before the third. By then the winning transaction has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Returns the first response that was not a conflict, or the last one.
pub async fn retry_conflicts(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_REQUEST_BYTES).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut number = 1;
    loop {
        let this = Attempt { number, has_lost: Arc::new(AtomicBool::new(false)) };
        let mut request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        request.extensions_mut().insert(this.clone());
        let response = next.clone().run(request).await;
        if number == MAX_ATTEMPTS || !this.has_lost.load(Ordering::Acquire) {
            return response;
        }
        tracing::info!(number, "another transaction got in the way; the request is run again");
        tokio::time::sleep(PAUSE * number).await;
        number += 1;
    }
}
