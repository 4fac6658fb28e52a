//! What others share with the person, and what the person shares.

use leptos::prelude::*;
use types::Channel;
use types::LocalDate;
use types::access_grant::GrantState;
use types::own_data::{SharedByMe as ByMe, SharedWithMe as WithMe};

use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::date::date_text;
use crate::i18n::text;

/// The name of a channel.
pub(super) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => text!(layout.portal.web),
        Channel::App => text!(layout.portal.app),
    }
}

/// The state of a grant, in words that hold for both sides.
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

/// Each grant that the person holds or held, with what it stores about them. Renders nothing if there never was one.
#[component]
pub(super) fn SharedWithMe(shared: Vec<WithMe>) -> impl IntoView {
    let columns = [text!(own_data.channel), text!(own_data.state), text!(own_data.made_on), text!(own_data.kept_of_me)];
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
    let owner = grant.owner.unwrap_or_else(|| text!(own_data.not_shown).to_owned());
    let kept: Vec<_> = grant.email.into_iter().chain(grant.mobile).collect();
    let kept = if kept.is_empty() { text!(own_data.nothing_kept).to_owned() } else { kept.join(", ") };
    view! {
        <Row>
            <RowHeading>
                {channel_name(grant.channel)} <span class="person-detail">{text!(own_data.by, name = owner)}</span>
            </RowHeading>
            <Cell label=text!(own_data.state)>
                {state_text(grant.state)} {grant.confirmed_on.map(|day| since(text!(own_data.confirmed_on), day))}
                {grant.ended_on.map(|day| since(text!(own_data.ended_on), day))}
            </Cell>
            <Cell label=text!(own_data.made_on)>{date_text(grant.made_on)}</Cell>
            <Cell label=text!(own_data.kept_of_me)>{kept}</Cell>
        </Row>
    }
}

/// "Bekräftad 23 november 2026".
fn since(what: &str, day: LocalDate) -> impl IntoView + use<> {
    view! { <span class="person-detail">{format!("{what} {}", date_text(day))}</span> }
}

/// Each grant that the person made. Whom it is for is that person's own data.
#[component]
pub(super) fn SharedByMe(shared: Vec<ByMe>) -> impl IntoView {
    let columns = [text!(own_data.channel), text!(own_data.state), text!(own_data.made_on)];
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
    view! {
        <Row>
            <RowHeading>{channel_name(grant.channel)}</RowHeading>
            <Cell label=text!(own_data.state)>
                {state_text(grant.state)} {grant.ended_on.map(|day| since(text!(own_data.ended_on), day))}
            </Cell>
            <Cell label=text!(own_data.made_on)>{date_text(grant.made_on)}</Cell>
        </Row>
    }
}
