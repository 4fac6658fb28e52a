//! The app's menu: a bar of tabs at the bottom.

use leptos::prelude::*;

use super::side_menu::{MenuEntry, current};
use crate::component::icon::IconImage;
use crate::i18n::text;

/// The bar. It stays visible while the page scrolls.
#[component]
pub(crate) fn TabBar(entries: Vec<MenuEntry>) -> impl IntoView {
    view! {
        <nav class="tab-bar" aria-label=text!(layout.tab_bar)>
            <ul role="list">{entries.into_iter().map(|entry| view! { <Tab entry /> }).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Tab(entry: MenuEntry) -> impl IntoView {
    let MenuEntry { label, href, icon } = entry;
    let current = current(&href);

    view! {
        <li>
            <a href=href aria-current=current>
                <IconImage icon />
                {label}
            </a>
        </li>
    }
}
