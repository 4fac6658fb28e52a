//! What the islands of a page find in the browser. Everything else of a page is made on the server only.

use leptos::prelude::*;
use leptos::server::ServerActionError;
use leptos::web_sys::UrlSearchParams;

use crate::i18n::Locale;

/// Gives the islands what the server had when it made the page: its language, and how a form ended that was sent
/// before the page came to life.
pub fn prepare() {
    provide_context(language_of_document());
    provide_failure_of_address();
}

fn language_of_document() -> Locale {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang")).and_then(|language| language.parse().ok()).unwrap_or_default()
}

/// The server writes it there in answer to a plain form, as `leptos_axum` does.
fn provide_failure_of_address() {
    let query = window().location().search().ok().and_then(|query| UrlSearchParams::new_with_str(&query).ok());
    let Some(query) = query else { return };
    if let (Some(path), Some(failure)) = (query.get("__path"), query.get("__err")) {
        provide_context(ServerActionError::new(&path, &failure));
    }
}
