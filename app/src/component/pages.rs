//! Pagination.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton};
use crate::i18n::text;

/// Links to the newer and the older page. Renders nothing if everything fits on one.
#[component]
pub fn Pages(
    /// What the links are for.
    #[prop(into)]
    label: String,
    /// The newer page, if there is one.
    newer: Option<String>,
    /// The older page, if there is one.
    older: Option<String>,
) -> impl IntoView {
    let link = |href, label| view! { <LinkButton href variant=ButtonVariant::Secondary>{label}</LinkButton> };
    (older.is_some() || newer.is_some()).then(|| {
        view! {
            <nav class="actions" aria-label=label>
                {newer.map(|href| link(href, text!(component.newer)))}
                {older.map(|href| link(href, text!(component.older)))}
            </nav>
        }
    })
}
