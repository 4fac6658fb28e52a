//! Setting a password with the code of the letter.

use leptos::prelude::*;
use types::customer_number::ActivateRefusal;
use types::page::{CompletedAction, Destination};

use super::api::ActivateNumber;
use super::error::activate_error;
use super::{CODE, NumberField, PASSWORD, number_form};
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormAction, ServerForm};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::completed_action;
use crate::paths;

/// Number, code and the new password. Asking for a letter redirects here, too.
#[component]
pub fn ActivateNumberPage() -> impl IntoView {
    let numbers = number_form();
    let activate = FormAction::checked(
        move |typed: &ActivateNumber| ActivateRefusal::of_form(&typed.number, &typed.code, &typed.password, numbers),
        activate_error,
    );
    let has_asked = completed_action() == Some(CompletedAction::CodeRequested);
    let asked = move || (has_asked && !activate.state().is_refused()).then(|| view! { <LetterOnItsWay /> });

    view! {
        <PageWidth>
            <BackLink
                href=paths::number_sign_in_for(&Destination::default())
                label=text!(customer_number.sign_in.title)
            />
            <Page title=text!(customer_number.activate.title) lead=text!(customer_number.activate.lead)>
                {asked}
                <ErrorSummary forms=vec![activate.state()] />
                <ServerForm form=activate>
                    <NumberField state=activate.state() />
                    <TextField
                        name=CODE
                        label=text!(customer_number.code)
                        description=text!(customer_number.code_help)
                        error=activate.at(CODE)
                        required=true
                        autocomplete="one-time-code"
                        maxlength=30
                    />
                    <TextField
                        name=PASSWORD
                        label=text!(customer_number.new_password)
                        description=text!(customer_number.password_help)
                        error=activate.at(PASSWORD)
                        required=true
                        kind=TextKind::Password
                        autocomplete="new-password"
                    />
                    <div>
                        <SubmitButton busy=activate.is_busy()>{text!(customer_number.activate.button)}</SubmitButton>
                    </div>
                </ServerForm>
            </Page>
        </PageWidth>
    }
}

/// Does not reveal whether the customer exists.
#[component]
fn LetterOnItsWay() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{text!(customer_number.activate.asked)}</p>
        </Notice>
    }
}
