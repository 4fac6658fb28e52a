//! The way back: one step, or the whole path.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};
use crate::i18n::text;

/// A page above this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The page's name.
    pub label: String,
    /// The page's address.
    pub href: String,
}

/// The pages above this one, outermost first. The page itself is left out: its heading says it.
#[component]
pub fn Breadcrumbs(
    /// The pages above.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    let crumbs = crumbs.into_iter().map(|crumb| {
        view! {
            <li>
                <a class="ds-link" href=crumb.href>
                    {crumb.label}
                </a>
            </li>
        }
    });

    view! {
        <nav class="breadcrumbs" aria-label=text!(component.breadcrumbs)>
            <ol>{crumbs.collect_view()}</ol>
        </nav>
    }
}

/// A link one step back, to a named page rather than to the browser's previous one.
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
