//! How the person is reached.

use leptos::prelude::*;
use types::CustomerRef;
use types::profile::ProfileRefusal;

use super::api::{ChangeEmail, ChangeMobile};
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::error_summary::{ErrorSummary, FormError};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::text_field::{TextField, TextKind};
use crate::form::{error_at, form_errors};
use crate::i18n::text;

const EMAIL: &str = "email";
const MOBILE: &str = "mobile";

/// What to put right, and where.
fn profile_error(refusal: ProfileRefusal) -> FormError {
    let (field, message) = match refusal {
        ProfileRefusal::EmailMissing => (Some(EMAIL), text!(profile.refusal.email_missing)),
        ProfileRefusal::EmailInvalid => (Some(EMAIL), text!(profile.refusal.email_invalid)),
        ProfileRefusal::TooManyToday => (Some(EMAIL), text!(profile.refusal.too_many_today)),
        ProfileRefusal::MobileInvalid => (Some(MOBILE), text!(profile.refusal.mobile_invalid)),
        ProfileRefusal::LinkInvalid => (None, text!(profile.refusal.link_invalid)),
    };
    FormError { field: field.map(str::to_owned), message: message.to_owned() }
}

/// The two changes of the page that may be refused, under what there is to say about the newest change of all.
#[island]
pub(super) fn Contact(
    account: CustomerRef,
    email: String,
    unverified_email: Option<String>,
    mobile: String,
    /// What has just been done. Gives way to a failure, which is newer.
    done: Option<String>,
    /// What stands above the forms.
    children: Children,
) -> impl IntoView {
    let (change_email, change_mobile) = (ServerAction::<ChangeEmail>::new(), ServerAction::<ChangeMobile>::new());
    let email_errors = form_errors(change_email, profile_error);
    let mobile_errors = form_errors(change_mobile, profile_error);
    let errors = Signal::derive(move || [email_errors.get(), mobile_errors.get()].concat());
    let has_failed = move || !errors.with(Vec::is_empty);
    let done = move || done.clone().filter(|_| !has_failed()).map(|sentence| view! { <Done sentence /> });

    view! {
        <ErrorSummary errors />
        {done}
        {children()}
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.contact)}
            </h2>
            <EmailForm account=account.clone() email unverified_email action=change_email errors=email_errors />
            <MobileForm account mobile action=change_mobile errors=mobile_errors />
        </section>
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

/// The address that letters go to. A new one stands in the field while it waits to be verified.
#[component]
fn EmailForm(
    account: CustomerRef,
    email: String,
    unverified_email: Option<String>,
    action: ServerAction<ChangeEmail>,
    errors: Signal<Vec<FormError>>,
) -> impl IntoView {
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
fn MobileForm(
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
