//! Asking a page's question again.

use leptos::prelude::*;

/// Counts what has made the answers on the page old: every page asks its question again when it grows. Provided at the
/// root.
#[derive(Clone, Copy)]
pub(crate) struct Refresh(RwSignal<u32>);

impl Refresh {
    /// Provides it, for all pages.
    pub(crate) fn provide() {
        provide_context(Self(RwSignal::new(0)));
    }

    /// The one of the document.
    pub(crate) fn current() -> Self {
        expect_context()
    }

    /// How often the page has been refreshed. Tracked.
    pub(crate) fn count(self) -> u32 {
        self.0.get()
    }

    /// Asks the page's question again.
    pub(crate) fn now(self) {
        self.0.update(|count| *count = count.wrapping_add(1));
    }
}
