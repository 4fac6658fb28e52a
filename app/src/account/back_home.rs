//! The way back from the app's pages that have no tab.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::Channel;
use types::destination::AccountPage;

use crate::channel::channel;
use crate::component::breadcrumbs::BackLink;
use crate::i18n::text;
use crate::paths;

/// Leads to Hem in the app. On the web the menu has these pages.
#[component]
pub(crate) fn BackHome(account: CustomerRef) -> impl IntoView {
    let home = paths::account(&account, AccountPage::Overview);
    (channel() == Channel::App).then(|| view! { <BackLink href=home label=text!(account.overview.app) /> })
}
