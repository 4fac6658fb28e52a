//! What others share with the person, and what the person shares.

use leptos::prelude::*;
use types::access_grant::{Channel, GrantState};
use types::own_data::{SharedByMe as ByMe, SharedWithMe as WithMe};

use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::date::date_text;
use crate::i18n::text;

/// What a channel is called.
pub(super) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => text!(own_data.web),
        Channel::App => text!(own_data.app),
    }
}

/// Where a grant is in its life, said so that it is true for both sides.
fn state_text(state: GrantState) -> &'static str {
    match state {
        GrantState::Pending => text!(own_data.grant.pending),
        GrantState::Active => text!(own_data.grant.active),
        GrantState::Expired => text!(own_data.grant.expired),
        GrantState::Declined => text!(own_data.grant.declined),
        GrantState::Withdrawn => text!(own_data.grant.withdrawn),
        GrantState::Removed => text!(own_data.grant.removed),
        GrantState::Left => text!(own_data.grant.left),
        GrantState::Closed => text!(own_data.grant.closed),
    }
}

/// Each grant that is or was the person's, with what it keeps of them. Nothing when there never was one.
#[component]
pub(super) fn SharedWithMe(shared: Vec<WithMe>) -> impl IntoView {
    let columns = [
        text!(own_data.channel),
        text!(own_data.by),
        text!(own_data.state),
        text!(own_data.made_on),
        text!(own_data.confirmed_on),
        text!(own_data.ended_on),
        text!(own_data.kept_of_me),
    ];
    (!shared.is_empty()).then(|| {
        view! {
            <section class="section">
                <DataTable caption=text!(own_data.shared_with) columns=columns.map(str::to_owned).into()>
                    {shared.into_iter().map(with_me_row).collect_view()}
                </DataTable>
            </section>
        }
    })
}

fn with_me_row(grant: WithMe) -> impl IntoView {
    let none = || text!(own_data.none).to_owned();
    let day = move |day: Option<_>| day.map_or_else(none, date_text);
    let kept: Vec<_> = grant.email.into_iter().chain(grant.mobile).collect();
    let kept = if kept.is_empty() { none() } else { kept.join(", ") };
    view! {
        <Row>
            <RowHeading>{channel_name(grant.channel)}</RowHeading>
            <Cell label=text!(own_data.by)>{grant.owner.unwrap_or_else(none)}</Cell>
            <Cell label=text!(own_data.state)>{state_text(grant.state)}</Cell>
            <Cell label=text!(own_data.made_on)>{date_text(grant.made_on)}</Cell>
            <Cell label=text!(own_data.confirmed_on)>{day(grant.confirmed_on)}</Cell>
            <Cell label=text!(own_data.ended_on)>{day(grant.ended_on)}</Cell>
            <Cell label=text!(own_data.kept_of_me)>{kept}</Cell>
        </Row>
    }
}

/// Each grant that the person made. Whom it is for is that person's own.
#[component]
pub(super) fn SharedByMe(shared: Vec<ByMe>) -> impl IntoView {
    let columns = [text!(own_data.channel), text!(own_data.state), text!(own_data.made_on), text!(own_data.ended_on)];
    (!shared.is_empty()).then(|| {
        view! {
            <section class="section">
                <DataTable caption=text!(own_data.shared_by) columns=columns.map(str::to_owned).into()>
                    {shared.into_iter().map(by_me_row).collect_view()}
                </DataTable>
                <p class="ds-paragraph">{text!(own_data.shared_by_text)}</p>
            </section>
        }
    })
}

fn by_me_row(grant: ByMe) -> impl IntoView {
    let ended = grant.ended_on.map_or_else(|| text!(own_data.none).to_owned(), date_text);
    view! {
        <Row>
            <RowHeading>{channel_name(grant.channel)}</RowHeading>
            <Cell label=text!(own_data.state)>{state_text(grant.state)}</Cell>
            <Cell label=text!(own_data.made_on)>{date_text(grant.made_on)}</Cell>
            <Cell label=text!(own_data.ended_on)>{ended}</Cell>
        </Row>
    }
}
