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

use crate::component::text_field::{TextField, TextKind};
use crate::form::FormErrors;
use crate::i18n::text;

const NUMBER: &str = "number";
const CODE: &str = "code";
const PASSWORD: &str = "password";

/// The field that every form here begins with. Password managers know the number by its place as user name.
#[component]
fn NumberField(errors: FormErrors) -> impl IntoView {
    view! {
        <TextField
            name=NUMBER
            label=text!(customer_number.number)
            description=text!(customer_number.number_help)
            error=errors.at(NUMBER)
            required=true
            kind=TextKind::Digits
            autocomplete="username"
            maxlength=20
        />
    }
}
