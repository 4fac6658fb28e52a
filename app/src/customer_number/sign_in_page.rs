//! Logga in med kundnummer.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::Channel;
use types::page::{CompletedAction, Destination, QueryParam};

use super::api::SignInByNumber;
use super::error::sign_in_error;
use super::{NumberField, PASSWORD};
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::keep_typed::KeepTyped;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{completed_action, query_param};
use crate::paths;

/// Number and password, and a link for a first or a new password.
#[component]
pub fn NumberSignInPage() -> impl IntoView {
    let destination = Destination::parse(Channel::Web, &query_param(QueryParam::Destination).unwrap_or_default());
    let errors = FormErrors::of::<SignInByNumber, _>(sign_in_error);
    let is_activated = completed_action() == Some(CompletedAction::NumberActivated) && errors.is_empty();

    view! {
        <PageWidth>
            <BackLink href=paths::sign_in_for(Channel::Web, &destination) label=text!(customer_number.other_ways) />
            <Page title=text!(customer_number.sign_in.title) lead=text!(customer_number.sign_in.lead)>
                {is_activated.then(|| view! { <Activated /> })}
                <KeepTyped>
                    <ErrorSummary errors=errors.clone() />
                    <form class="form" method="post" action=SignInByNumber::url() novalidate>
                        <input type="hidden" name="destination" value=paths::to(&destination) />
                        <NumberField errors=errors.clone() />
                        <TextField
                            name=PASSWORD
                            label=text!(customer_number.password)
                            error=errors.at(PASSWORD)
                            required=true
                            kind=TextKind::Password
                            autocomplete="current-password"
                        />
                        <div>
                            <SubmitButton>{text!(customer_number.sign_in.button)}</SubmitButton>
                        </div>
                    </form>
                </KeepTyped>
                <FirstTime />
            </Page>
        </PageWidth>
    }
}

#[component]
fn Activated() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{text!(customer_number.sign_in.activated)}</p>
        </Notice>
    }
}

/// A first and a forgotten password start alike: with a letter.
#[component]
fn FirstTime() -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {text!(customer_number.sign_in.first_title)}
            </h2>
            <p class="ds-paragraph">{text!(customer_number.sign_in.first_text)}</p>
            <ul class="ds-list">
                <li>
                    <a class="ds-link" href=paths::to(&types::Page::AskForCode)>
                        {text!(customer_number.sign_in.ask)}
                    </a>
                </li>
                <li>
                    <a class="ds-link" href=paths::to(&types::Page::ActivateNumber)>
                        {text!(customer_number.sign_in.have_code)}
                    </a>
                </li>
            </ul>
        </section>
    }
}
