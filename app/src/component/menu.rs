//! The three dots: a few things to do with one row.

use leptos::prelude::*;

use crate::component::icon::{Icon, IconImage};

/// A button with three dots that opens a short list of links and buttons.
///
/// It is a native popover: it opens, and closes on Escape or a press outside, without WebAssembly. Nothing in it
/// changes anything by itself; "Ta bort" leads to a page that asks (`Confirm`).
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

/// A choice that leads somewhere.
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

/// A choice that sends a form. The form stands elsewhere on the page and is named by its id, or the choice is put
/// inside a form of its own.
#[component]
pub fn MenuButton(
    /// The id of the form it sends; the form it stands in when left out.
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

/// In the place of a choice that cannot be made now: why.
#[component]
pub fn MenuText(
    /// The reason.
    children: Children,
) -> impl IntoView {
    view! { <li class="menu-text">{children()}</li> }
}
