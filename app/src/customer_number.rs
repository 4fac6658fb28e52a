//! Signing in by customer number: the second, weaker way into Mina Sidor.

mod activate_page;
pub mod api;
mod ask_page;
mod error;
mod password;
mod sign_in_page;

pub use activate_page::ActivateNumberPage;
pub use ask_page::AskForCodePage;
pub(crate) use password::PasswordSection;
pub use sign_in_page::NumberSignInPage;

use leptos::prelude::*;
use types::Channel;

use crate::channel::channel;
use crate::component::text_field::{TextField, TextKind};
use crate::form::FormErrors;
use crate::i18n::text;

/// How signing in by customer number is configured. Provided by the server as context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberSignIn {
    /// Whether it is enabled.
    pub is_open: bool,
    /// Whether numbers may contain letters, which need another keyboard on phones.
    pub has_letters: bool,
}

impl NumberSignIn {
    /// Whether the current page may link there: on the web, while it is enabled.
    pub(crate) fn is_offered() -> bool {
        channel() == Channel::Web && use_context::<Self>().is_some_and(|way| way.is_open)
    }
}

const NUMBER: &str = "number";
const CODE: &str = "code";
const PASSWORD: &str = "password";

/// The first field of every form here. Password managers recognize the number as the user name by its position.
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
