//! The page that asks for the two digits shown by the BankID app. Rendered on the server only.

use leptos::prelude::*;
use types::sign_in::{BankIdStart, SignInStatus};

use super::api::ConfirmSignIn;
use super::refusal::digits_error;
use super::start_form::StartForm;
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::button_form::ButtonForm;
use crate::component::page::Page;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormState, field};
use crate::i18n::text;
use crate::paths;

/// The name of the field.
pub(super) const DIGITS: &str = field!(digits of ConfirmSignIn);

/// Asks an identified person for the digits: nothing else proves that the app and this browser belong together.
#[component]
pub(super) fn DigitsPage(status: SignInStatus) -> impl IntoView {
    let state = FormState::of_plain_form::<ConfirmSignIn, _>(digits_error);

    view! {
        <Page title=text!(bankid.title) lead=text!(bankid.identified_digits)>
            <ErrorSummary forms=vec![state] />
            <form class="form" method="post" action=paths::here(paths::CONFIRM_SIGN_IN) novalidate>
                <TextField
                    name=DIGITS
                    label=text!(bankid.digits.label)
                    description=text!(bankid.digits.help)
                    error=state.at(DIGITS)
                    required=true
                    kind=TextKind::Digits
                    autocomplete="off"
                    maxlength=4
                />
                <div>
                    <SubmitButton>{text!(bankid.digits.button)}</SubmitButton>
                </div>
            </form>
            <Alternatives destination=status.destination />
        </Page>
    }
}

/// For a person who does not remember them.
#[component]
fn Alternatives(destination: String) -> impl IntoView {
    view! {
        <div class="actions">
            <StartForm
                start=BankIdStart::ThisDevice
                destination=destination.clone()
                variant=ButtonVariant::Secondary
            >
                {text!(bankid.restart)}
            </StartForm>
            <StartForm start=BankIdStart::OtherDevice destination variant=ButtonVariant::Secondary>
                {text!(bankid.to_other)}
            </StartForm>
            <ButtonForm
                action=paths::here(paths::CANCEL_SIGN_IN)
                variant=ButtonVariant::Tertiary
            >
                {text!(bankid.cancel)}
            </ButtonForm>
        </div>
    }
}
