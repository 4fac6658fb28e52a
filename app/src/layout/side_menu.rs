//! The account's menu: beside the page on wide screens, a drawer on narrow ones.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::component::icon::{Icon, IconImage};
use crate::i18n::text;

const MENU: &str = "meny";

/// A menu item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// A drawing beside it.
    pub icon: Icon,
}

/// Opens the drawer. Hidden on wide screens.
#[component]
pub(crate) fn SideMenuButton() -> impl IntoView {
    view! {
        <button
            class="ds-button side-menu-open"
            data-variant="secondary"
            data-color="neutral"
            type="button"
            popovertarget=MENU
        >
            <IconImage icon=Icon::Lines />
            {text!(layout.account_menu)}
        </button>
    }
}

/// The menu. A native popover on narrow screens, so that it opens and closes without WebAssembly; the style sheet makes
/// it a column on wide ones.
#[component]
pub(crate) fn SideMenu(entries: Vec<MenuEntry>) -> impl IntoView {
    view! {
        <nav class="side-menu" id=MENU popover="auto" aria-label=text!(layout.account_menu_label)>
            <button
                class="ds-button side-menu-close"
                data-variant="tertiary"
                data-color="neutral"
                type="button"
                popovertarget=MENU
                popovertargetaction="hide"
            >
                <IconImage icon=Icon::Cross />
                {text!(layout.close_menu)}
            </button>
            <ul role="list">{entries.into_iter().map(|entry| view! { <SideMenuItem entry /> }).collect_view()}</ul>
        </nav>
    }
}

/// The `aria-current` value of a link: whether it is the current page or the one above it.
pub(super) fn current(href: &str) -> impl Fn() -> Option<&'static str> + Clone + use<> {
    let (path, href) = (use_location().pathname, href.to_owned());
    move || match path.read().strip_prefix(&href) {
        Some("") => Some("page"),
        Some(below) if below.starts_with('/') => Some("true"),
        _ => None,
    }
}

#[component]
fn SideMenuItem(entry: MenuEntry) -> impl IntoView {
    let MenuEntry { label, href, icon } = entry;
    let current = current(&href);

    view! {
        <li>
            <a class="side-menu-link" href=href aria-current=current>
                <IconImage icon />
                {label}
            </a>
        </li>
    }
}
