//! Aktivera kundnummer, or a forgotten password: requesting a letter with a code.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::page::Destination;

use super::NumberField;
use super::api::AskForCode;
use super::error::code_error;
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::keep_typed::KeepTyped;
use crate::component::page::Page;
use crate::component::steps::{Step, Steps};
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;

/// Only the number is asked for: the letter goes to the address of the contract.
#[component]
pub fn AskForCodePage() -> impl IntoView {
    let errors = FormErrors::of::<AskForCode, _>(code_error);

    view! {
        <PageWidth>
            <BackLink
                href=paths::number_sign_in_for(&Destination::default())
                label=text!(customer_number.sign_in.title)
            />
            <Page title=text!(customer_number.ask.title) lead=text!(customer_number.ask.lead)>
                <KeepTyped>
                    <ErrorSummary errors=errors.clone() />
                    <form class="form" method="post" action=AskForCode::url() novalidate>
                        <NumberField errors />
                        <div>
                            <SubmitButton>{text!(customer_number.ask.button)}</SubmitButton>
                        </div>
                    </form>
                </KeepTyped>
                <h2 class="ds-heading" data-size="xs">
                    {text!(customer_number.ask.how)}
                </h2>
                <Steps>
                    <Step title=text!(customer_number.ask.letter_title)>{text!(customer_number.ask.letter_text)}</Step>
                    <Step title=text!(customer_number.ask.code_title)>{text!(customer_number.ask.code_text)}</Step>
                    <Step title=text!(customer_number.ask.done_title)>{text!(customer_number.ask.done_text)}</Step>
                </Steps>
            </Page>
        </PageWidth>
    }
}
