//! The fields about a person that the forms for sharing, correcting and confirming have in common.

use leptos::prelude::*;
use types::access_grant::GranteeDetails;

use crate::component::error_summary::FormError;
use crate::component::text_field::{TextField, TextKind};
use crate::form::error_at;
use crate::i18n::text;

/// Whose details are typed: the browser knows one's own, and must not offer them for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The person's own.
    Own,
    /// Another's.
    Another,
}

impl Whose {
    fn fill_in(self, what: &'static str) -> &'static str {
        match self {
            Self::Own => what,
            Self::Another => "off",
        }
    }
}

#[component]
pub(super) fn NameFields(details: GranteeDetails, whose: Whose, errors: Signal<Vec<FormError>>) -> impl IntoView {
    view! {
        <TextField
            name="given_name"
            label=text!(access_grant.field.given_name)
            value=details.given_name
            error=error_at(errors, "given_name")
            required=true
            autocomplete=whose.fill_in("given-name")
            maxlength=100
        />
        <TextField
            name="surname"
            label=text!(access_grant.field.surname)
            value=details.surname
            error=error_at(errors, "surname")
            required=true
            autocomplete=whose.fill_in("family-name")
            maxlength=100
        />
    }
}

#[component]
pub(super) fn ContactFields(
    details: GranteeDetails,
    whose: Whose,
    #[prop(into)] email_help: String,
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
    view! {
        <TextField
            name="email"
            label=text!(access_grant.field.email)
            description=email_help
            value=details.email
            error=error_at(errors, "email")
            required=true
            kind=TextKind::Email
            autocomplete=whose.fill_in("email")
            maxlength=254
        />
        <TextField
            name="mobile"
            label=text!(access_grant.field.mobile)
            value=details.mobile
            error=error_at(errors, "mobile")
            kind=TextKind::Phone
            autocomplete=whose.fill_in("tel")
            maxlength=30
        />
    }
}
