//! The way back: one step.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};
use crate::i18n::text;

/// One step back, to a named page and not to wherever the browser was.
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
