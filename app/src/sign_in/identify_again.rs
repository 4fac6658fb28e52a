//! Step-up: asks a signed-in person to identify again.

use leptos::prelude::*;
use types::page::Destination;

use super::api::StartSignIn;
use super::refusal::{Obstacle, failure_sentence};
use super::start_form::StartChoices;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::Notice;
use crate::customer_number::NumberSignIn;
use crate::form::failure_of;
use crate::i18n::text;
use crate::paths;

/// Asks for BankID if the sign-in is not recent, or was by another method, and returns to the page.
#[component]
pub fn IdentifyAgain(
    /// The reason.
    #[prop(into)]
    sentence: String,
    /// The page.
    page: Destination,
    /// Whether the customer number is sufficient.
    by_number: bool,
) -> impl IntoView {
    let failed = failure_of::<StartSignIn>();
    let number = (by_number && NumberSignIn::is_offered()).then(|| paths::number_sign_in_for(&page));
    let by_number = number.map(|href| {
        view! {
            <LinkButton href variant=ButtonVariant::Secondary>
                {text!(sign_in.by_number)}
            </LinkButton>
        }
    });
    view! {
        <Obstacle sentence=failed.as_ref().and_then(failure_sentence) />
        <Notice>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
        <StartChoices destination=paths::to(&page) />
        {by_number}
    }
}
