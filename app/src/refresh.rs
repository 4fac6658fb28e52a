//! Asking questions again, when their answers may be old.

use leptos::prelude::*;

/// Counts what has made the answers on the page old: every page asks its question again when it grows. Provided at the
/// root.
#[derive(Clone, Copy)]
pub(crate) struct Refresh {
    page: RwSignal<u32>,
    frame: RwSignal<u32>,
    /// How many forms of the page are being filled in.
    holds: StoredValue<u32>,
    /// Whether a plain form is loading another document.
    is_leaving: StoredValue<bool>,
}

impl Refresh {
    /// Provides it, for all pages.
    pub(crate) fn provide() {
        let this = Self {
            page: RwSignal::new(0),
            frame: RwSignal::new(0),
            holds: StoredValue::new(0),
            is_leaving: StoredValue::new(false),
        };
        provide_context(this);
        Effect::new(move || {
            // A page that acted by itself now would be in the way of the document that is coming.
            let listener = window_event_listener_untyped("submit", move |event| {
                if !event.default_prevented() {
                    this.is_leaving.set_value(true);
                }
            });
            on_cleanup(move || listener.remove());
        });
    }

    /// The one of the document.
    pub(crate) fn current() -> Self {
        expect_context()
    }

    /// How often the page has been refreshed. Tracked.
    pub(crate) fn of_page(self) -> u32 {
        self.page.get()
    }

    /// How often the frame around pages has been refreshed. Tracked.
    pub(crate) fn of_frame(self) -> u32 {
        self.frame.get()
    }

    /// Asks the questions of the page and its frame again.
    pub(crate) fn now(self) {
        self.frame.update(next);
        self.page.update(next);
    }

    /// The same after a change that others have made: what is being typed stays.
    pub(crate) fn after_change_elsewhere(self) {
        if self.is_leaving.get_value() {
            return;
        }
        self.frame.update(next);
        if self.holds.get_value() == 0 {
            self.page.update(next);
        }
    }

    /// Keeps the page as it is while a form of it is being filled in.
    pub(crate) fn hold(self) -> Hold {
        self.holds.update_value(next);
        Hold(self)
    }
}

/// Keeps the page as it is until it is dropped.
pub(crate) struct Hold(Refresh);

impl Drop for Hold {
    fn drop(&mut self) {
        // The document may be closing.
        self.0.holds.try_update_value(|holds| *holds = holds.saturating_sub(1));
    }
}

fn next(count: &mut u32) {
    *count = count.wrapping_add(1);
}
