//! The link back from pages of the app without a tab.

use leptos::prelude::*;
use types::Channel;
use types::CustomerRef;
use types::page::AccountPage;

use crate::channel::channel;
use crate::component::back_link::BackLink;
use crate::i18n::text;
use crate::paths;

/// Links to Hem in the app. On the web these pages are in the menu.
#[component]
pub(crate) fn BackHome(account: CustomerRef) -> impl IntoView {
    let home = paths::account(&account, AccountPage::Overview);
    (channel() == Channel::App).then(|| view! { <BackLink href=home label=text!(account.overview.app) /> })
}
