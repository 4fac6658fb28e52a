//! The filter: kind and period, chosen by links.

use leptos::prelude::*;
use types::CustomerRef;
use types::activity::{ActivityFilter, ActivityKind, ActivityPeriod, ActivityPlace};
use types::page::QueryParam;

use crate::i18n::text;
use crate::page::Address;
use crate::paths;

/// The filter in the page's query. An unknown value is ignored: no page of ours links to it.
pub(super) fn filter_of_address(address: &Address) -> ActivityFilter {
    ActivityFilter {
        kind: address.query_param(QueryParam::ActivityKind),
        period: address.query_param(QueryParam::ActivityPeriod),
        place: ActivityPlace::beside(
            address.query_param(QueryParam::ActivityOlder),
            address.query_param(QueryParam::ActivityNewer),
        ),
    }
}

/// The filter links. Each starts with the newest entries, since a cursor is meaningless in another selection.
#[component]
pub(super) fn Filters(account: CustomerRef, filter: ActivityFilter) -> impl IntoView {
    let newest = ActivityFilter { place: ActivityPlace::Newest, ..filter };
    let link = |label, chosen: ActivityFilter| {
        let href = paths::activity(&account, chosen);
        view! { <FilterLink label href is_chosen=chosen == newest /> }
    };
    let of_kind = |kind| link(kind_name(kind), ActivityFilter { kind, ..newest });
    let of_period = |period| link(period_name(period), ActivityFilter { period, ..newest });
    let kinds = std::iter::once(None).chain(ActivityKind::ALL.iter().copied().map(Some)).map(of_kind).collect_view();
    let periods = [Some(ActivityPeriod::Month), Some(ActivityPeriod::Year), None].map(of_period).collect_view();

    view! {
        <div class="filters">
            <FilterRow id="visa" label=text!(activity.show)>
                {kinds}
            </FilterRow>
            <FilterRow id="period" label=text!(activity.period)>
                {periods}
            </FilterRow>
        </div>
    }
}

#[component]
fn FilterRow(id: &'static str, label: &'static str, children: Children) -> impl IntoView {
    view! {
        <nav class="filter" aria-labelledby=id>
            <span class="ds-label" id=id>
                {label}
            </span>
            <ul role="list">{children()}</ul>
        </nav>
    }
}

#[component]
fn FilterLink(label: &'static str, href: String, is_chosen: bool) -> impl IntoView {
    let variant = if is_chosen { "secondary" } else { "tertiary" };
    view! {
        <li>
            <a
                class="ds-button"
                data-size="sm"
                data-variant=variant
                href=href
                aria-current=is_chosen.then_some("true")
            >
                {label}
            </a>
        </li>
    }
}

fn kind_name(kind: Option<ActivityKind>) -> &'static str {
    match kind {
        None => text!(activity.kind.everything),
        Some(ActivityKind::SignIns) => text!(activity.kind.sign_ins),
        Some(ActivityKind::AccessGrants) => text!(activity.kind.access_grants),
        Some(ActivityKind::BagOrders) => text!(activity.kind.bag_orders),
        Some(ActivityKind::Details) => text!(activity.kind.details),
    }
}

fn period_name(period: Option<ActivityPeriod>) -> &'static str {
    match period {
        Some(ActivityPeriod::Month) => text!(activity.month),
        Some(ActivityPeriod::Year) => text!(activity.year),
        None => text!(activity.always),
    }
}
