//! The fields about a person that the forms for sharing, correcting and confirming have in common.

use leptos::prelude::*;
use types::access_grant::GranteeDetails;

use super::api::{ConfirmAccess, CorrectInvitation, ShareAccess};
use crate::component::text_field::{TextField, TextKind};
use crate::form::{FormState, field};
use crate::i18n::text;

pub(super) const GIVEN_NAME: &str = field!(given_name of ShareAccess, CorrectInvitation, ConfirmAccess);
pub(super) const SURNAME: &str = field!(surname of ShareAccess, CorrectInvitation, ConfirmAccess);
pub(super) const EMAIL: &str = field!(email of ShareAccess, CorrectInvitation, ConfirmAccess);
pub(super) const MOBILE: &str = field!(mobile of ShareAccess, CorrectInvitation, ConfirmAccess);
pub(super) const PERSONAL_NUMBER: &str = field!(personal_number of ShareAccess);
pub(super) const RELATION: &str = field!(relation of ShareAccess);
pub(super) const UNDERSTOOD: &str = field!(understood of ShareAccess);

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
pub(super) fn NameFields(details: GranteeDetails, details_of: DetailsOf, state: FormState) -> impl IntoView {
    view! {
        <TextField
            name=GIVEN_NAME
            label=text!(access_grant.field.given_name)
            value=details.given_name
            error=state.at(GIVEN_NAME)
            required=true
            autocomplete=details_of.fill_in("given-name")
            maxlength=100
        />
        <TextField
            name=SURNAME
            label=text!(access_grant.field.surname)
            value=details.surname
            error=state.at(SURNAME)
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
    state: FormState,
) -> impl IntoView {
    view! {
        <TextField
            name=EMAIL
            label=text!(access_grant.field.email)
            description=email_help
            value=details.email
            error=state.at(EMAIL)
            required=true
            kind=TextKind::Email
            autocomplete=details_of.fill_in("email")
            maxlength=254
        />
        <TextField
            name=MOBILE
            label=text!(access_grant.field.mobile)
            value=details.mobile
            error=state.at(MOBILE)
            kind=TextKind::Phone
            autocomplete=details_of.fill_in("tel")
            maxlength=30
        />
    }
}
