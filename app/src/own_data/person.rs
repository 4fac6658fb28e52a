//! Who the person is, and their sessions.

use leptos::prelude::*;
use types::profile::Profile;
use types::session::SessionSummary;
use types::sign_in::SignInMethod;
use types::{Language, LocalDate};

use super::access::channel_name;
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::component::description_list::{Description, DescriptionList};
use crate::date::{date_text, date_time_text};
use crate::i18n::text;

/// The person's details. Only the file has the whole personal number: others may see the screen.
#[component]
pub(super) fn Details(profile: Profile, known_since: LocalDate) -> impl IntoView {
    let given = |text: String| if text.is_empty() { text!(own_data.nothing_kept).to_owned() } else { text };
    let (email, mobile) = (given(profile.email), given(profile.mobile));
    let waiting = profile.unverified_email.map(|email| {
        view! { <Description term=text!(own_data.unverified_email)>{email}</Description> }
    });
    let language = match profile.language {
        Language::Swedish => text!(profile.swedish),
        Language::English => text!(profile.english),
    };
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(own_data.person)}
            </h2>
            <DescriptionList>
                <Description term=text!(profile.name)>
                    {format!("{} {}", profile.given_name, profile.surname)}
                </Description>
                <Description term=text!(profile.number)>{profile.masked_number}</Description>
                <Description term=text!(profile.email)>{email}</Description>
                {waiting}
                <Description term=text!(profile.mobile)>{mobile}</Description>
                <Description term=text!(profile.language)>{language}</Description>
                <Description term=text!(own_data.known_since)>{date_text(known_since)}</Description>
            </DescriptionList>
        </section>
    }
}

/// The person's sessions. They can be ended on Min profil.
#[component]
pub(super) fn Sessions(sessions: Vec<SessionSummary>) -> impl IntoView {
    let columns = [text!(profile.device), text!(profile.since), text!(profile.last_used)].map(str::to_owned).into();
    view! {
        <section class="section">
            <DataTable caption=text!(profile.sessions) columns>
                {sessions.into_iter().map(session_row).collect_view()}
            </DataTable>
        </section>
    }
}

fn session_row(session: SessionSummary) -> impl IntoView {
    let way = match session.method {
        SignInMethod::BankId => text!(own_data.by_bankid),
        SignInMethod::CustomerNumber => text!(own_data.by_number),
    };
    let device = if session.device.is_empty() { text!(profile.unknown_device).to_owned() } else { session.device };
    view! {
        <Row>
            <RowHeading>
                {device} <span class="person-detail">{format!("{}, {way}", channel_name(session.channel))}</span>
            </RowHeading>
            <Cell label=text!(profile.since)>{date_time_text(session.since)}</Cell>
            <Cell label=text!(profile.last_used)>{date_time_text(session.last_used)}</Cell>
        </Row>
    }
}
