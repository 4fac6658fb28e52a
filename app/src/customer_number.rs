//! Signing in by customer number: the second, weaker way into Mina Sidor.

mod activate_page;
pub mod api;
mod ask_page;
mod error;
mod password;
mod sign_in_page;

pub use activate_page::ActivateNumberPage;
pub use ask_page::AskForCodePage;
pub(crate) use password::{PasswordSection, password_change};
pub use sign_in_page::NumberSignInPage;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::{Channel, CustomerNumberForm};

use self::api::{ActivateNumber, AskForCode, SignInByNumber};
use crate::channel::channel;
use crate::component::text_field::{TextField, TextKind};
use crate::form::{FormState, field};
use crate::i18n::text;

/// How signing in by customer number is configured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberSignIn {
    /// Whether it is enabled.
    pub is_open: bool,
    /// The format of the numbers. Letters need another keyboard on phones.
    pub form: CustomerNumberForm,
}

impl NumberSignIn {
    /// Whether the current page may link there: on the web, while it is enabled.
    pub(crate) fn is_offered() -> bool {
        channel() == Channel::Web && use_context::<Self>().is_some_and(|way| way.is_open)
    }
}

/// The format of the numbers.
fn number_form() -> CustomerNumberForm {
    use_context::<NumberSignIn>().unwrap_or_default().form
}

const NUMBER: &str = field!(number of AskForCode, ActivateNumber, SignInByNumber);
const CODE: &str = field!(code of ActivateNumber);
const PASSWORD: &str = field!(password of ActivateNumber, SignInByNumber);

/// The first field of every form here. Password managers recognize the number as the user name by its position.
#[component]
fn NumberField(state: FormState) -> impl IntoView {
    let kind = if number_form().letters { TextKind::Text } else { TextKind::Digits };
    view! {
        <TextField
            name=NUMBER
            label=text!(customer_number.number)
            description=text!(customer_number.number_help)
            error=state.at(NUMBER)
            required=true
            kind
            autocomplete="username"
            maxlength=60
        />
    }
}
