//! The fields about a person that the forms for sharing, correcting and confirming have in common.

use leptos::prelude::*;
use types::access_grant::GranteeDetails;

use crate::component::text_field::{TextField, TextKind};
use crate::form::FormErrors;
use crate::i18n::text;

/// Whose details a form asks for: browsers autofill the user's own details, which must not happen for somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DetailsOf {
    /// The user's own.
    Own,
    /// Another person's.
    Another,
}

impl DetailsOf {
    fn fill_in(self, what: &'static str) -> &'static str {
        match self {
            Self::Own => what,
            Self::Another => "off",
        }
    }
}

#[component]
pub(super) fn NameFields(details: GranteeDetails, details_of: DetailsOf, errors: FormErrors) -> impl IntoView {
    view! {
        <TextField
            name="given_name"
            label=text!(access_grant.field.given_name)
            value=details.given_name
            error=errors.at("given_name")
            required=true
            autocomplete=details_of.fill_in("given-name")
            maxlength=100
        />
        <TextField
            name="surname"
            label=text!(access_grant.field.surname)
            value=details.surname
            error=errors.at("surname")
            required=true
            autocomplete=details_of.fill_in("family-name")
            maxlength=100
        />
    }
}

#[component]
pub(super) fn ContactFields(
    details: GranteeDetails,
    details_of: DetailsOf,
    #[prop(into)] email_help: String,
    errors: FormErrors,
) -> impl IntoView {
    view! {
        <TextField
            name="email"
            label=text!(access_grant.field.email)
            description=email_help
            value=details.email
            error=errors.at("email")
            required=true
            kind=TextKind::Email
            autocomplete=details_of.fill_in("email")
            maxlength=254
        />
        <TextField
            name="mobile"
            label=text!(access_grant.field.mobile)
            value=details.mobile
            error=errors.at("mobile")
            kind=TextKind::Phone
            autocomplete=details_of.fill_in("tel")
            maxlength=30
        />
    }
}
