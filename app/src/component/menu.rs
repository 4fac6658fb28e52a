//! The three dots: the actions of one row.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};

/// A button with three dots that opens a short list of links and buttons.
///
/// A native popover: it opens, and closes on Escape or a click outside, without WebAssembly. Nothing in it is
/// destructive: "Ta bort" links to a page that asks (`Confirm`).
#[component]
pub fn Menu(
    /// Unique on the page; made from the row's id.
    #[prop(into)]
    id: String,
    /// The button's name: "Fler val för {namn}".
    #[prop(into)]
    label: String,
    /// `MenuLink`s, `MenuButton`s and `MenuText`s.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="ds-button menu-button"
            data-variant="tertiary"
            data-color="neutral"
            data-icon=""
            type="button"
            popovertarget=id.clone()
            aria-label=label
        >
            <IconImage icon=Icon::Dots />
        </button>
        <div class="menu" id=id popover="auto">
            <ul role="list">{children()}</ul>
        </div>
    }
}

/// A menu item that is a link.
#[component]
pub fn MenuLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <a class="ds-button" data-variant="tertiary" data-color="neutral" href=href>
                {children()}
            </a>
        </li>
    }
}

/// A menu item that submits a form: one elsewhere on the page, named by its id, or the one around the item.
#[component]
pub fn MenuButton(
    /// The id of the form it submits; by default the form around it.
    #[prop(optional, into)]
    form: Option<String>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <button class="ds-button" data-variant="tertiary" data-color="neutral" type="submit" form=form>
                {children()}
            </button>
        </li>
    }
}

/// In place of an item that is not available now: the reason.
#[component]
pub fn MenuText(
    /// The reason.
    children: Children,
) -> impl IntoView {
    view! { <li class="menu-text">{children()}</li> }
}
