//! Links that lead out of the application.

use leptos::ev::MouseEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlAnchorElement};
use types::{Channel, Page};

/// Leaves to the browser every link that the router must not follow: to a public page, to the other channel, to a file,
/// and to a part of the page. A click reaches the frame before the router.
pub(crate) fn leave_documents_to_browser(channel: Channel) -> impl Fn(MouseEvent) + Clone + 'static {
    move |event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = clicked.and_then(|clicked| clicked.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let page = Page::parse(channel, &link.pathname());
        if page.is_none_or(|page| page.is_document()) || !link.hash().is_empty() {
            link.set_rel("external");
        }
    }
}
