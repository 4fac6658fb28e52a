//! Limits how many requests are handled concurrently.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;

use crate::fault::Fault;

/// The permits for concurrent requests.
#[derive(Clone)]
pub struct RequestPermits(Arc<Semaphore>);

impl RequestPermits {
    /// With this many permits.
    pub fn new(at_once: NonZeroU32) -> Self {
        Self(Arc::new(Semaphore::new(at_once.get() as usize)))
    }
}

/// Answers "busy" at once instead of letting everybody wait. An event stream has its own limit and counts here only
/// until it begins.
pub async fn limit_concurrency(State(permits): State<RequestPermits>, request: Request, next: Next) -> Response {
    match permits.0.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => Fault::Busy.into(),
    }
}
