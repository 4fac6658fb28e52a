//! How many requests are answered at the same time.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::Semaphore;

use crate::fault::Fault;

/// Lets in so many requests at a time.
#[derive(Clone)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    /// A gate for so many.
    pub fn new(at_once: NonZeroU32) -> Self {
        Self(Arc::new(Semaphore::new(at_once.get() as usize)))
    }
}

/// Answers at once that there is too much to do, instead of letting everybody wait. An event stream has its own limit
/// and is counted here only until it begins.
pub async fn hold_back(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    match gate.0.try_acquire() {
        Ok(_turn) => next.run(request).await,
        Err(_) => Fault::Busy.into(),
    }
}
