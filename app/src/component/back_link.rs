//! The back link.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};
use crate::i18n::text;

/// Links one level up, to a named page, not to the previous page of the browser.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it says; "Tillbaka" when left out.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let label = label.unwrap_or_else(|| text!(component.back).to_owned());

    view! {
        <a class="ds-link back-link" href=href>
            <IconImage icon=Icon::Back />
            {label}
        </a>
    }
}
