//! The person's sessions.

use leptos::prelude::*;
use types::Channel;
use types::session::SessionSummary;
use types::sign_in::SignInMethod;
use types::{CustomerRef, SessionId};

use super::api::EndSession;
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::component::data_table::{Cell, DataTable, Row, RowHeading};
use crate::component::notice::NoticeKind;
use crate::component::tag::Tag;
use crate::date::date_time_text;
use crate::failure::NoRefusal;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::paths;

/// Each session with a button that ends it. Ending the current one is signing out.
#[component]
pub(crate) fn Sessions(account: CustomerRef, sessions: Vec<SessionSummary>) -> impl IntoView {
    let columns = vec![
        text!(profile.device).to_owned(),
        text!(profile.since).to_owned(),
        text!(profile.last_used).to_owned(),
        String::new(),
    ];
    let end = FormAction::new(|rule| match rule {});
    let rows = sessions.into_iter().map(move |session| view! { <SessionRow account=account.clone() session end /> });

    view! {
        <section class="section">
            <FormNotice forms=vec![end.state()] />
            <DataTable caption=text!(profile.sessions) columns>
                {rows.collect_view()}
            </DataTable>
            <p class="ds-paragraph">{text!(profile.sessions_help)}</p>
        </section>
    }
}

type End = FormAction<EndSession, NoRefusal>;

#[component]
fn SessionRow(account: CustomerRef, session: SessionSummary, end: End) -> impl IntoView {
    let SessionSummary { id, channel, method, device, since, last_used, is_this } = session;
    let device = if device.is_empty() { text!(profile.unknown_device).to_owned() } else { device };
    let since = date_time_text(since);
    let button = if is_this {
        view! { <SignOut /> }.into_any()
    } else {
        view! { <EndButton end account id device=device.clone() since=since.clone() /> }.into_any()
    };
    let tags = [
        is_this.then(|| text!(profile.this_device)),
        (channel == Channel::App).then(|| text!(profile.in_app)),
        (method == SignInMethod::CustomerNumber).then(|| text!(profile.with_customer_number)),
    ];

    view! {
        <Row>
            <RowHeading>
                <span class="session-device">
                    {device} {tags.map(|tag| tag.map(|tag| view! { <Tag kind=NoticeKind::Info text=tag /> }))}
                </span>
            </RowHeading>
            <Cell label=text!(profile.since)>{since}</Cell>
            <Cell label=text!(profile.last_used)>{date_time_text(last_used)}</Cell>
            <Cell label="">{button}</Cell>
        </Row>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    view! {
        <ButtonForm
            action=paths::here(paths::SIGN_OUT)
            variant=ButtonVariant::Tertiary
        >
            {text!(profile.sign_out)}
        </ButtonForm>
    }
}

/// The button names the session for screen readers, which do not see the row.
#[component]
fn EndButton(end: End, account: CustomerRef, id: SessionId, device: String, since: String) -> impl IntoView {
    view! {
        <ServerButton form=end sends=EndSession { account, id } variant=ButtonVariant::Tertiary>
            {text!(profile.end)}
            <span class="ds-sr-only">{text!(profile.end_which, device = device, since = since)}</span>
        </ServerButton>
    }
}
