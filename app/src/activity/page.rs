//! The page: filter, events day by day, and links to older and newer ones.

use leptos::prelude::*;
use types::CustomerRef;
use types::activity::{ActivityEntry, ActivityFilter, ActivityList, ActivityPlace};

use super::api::load_activity;
use super::entry::Day;
use super::filter::{Filters, filter_of_address};
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::component::pages::Pages;
use crate::date::months_text;
use crate::failure::Answer;
use crate::i18n::text;
use crate::layout::BackHome;
use crate::page::{Address, PageRoute};
use crate::paths;

/// An account's activity, for those who may use the account.
pub enum ActivityPage {}

impl PageRoute for ActivityPage {
    type Key = (CustomerRef, ActivityFilter);
    type Data = ActivityList;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, filter_of_address(address)))
    }

    async fn load((account, filter): Self::Key) -> Answer<Self::Data> {
        let (older, newer) = filter.place.marks();
        load_activity(account, filter.kind, filter.period, older, newer).await
    }

    fn view((account, filter): Self::Key, list: Self::Data) -> AnyView {
        view! { <Activity account filter list /> }.into_any()
    }
}

#[component]
fn Activity(account: CustomerRef, filter: ActivityFilter, list: ActivityList) -> impl IntoView {
    let ActivityList { entries, older, newer, is_holder, account_name, kept_months } = list;
    let lead =
        if is_holder { text!(activity.lead).to_owned() } else { text!(activity.lead_shared, name = &account_name) };
    let to = |place| paths::activity(&account, ActivityFilter { place, ..filter });
    let older = older.map(|mark| to(ActivityPlace::OlderThan(mark)));
    let newer = newer.map(|mark| to(ActivityPlace::NewerThan(mark)));

    view! {
        <BackHome account=account.clone() />
        <Page title=text!(activity.title) lead>
            <Filters account filter />
            <Days entries account_name />
            <Pages label=text!(activity.pages) newer older />
            <p class="ds-paragraph">{text!(activity.kept, time = months_text(kept_months))}</p>
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
