//! Aktivera kundnummer, or a forgotten password: requesting a letter with a code.

use leptos::prelude::*;
use types::customer_number::CodeRefusal;
use types::page::Destination;

use super::api::AskForCode;
use super::error::code_error;
use super::{NumberField, number_form};
use crate::component::back_link::BackLink;
use crate::component::button::SubmitButton;
use crate::component::page::Page;
use crate::component::steps::{Step, Steps};
use crate::form::{ErrorSummary, FormAction, ServerForm};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;

/// Only the number is asked for: the letter goes to the address of the contract.
#[component]
pub fn AskForCodePage() -> impl IntoView {
    let numbers = number_form();
    let ask = FormAction::checked(
        move |typed: &AskForCode| CodeRefusal::of_number(&typed.number, numbers).err().into_iter().collect(),
        code_error,
    );

    view! {
        <PageWidth>
            <BackLink
                href=paths::number_sign_in_for(&Destination::default())
                label=text!(customer_number.sign_in.title)
            />
            <Page title=text!(customer_number.ask.title) lead=text!(customer_number.ask.lead)>
                <ErrorSummary forms=vec![ask.state()] />
                <ServerForm form=ask>
                    <NumberField state=ask.state() />
                    <div>
                        <SubmitButton busy=ask.is_busy()>{text!(customer_number.ask.button)}</SubmitButton>
                    </div>
                </ServerForm>
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
