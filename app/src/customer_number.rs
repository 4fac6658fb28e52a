//! Signing in by customer number: Mina Sidor's second, weaker way in.

mod activate_page;
pub mod api;
mod ask_page;
mod error;
mod notice_page;
mod password;
mod sign_in_page;

pub use activate_page::ActivateNumberPage;
pub use ask_page::AskForCodePage;
pub use notice_page::{NoticePage, SharingDeniedPage};
pub(crate) use password::PasswordSection;
pub use sign_in_page::NumberSignInPage;

use leptos::prelude::*;
use types::access_grant::Channel;

use crate::channel::channel;
use crate::component::text_field::{TextField, TextKind};
use crate::form::FormErrors;
use crate::i18n::text;

/// How the company lets people sign in by customer number. The server gives it as context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberSignIn {
    /// Open, or switched off for all.
    pub is_open: bool,
    /// Whether numbers may have letters, for which a phone needs other keys.
    pub has_letters: bool,
}

impl NumberSignIn {
    /// Whether the page that is being made may lead there: on the web, while it is open.
    pub(crate) fn is_offered() -> bool {
        channel() == Channel::Web && use_context::<Self>().is_some_and(|way| way.is_open)
    }
}

const NUMBER: &str = "number";
const CODE: &str = "code";
const PASSWORD: &str = "password";

/// The field that every form here begins with. Password managers know the number by its place as user name.
#[component]
fn NumberField(errors: FormErrors) -> impl IntoView {
    let has_letters = use_context::<NumberSignIn>().is_some_and(|way| way.has_letters);
    let kind = if has_letters { TextKind::Text } else { TextKind::Digits };
    view! {
        <TextField
            name=NUMBER
            label=text!(customer_number.number)
            description=text!(customer_number.number_help)
            error=errors.at(NUMBER)
            required=true
            kind
            autocomplete="username"
            maxlength=60
        />
    }
}
