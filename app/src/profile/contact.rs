//! How the person is reached.

use leptos::prelude::*;
use types::CustomerRef;
use types::profile::{Profile, ProfileRefusal};

use super::api::{ChangeEmail, ChangeMobile};
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::error_summary::FormError;
use crate::component::notice::Notice;
use crate::component::text_field::{TextField, TextKind};
use crate::form::error_at;
use crate::i18n::text;

const EMAIL: &str = "email";
const MOBILE: &str = "mobile";

/// What to put right, and where.
pub(super) fn profile_error(refusal: ProfileRefusal) -> FormError {
    let (field, message) = match refusal {
        ProfileRefusal::EmailMissing => (Some(EMAIL), text!(profile.refusal.email_missing)),
        ProfileRefusal::EmailInvalid => (Some(EMAIL), text!(profile.refusal.email_invalid)),
        ProfileRefusal::TooManyToday => (Some(EMAIL), text!(profile.refusal.too_many_today)),
        ProfileRefusal::MobileInvalid => (Some(MOBILE), text!(profile.refusal.mobile_invalid)),
        ProfileRefusal::LinkInvalid => (None, text!(profile.refusal.link_invalid)),
    };
    FormError { field: field.map(str::to_owned), message: message.to_owned() }
}

/// The address that letters go to. A new one stands in the field while it waits to be verified.
#[component]
pub(super) fn EmailForm(
    account: CustomerRef,
    profile: Profile,
    action: ServerAction<ChangeEmail>,
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
    let Profile { email, unverified_email, .. } = profile;
    let waiting = unverified_email.clone().map(|new| view! { <Waiting new old=email.clone() /> });

    view! {
        {waiting}
        <ActionForm action attr:class="form" attr:novalidate=true>
            <input type="hidden" name="account" value=account.to_string() />
            <TextField
                name=EMAIL
                label=text!(profile.email)
                description=text!(profile.email_help)
                value=unverified_email.unwrap_or(email)
                error=error_at(errors, EMAIL)
                kind=TextKind::Email
                autocomplete="email"
                required=true
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary pending=action.pending()>
                    {text!(profile.email_save)}
                </SubmitButton>
            </div>
        </ActionForm>
    }
}

#[component]
fn Waiting(new: String, old: String) -> impl IntoView {
    let present = (!old.is_empty()).then(|| text!(profile.email_present, email = old));
    view! {
        <Notice>
            <p class="ds-paragraph">{text!(profile.email_waiting, email = new)}</p>
            {present.map(|present| view! { <p class="ds-paragraph">{present}</p> })}
        </Notice>
    }
}

/// The mobile number; leaving it empty takes it away.
#[component]
pub(super) fn MobileForm(
    account: CustomerRef,
    mobile: String,
    action: ServerAction<ChangeMobile>,
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
    view! {
        <ActionForm action attr:class="form" attr:novalidate=true>
            <input type="hidden" name="account" value=account.to_string() />
            <TextField
                name=MOBILE
                label=text!(profile.mobile)
                description=text!(profile.mobile_help)
                value=mobile
                error=error_at(errors, MOBILE)
                kind=TextKind::Phone
                autocomplete="tel"
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary pending=action.pending()>
                    {text!(profile.mobile_save)}
                </SubmitButton>
            </div>
        </ActionForm>
    }
}
