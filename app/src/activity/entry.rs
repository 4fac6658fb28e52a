//! One event: when, what, and how.

use leptos::prelude::*;
use types::Channel;
use types::activity::ActivityEntry;
use types::sign_in::SignInMethod;

use super::sentence::sentence;
use crate::date::date_text;
use crate::i18n::text;

/// The events of one day, newest first.
#[component]
pub(super) fn Day(entries: Vec<ActivityEntry>, account_name: String) -> impl IntoView {
    let day = entries.first().map(|entry| date_text(entry.at.date));
    let lines = entries.into_iter().map(|entry| line(&entry, &account_name));

    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {day}
            </h2>
            <ul class="activity" role="list">
                {lines.collect_view()}
            </ul>
        </section>
    }
}

fn line(entry: &ActivityEntry, account_name: &str) -> impl IntoView + use<> {
    let details = details(entry, account_name);
    view! {
        <li>
            <span class="activity-time">{format!("{:02}:{:02}", entry.at.hour, entry.at.minute)}</span>
            <span>{sentence(entry)}</span>
            {(!details.is_empty()).then(|| view! { <span class="activity-detail">{details}</span> })}
        </li>
    }
}

/// Which order, by which channel and sign-in method, and the owner if a grantee acted.
fn details(entry: &ActivityEntry, account_name: &str) -> String {
    let order = entry.order.as_ref().map(|number| text!(activity.order, number = number));
    let way = entry.channel.zip(entry.method).map(|way| way_text(way).to_owned());
    let acting_for = entry.for_another.then(|| text!(activity.acting_for, name = account_name));
    [order, way, acting_for].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn way_text(way: (Channel, SignInMethod)) -> &'static str {
    match way {
        (Channel::Web, SignInMethod::BankId) => text!(activity.way.web),
        (Channel::Web, SignInMethod::CustomerNumber) => text!(activity.way.number),
        // The app has no sign-in by customer number.
        (Channel::App, _) => text!(activity.way.app),
    }
}
