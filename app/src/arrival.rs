//! Arriving at a page that the browser has made, as one arrives at a document: at its heading, and where one was if one
//! comes back.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::web_sys::{FocusOptions, HtmlHeadingElement, ScrollRestoration};
use leptos_router::hooks::use_location;
use leptos_router::location::Location;

/// Where the person is, and where on each page they were. Provided at the root.
#[derive(Clone)]
pub(crate) struct Arrival {
    location: Location,
    /// The address of the page that is shown.
    shown: StoredValue<String>,
    /// What a screen reader says.
    announced: RwSignal<String>,
    /// Whether the heading has just lost the focus.
    has_lost_focus: StoredValue<bool>,
    /// Whether the person goes back or forward.
    is_returning: StoredValue<bool>,
    /// How far each page was scrolled, in CSS pixels.
    scrolled: StoredValue<HashMap<String, f64>>,
}

impl Arrival {
    /// Provides it, inside the router.
    pub(crate) fn provide() -> Self {
        let location = use_location();
        let this = Self {
            shown: StoredValue::new(path_and_query(&location)),
            location,
            announced: RwSignal::default(),
            has_lost_focus: StoredValue::default(),
            is_returning: StoredValue::default(),
            scrolled: StoredValue::default(),
        };
        provide_context(this.clone());
        let watching = this.clone();
        Effect::new(move || watching.clone().watch());
        this
    }

    /// The browser restores the scroll of documents only: while this one is shown, we do.
    fn watch(self) {
        restore_scroll(ScrollRestoration::Manual);
        let Self { is_returning, scrolled, location, .. } = self;
        let listeners = [
            window_event_listener_untyped("popstate", move |_| is_returning.set_value(true)),
            window_event_listener_untyped("scroll", move |_| {
                let top = window().scroll_y().unwrap_or_default();
                scrolled.update_value(|scrolled| _ = scrolled.insert(path_and_query(&location), top));
            }),
            window_event_listener_untyped("pagehide", |_| restore_scroll(ScrollRestoration::Auto)),
            window_event_listener_untyped("pageshow", |_| restore_scroll(ScrollRestoration::Manual)),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    }

    /// Notes that the heading has lost the focus, for the same turn of the browser.
    pub(crate) fn lose_focus(&self) {
        let has_lost_focus = self.has_lost_focus;
        has_lost_focus.set_value(true);
        set_timeout(move || _ = has_lost_focus.try_set_value(false), Duration::ZERO);
    }

    /// Moves the focus to the heading of a page that has just been shown, says its title, and scrolls back to where the
    /// person was. The router scrolls to the top of a page that they have not been on.
    pub(crate) fn arrive(&self, heading: &HtmlHeadingElement, title: &str) {
        let address = path_and_query(&self.location);
        let is_returning = self.is_returning.try_update_value(std::mem::take).unwrap_or_default();
        if self.shown.with_value(|shown| *shown == address) {
            // The page has been updated, which takes away the attributes of each element for a moment.
            if self.has_lost_focus.get_value() {
                focus(heading);
            }
            return;
        }
        focus(heading);
        self.announced.set(title.to_owned());
        if is_returning {
            let top = self.scrolled.with_value(|scrolled| scrolled.get(&address).copied());
            window().scroll_to_with_x_and_y(0.0, top.unwrap_or_default());
        }
        self.shown.set_value(address);
    }
}

fn focus(heading: &HtmlHeadingElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Failing only means that a screen reader says the title alone.
    let _ = heading.focus_with_options(&options);
}

fn restore_scroll(by: ScrollRestoration) {
    // Failing only means that the browser scrolls as it thinks best.
    let _ = window().history().and_then(|history| history.set_scroll_restoration(by));
}

/// The address that the router shows or is going to, without its channel's host.
pub(crate) fn path_and_query(location: &Location) -> String {
    let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// Says the title of each page that the browser makes.
#[component]
pub(crate) fn Announcement(arrival: Arrival) -> impl IntoView {
    view! {
        <p class="ds-sr-only" aria-live="polite">
            {arrival.announced}
        </p>
    }
}
