//! The person's contact details.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::profile::{Profile, ProfileRefusal};

use super::api::{ChangeEmail, ChangeMobile};
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::keep_typed::KeepTyped;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormError, FormErrors};
use crate::i18n::text;
use crate::paths;

const EMAIL: &str = "email";
const MOBILE: &str = "mobile";

/// The field and text of a refusal.
fn profile_error(refusal: ProfileRefusal) -> FormError {
    let (field, message) = match refusal {
        ProfileRefusal::EmailMissing => (Some(EMAIL), text!(profile.refusal.email_missing)),
        ProfileRefusal::EmailInvalid => (Some(EMAIL), text!(profile.refusal.email_invalid)),
        ProfileRefusal::EmailHiddenSign => (Some(EMAIL), text!(profile.refusal.email_hidden_sign)),
        ProfileRefusal::TooManyToday => (Some(EMAIL), text!(profile.refusal.too_many_today)),
        ProfileRefusal::MobileInvalid => (Some(MOBILE), text!(profile.refusal.mobile_invalid)),
        ProfileRefusal::NeedsBankId => (None, text!(profile.refusal.needs_bankid)),
        ProfileRefusal::LinkInvalid => (None, text!(profile.refusal.link_invalid)),
    };
    FormError { field: field.map(str::to_owned), message: message.to_owned() }
}

/// The two forms that may be refused, under a notice about the newest change.
#[component]
pub(super) fn Contact(
    account: CustomerRef,
    profile: Profile,
    /// A notice about the completed action, unless a newer failure is shown.
    done: Option<String>,
    /// What is shown above the forms.
    children: Children,
) -> impl IntoView {
    let email_errors = FormErrors::of::<ChangeEmail, _>(profile_error);
    let mobile_errors = FormErrors::of::<ChangeMobile, _>(profile_error);
    let errors = email_errors.and(&mobile_errors);
    let done = done.filter(|_| errors.is_empty()).map(|sentence| view! { <Done sentence /> });
    let Profile { email, unverified_email, is_email_to_check, mobile, .. } = profile;
    let to_check = unverified_email.clone().filter(|_| is_email_to_check);
    let to_check = to_check.map(|email| view! { <ToCheck account=account.clone() email /> });
    let unverified_email = unverified_email.filter(|_| !is_email_to_check);

    view! {
        <KeepTyped>
            <ErrorSummary errors />
            {done}
            {children()}
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {text!(profile.contact)}
                </h2>
                {to_check}
                <EmailForm account=account.clone() email unverified_email error=email_errors.at(EMAIL) />
                <MobileForm account mobile error=mobile_errors.at(MOBILE) />
            </section>
        </KeepTyped>
    }
}

#[component]
fn Done(sentence: String) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    }
}

/// The e-mail address. A new one is in the field while it waits to be verified.
#[component]
fn EmailForm(
    account: CustomerRef,
    email: String,
    unverified_email: Option<String>,
    error: Option<String>,
) -> impl IntoView {
    let waiting = unverified_email.clone().map(|new| view! { <Waiting new old=email.clone() /> });

    view! {
        {waiting}
        <form class="form" method="post" action=paths::here(ChangeEmail::url()) novalidate>
            <input type="hidden" name="account" value=account.to_string() />
            <TextField
                name=EMAIL
                label=text!(profile.email)
                description=text!(profile.email_help)
                value=unverified_email.unwrap_or(email)
                error=error
                kind=TextKind::Email
                autocomplete="email"
                required=true
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary>{text!(profile.email_save)}</SubmitButton>
            </div>
        </form>
    }
}

/// Shows what a deceptive address really is. Nothing has been sent there yet.
#[component]
fn ToCheck(account: CustomerRef, email: String) -> impl IntoView {
    let sentence = text!(profile.email_to_check.is, email = email.clone());
    view! {
        <Notice kind=NoticeKind::Warning>
            <p class="ds-paragraph">{sentence}</p>
            <p class="ds-paragraph">{text!(profile.email_to_check.why)}</p>
        </Notice>
        <form class="form" method="post" action=paths::here(ChangeEmail::url())>
            <input type="hidden" name="account" value=account.to_string() />
            <input type="hidden" name=EMAIL value=email />
            <div>
                <SubmitButton>{text!(profile.email_to_check.send)}</SubmitButton>
            </div>
        </form>
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

/// The mobile number; an empty one removes it.
#[component]
fn MobileForm(account: CustomerRef, mobile: String, error: Option<String>) -> impl IntoView {
    view! {
        <form class="form" method="post" action=paths::here(ChangeMobile::url()) novalidate>
            <input type="hidden" name="account" value=account.to_string() />
            <TextField
                name=MOBILE
                label=text!(profile.mobile)
                description=text!(profile.mobile_help)
                value=mobile
                error=error
                kind=TextKind::Phone
                autocomplete="tel"
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary>{text!(profile.mobile_save)}</SubmitButton>
            </div>
        </form>
    }
}
