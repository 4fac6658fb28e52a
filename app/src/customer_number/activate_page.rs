//! Setting a password with the code of the letter.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::page::{CompletedAction, Destination};

use super::api::ActivateNumber;
use super::error::activate_error;
use super::{CODE, NumberField, PASSWORD};
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::keep_typed::KeepTyped;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::completed_action;
use crate::paths;

/// Number, code and the new password. Asking for a letter redirects here, too.
#[component]
pub fn ActivateNumberPage() -> impl IntoView {
    let errors = FormErrors::of::<ActivateNumber, _>(activate_error);
    let has_asked = completed_action() == Some(CompletedAction::CodeRequested) && errors.is_empty();

    view! {
        <PageWidth>
            <BackLink
                href=paths::number_sign_in_for(&Destination::default())
                label=text!(customer_number.sign_in.title)
            />
            <Page title=text!(customer_number.activate.title) lead=text!(customer_number.activate.lead)>
                {has_asked.then(|| view! { <LetterOnItsWay /> })}
                <KeepTyped>
                    <ErrorSummary errors=errors.clone() />
                    <form class="form" method="post" action=ActivateNumber::url() novalidate>
                        <NumberField errors=errors.clone() />
                        <TextField
                            name=CODE
                            label=text!(customer_number.code)
                            description=text!(customer_number.code_help)
                            error=errors.at(CODE)
                            required=true
                            autocomplete="one-time-code"
                            maxlength=30
                        />
                        <TextField
                            name=PASSWORD
                            label=text!(customer_number.new_password)
                            description=text!(customer_number.password_help)
                            error=errors.at(PASSWORD)
                            required=true
                            kind=TextKind::Password
                            autocomplete="new-password"
                        />
                        <div>
                            <SubmitButton>{text!(customer_number.activate.button)}</SubmitButton>
                        </div>
                    </form>
                </KeepTyped>
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
