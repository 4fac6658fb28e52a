//! The HTTP status of the page that is being made.

use std::sync::Arc;

use leptos::prelude::use_context;

/// Sets the HTTP status of the page that is being made. The server gives it as context; a browser has none.
#[derive(Clone)]
pub struct PageStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    /// Sets the status, where there is one to set.
    pub fn set(status: u16) {
        if let Some(Self(set)) = use_context() {
            set(status);
        }
    }
}
