//! Cards: boxed pieces of a page, alone or in a row.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};

/// Cards side by side where there is room. Its children are `Card`s and `LinkCard`s.
#[component]
pub fn CardRow(
    /// The cards.
    children: Children,
) -> impl IntoView {
    view! { <ul class="card-row">{children()}</ul> }
}

/// A card with a heading of the second or third level's size and anything under it.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    title: String,
    /// A drawing above the heading.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What the card holds.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <div class="ds-card">
                {icon.map(card_icon)}
                <h3 class="ds-heading" data-size="xs">
                    {title}
                </h3>
                {children()}
            </div>
        </li>
    }
}

/// A card that is one link. The link is the heading's words, so that lists of links read well.
#[component]
pub fn LinkCard(
    /// The heading, and the link's name.
    #[prop(into)]
    title: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// A drawing above the heading.
    #[prop(optional)]
    icon: Option<Icon>,
    /// What the card holds: words, nothing to press.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <div class="ds-card card-link">
                {icon.map(card_icon)}
                <h3 class="ds-heading" data-size="xs">
                    <a class="ds-link" href=href>
                        {title}
                    </a>
                </h3>
                {children()}
            </div>
        </li>
    }
}

fn card_icon(icon: Icon) -> impl IntoView {
    view! {
        <span class="card-icon">
            <IconImage icon />
        </span>
    }
}
