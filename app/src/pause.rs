//! Waiting in the browser.

use std::time::Duration;

use futures::channel::oneshot;
use leptos::prelude::*;

/// Completes after some time.
pub(crate) async fn pause(time: Duration) {
    let (done, over) = oneshot::channel::<()>();
    set_timeout(move || drop(done), time);
    // Only the sender going away ends it.
    let _ = over.await;
}
