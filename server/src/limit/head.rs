//! How much may stand before the body of a request: a browser with too many cookies is told so.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

/// Bytes that the headers may hold together: more than any proxy passes on.
const LARGEST_HEAD: usize = 64 * 1024;
/// How many headers there may be.
const MOST_HEADERS: usize = 100;

/// Answers 431 where more is sent. The connection takes far more (`serving.rs`), so that whoever sends it reads why.
pub async fn refuse_large_heads(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > LARGEST_HEAD || headers.len() > MOST_HEADERS {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}
