//! Limits the size of request headers: a browser with too many cookies gets an explanation.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

/// The total size of headers in bytes: more than any proxy forwards.
const MAX_HEADER_BYTES: usize = 64 * 1024;
/// The number of headers.
const MAX_HEADERS: usize = 100;

/// Answers 431 above the limits. The connection accepts far more (`serving.rs`), so that the client gets this
/// explanation.
pub async fn refuse_large_heads(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > MAX_HEADER_BYTES || headers.len() > MAX_HEADERS {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}
