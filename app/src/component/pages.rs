//! The ways to what does not fit on a page.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton};
use crate::i18n::text;

/// Links to the pages before and after, newest first. Nothing when everything fits.
#[component]
pub fn Pages(
    /// What the links are for.
    #[prop(into)]
    label: String,
    /// Where what is newer is, if there is any.
    newer: Option<String>,
    /// Where what is older is, if there is any.
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
