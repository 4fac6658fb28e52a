//! Interrupted work.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll::{Pending, Ready};

/// Polls a future until it has been pending for so many times, and then drops it, as a kill would; returns its output
/// if it completed before.
pub async fn cut_after<T>(waits: u32, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), waits);
    poll_fn(|context| match work.as_mut().poll(context) {
        Ready(result) => Ready(Some(result)),
        Pending if left == 0 => Ready(None),
        Pending => {
            left -= 1;
            Pending
        }
    })
    .await
}
