//! Overload limits. They are per process; limits that must hold across processes are in the database.

mod head;
mod network;
mod request;
mod sign_in_start;
mod stream;

pub use head::refuse_large_heads;
pub use request::{RequestPermits, limit_concurrency};
pub use sign_in_start::{SignInStarts, limit_sign_in_starts};
pub use stream::{OpenStreams, StreamPermit};

/// The largest request body: forms are small.
pub(crate) const MAX_REQUEST_BYTES: usize = 64 * 1024;
