//! The person's contact details.

use leptos::prelude::*;
use types::CustomerRef;
use types::profile::{Profile, ProfileRefusal};

use super::api::{ChangeEmail, ChangeMobile};
use crate::component::button::{ButtonVariant, SubmitButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::text_field::{TextField, TextKind};
use crate::form::{ErrorSummary, FormAction, FormError, ServerCall, ServerForm, field};
use crate::i18n::text;

const EMAIL: &str = field!(email of ChangeEmail);
const MOBILE: &str = field!(mobile of ChangeMobile);

type EmailChange = FormAction<ChangeEmail, ProfileRefusal>;
type MobileChange = FormAction<ChangeMobile, ProfileRefusal>;

/// The field and text of a refusal.
pub(super) fn profile_error(refusal: ProfileRefusal) -> FormError {
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
    done: Signal<Option<String>>,
    /// What is shown above the forms.
    children: Children,
) -> impl IntoView {
    let change_email: EmailChange = FormAction::checked(
        |typed: &ChangeEmail| ProfileRefusal::of_email(&typed.email).err().into_iter().collect(),
        profile_error,
    );
    let change_mobile: MobileChange = FormAction::checked(
        |typed: &ChangeMobile| ProfileRefusal::of_mobile(&typed.mobile).err().into_iter().collect(),
        profile_error,
    );
    let forms = [change_email.state(), change_mobile.state()];
    let done = move || {
        let is_refused = forms.iter().any(|form| form.is_refused());
        done.get().filter(|_| !is_refused).map(|sentence| view! { <Done sentence /> })
    };
    let Profile { email, unverified_email, is_email_to_check, mobile, .. } = profile;
    let to_check = unverified_email.clone().filter(|_| is_email_to_check);
    let to_check = to_check.map(|email| view! { <ToCheck form=change_email account=account.clone() email /> });
    let unverified_email = unverified_email.filter(|_| !is_email_to_check);

    view! {
        <ErrorSummary forms=forms.to_vec() />
        {done}
        {children()}
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.contact)}
            </h2>
            {to_check}
            <EmailForm form=change_email account=account.clone() email unverified_email />
            <MobileForm form=change_mobile account mobile />
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

/// The e-mail address. A new one is in the field while it waits to be verified.
#[component]
fn EmailForm(
    form: EmailChange,
    account: CustomerRef,
    email: String,
    unverified_email: Option<String>,
) -> impl IntoView {
    let waiting = unverified_email.clone().map(|new| view! { <Waiting new old=email.clone() /> });

    view! {
        {waiting}
        <ServerForm form hidden=[(field!(account of ChangeEmail), account.to_string())]>
            <TextField
                name=EMAIL
                label=text!(profile.email)
                description=text!(profile.email_help)
                value=unverified_email.unwrap_or(email)
                error=form.at(EMAIL)
                kind=TextKind::Email
                autocomplete="email"
                required=true
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary busy=form.is_busy()>
                    {text!(profile.email_save)}
                </SubmitButton>
            </div>
        </ServerForm>
    }
}

/// Shows what a deceptive address really is. Nothing has been sent there yet.
#[component]
fn ToCheck(form: EmailChange, account: CustomerRef, email: String) -> impl IntoView {
    let sentence = text!(profile.email_to_check.is, email = email.clone());
    view! {
        <Notice kind=NoticeKind::Warning>
            <p class="ds-paragraph">{sentence}</p>
            <p class="ds-paragraph">{text!(profile.email_to_check.why)}</p>
        </Notice>
        <ServerCall form sends=ChangeEmail { account, email }>
            <div>
                <SubmitButton busy=form.is_busy()>{text!(profile.email_to_check.send)}</SubmitButton>
            </div>
        </ServerCall>
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
fn MobileForm(form: MobileChange, account: CustomerRef, mobile: String) -> impl IntoView {
    view! {
        <ServerForm form hidden=[(field!(account of ChangeMobile), account.to_string())]>
            <TextField
                name=MOBILE
                label=text!(profile.mobile)
                description=text!(profile.mobile_help)
                value=mobile
                error=form.at(MOBILE)
                kind=TextKind::Phone
                autocomplete="tel"
            />
            <div>
                <SubmitButton variant=ButtonVariant::Secondary busy=form.is_busy()>
                    {text!(profile.mobile_save)}
                </SubmitButton>
            </div>
        </ServerForm>
    }
}
