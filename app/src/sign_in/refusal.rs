//! Why a sign-in was refused, in plain sentences.

use leptos::prelude::*;
use types::sign_in::{BankIdMessage, SignInRefusal};

use super::bankid_message;
use super::digits_page::DIGITS;
use crate::component::notice::{Notice, NoticeKind};
use crate::failure::Failure;
use crate::form::FormError;
use crate::i18n::text;

/// The text of a refusal.
pub(super) fn sentence(refusal: SignInRefusal) -> &'static str {
    match refusal {
        SignInRefusal::NoOrder => text!(sign_in.refusal.no_order),
        SignInRefusal::NotYet => text!(sign_in.refusal.not_yet),
        SignInRefusal::OtherBrowser => text!(sign_in.refusal.other_browser),
        SignInRefusal::DigitsNeeded => text!(sign_in.refusal.digits_needed),
        SignInRefusal::DigitsWrong => text!(sign_in.refusal.digits_wrong),
        SignInRefusal::Risk => text!(sign_in.refusal.risk),
        SignInRefusal::Ended => text!(sign_in.refusal.ended),
        SignInRefusal::TooMany => text!(sign_in.refusal.too_many),
        SignInRefusal::BankIdDown => bankid_message::sentence(BankIdMessage::Rfa5),
        SignInRefusal::AlreadyInProgress => bankid_message::sentence(BankIdMessage::Rfa4),
    }
}

/// The same as an error of the digits form, at its field if it is about the digits.
pub(super) fn digits_error(refusal: SignInRefusal) -> FormError {
    let field = (refusal == SignInRefusal::DigitsNeeded).then(|| DIGITS.to_owned());
    FormError { field, message: sentence(refusal).to_owned() }
}

/// The text of a failure.
pub fn failure_sentence(failure: &Failure<SignInRefusal>) -> Option<String> {
    let refused = failure.refusals().first().map(|refusal| sentence(*refusal).to_owned());
    refused.or_else(|| failure.sentence())
}

/// Says why a sign-in failed; renders nothing if it did not.
#[component]
pub fn Obstacle(sentence: Option<String>) -> impl IntoView {
    sentence.map(|sentence| {
        view! {
            <Notice kind=NoticeKind::Danger>
                <p class="ds-paragraph">{sentence}</p>
            </Notice>
        }
    })
}
