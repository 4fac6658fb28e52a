//! The page: what to look for, what has happened day by day, and the way to older and newer.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::Channel;
use types::activity::{ActivityEntry, ActivityFilter, ActivityList, ActivityPlace};
use types::destination::AccountPage;

use super::api::load_activity;
use super::entry::Day;
use super::filter::{Filters, filter_of_address};
use crate::channel::channel;
use crate::component::breadcrumbs::BackLink;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::i18n::text;
use crate::paths;
use crate::question::answered_of_account;

/// What has happened on an account, for those who may use it.
#[component]
pub fn ActivityPage() -> impl IntoView {
    let filter = filter_of_address();
    let (older, newer) = filter.place.marks();
    answered_of_account(
        move |account| load_activity(account, filter.kind, filter.period, older, newer),
        move |account, list| view! { <Activity account filter list /> },
    )
}

#[component]
fn Activity(account: CustomerRef, filter: ActivityFilter, list: ActivityList) -> impl IntoView {
    let ActivityList { entries, older, newer, is_holder, account_name, kept_months } = list;
    let lead =
        if is_holder { text!(activity.lead).to_owned() } else { text!(activity.lead_shared, name = &account_name) };
    let to = |place| paths::activity(&account, ActivityFilter { place, ..filter });
    let older = older.map(|mark| to(ActivityPlace::OlderThan(mark)));
    let newer = newer.map(|mark| to(ActivityPlace::NewerThan(mark)));
    let home = paths::account(&account, AccountPage::Overview);

    view! {
        {(channel() == Channel::App).then(|| view! { <BackLink href=home label=text!(account.overview.app) /> })}
        <Page title=text!(activity.title) lead>
            <Filters account filter />
            <Days entries account_name />
            <Pages older newer />
            <p class="ds-paragraph">{text!(activity.kept, months = kept_months)}</p>
        </Page>
    }
}

#[component]
fn Days(entries: Vec<ActivityEntry>, account_name: String) -> impl IntoView {
    if entries.is_empty() {
        return view! {
            <Notice>
                <p class="ds-paragraph">{text!(activity.empty)}</p>
            </Notice>
        }
        .into_any();
    }
    let days = entries.chunk_by(|one, next| one.at.date == next.at.date).map(<[ActivityEntry]>::to_vec);
    days.map(|entries| view! { <Day entries account_name=account_name.clone() /> }).collect_view().into_any()
}

/// The way to what does not fit on the page.
#[component]
fn Pages(older: Option<String>, newer: Option<String>) -> impl IntoView {
    let link = |href, label| view! { <LinkButton href variant=ButtonVariant::Secondary>{label}</LinkButton> };
    (older.is_some() || newer.is_some()).then(|| {
        view! {
            <nav class="actions" aria-label=text!(activity.pages)>
                {newer.map(|href| link(href, text!(activity.newer)))}
                {older.map(|href| link(href, text!(activity.older)))}
            </nav>
        }
    })
}
