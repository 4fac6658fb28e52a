//! The HTTP status of the page being rendered.

use std::sync::Arc;

use leptos::prelude::use_context;

/// Sets the HTTP status of the page being rendered. The server provides it as context; in a browser it is absent.
#[derive(Clone)]
pub struct PageStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    /// Sets the status, if there is one to set.
    pub fn set(status: u16) {
        if let Some(Self(set)) = use_context() {
            set(status);
        }
    }
}
