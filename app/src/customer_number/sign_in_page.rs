//! Logga in med kundnummer.

use leptos::prelude::*;
use types::Channel;
use types::customer_number::NumberSignInRefusal;
use types::page::{CompletedAction, Destination, QueryParam};

use super::api::SignInByNumber;
use super::error::sign_in_error;
use super::{NumberField, PASSWORD, number_form};
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormAction, ServerForm, field};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{completed_action, query_param};
use crate::paths;

/// Number and password, and a link for a first or a new password.
#[component]
pub fn NumberSignInPage() -> impl IntoView {
    let destination = Destination::parse(Channel::Web, &query_param(QueryParam::Destination).unwrap_or_default());
    let numbers = number_form();
    let sign_in = FormAction::checked(
        move |typed: &SignInByNumber| NumberSignInRefusal::of_form(&typed.number, &typed.password, numbers),
        sign_in_error,
    );
    // A new session begins with a new document.
    sign_in.on_success(|address| _ = window().location().set_href(address));
    let is_activated = completed_action() == Some(CompletedAction::NumberActivated);
    let activated = move || (is_activated && !sign_in.state().is_refused()).then(|| view! { <Activated /> });
    let hidden = [(field!(destination of SignInByNumber), paths::to(&destination))];

    view! {
        <PageWidth>
            <BackLink href=paths::sign_in_for(Channel::Web, &destination) label=text!(customer_number.other_ways) />
            <Page title=text!(customer_number.sign_in.title) lead=text!(customer_number.sign_in.lead)>
                {activated}
                <ErrorSummary forms=vec![sign_in.state()] />
                <ServerForm form=sign_in hidden>
                    <NumberField state=sign_in.state() />
                    <TextField
                        name=PASSWORD
                        label=text!(customer_number.password)
                        error=sign_in.at(PASSWORD)
                        required=true
                        kind=TextKind::Password
                        autocomplete="current-password"
                    />
                    <div>
                        <SubmitButton busy=sign_in.is_busy()>{text!(customer_number.sign_in.button)}</SubmitButton>
                    </div>
                </ServerForm>
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
