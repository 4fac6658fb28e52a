//! Min profil.

use leptos::prelude::*;
use leptos_i18n::Locale as _;
use types::CustomerRef;
use types::destination::AccountPage;
use types::profile::{Profile, ProfilePage as Answered};

use super::api::{ChangeEmail, ChangeMobile, load_profile_page};
use super::contact::{EmailForm, MobileForm, profile_error};
use super::sessions::Sessions;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::error_summary::ErrorSummary;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::radio_group::{Choice, RadioGroup};
use crate::form::form_errors;
use crate::i18n::{Locale, text};
use crate::paths;
use crate::question::{account_of_page, answered, done_word};

/// The page's two changes that may be refused.
#[derive(Clone, Copy)]
struct Changes {
    email: ServerAction<ChangeEmail>,
    mobile: ServerAction<ChangeMobile>,
}

/// One's own details, ways to be reached, language and sessions; for holders also the way to share.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let account = account_of_page();
    let changes = Changes { email: ServerAction::new(), mobile: ServerAction::new() };
    let question = Resource::new(
        move || (account.get(), changes.email.version().get(), changes.mobile.version().get()),
        |(account, ..)| async move { load_profile_page(account?).await },
    );

    answered(question, move |page| {
        account.get_untracked().ok().map(|account| view! { <Details account page changes /> })
    })
}

#[component]
fn Details(account: CustomerRef, page: Answered, changes: Changes) -> impl IntoView {
    let Answered { profile, is_holder } = page;
    let email_errors = form_errors(changes.email, profile_error);
    let mobile_errors = form_errors(changes.mobile, profile_error);
    let errors = Signal::derive(move || [email_errors.get(), mobile_errors.get()].concat());
    let grants = is_holder.then(|| view! { <Grants account=account.clone() /> });
    let sessions = profile.sessions.clone();

    view! {
        <Page title=text!(profile.title) lead=text!(profile.lead)>
            <ErrorSummary errors />
            <Done profile=profile.clone() has_failed=Signal::derive(move || !errors.with(Vec::is_empty)) />
            <Identity profile=profile.clone() />
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {text!(profile.contact)}
                </h2>
                <EmailForm account=account.clone() profile=profile.clone() action=changes.email errors=email_errors />
                <MobileForm account=account.clone() mobile=profile.mobile action=changes.mobile errors=mobile_errors />
            </section>
            <LanguageForm language=profile.language />
            {grants}
            <Sessions account sessions />
        </Page>
    }
}

/// What has just been done, by the word in the address. It gives way to a failure, which is newer.
#[component]
fn Done(profile: Profile, has_failed: Signal<bool>) -> impl IntoView {
    let word = done_word();
    let email = match profile.unverified_email {
        Some(email) => text!(profile.done.email_waiting, email = email),
        None => text!(profile.done.email).to_owned(),
    };
    let (mobile, session) = (text!(profile.done.mobile), text!(profile.done.session));
    move || {
        let sentence = match word.get().as_deref() {
            _ if has_failed.get() => None,
            Some("mejl") => Some(email.clone()),
            Some("mobil") => Some(mobile.to_owned()),
            Some("session") => Some(session.to_owned()),
            _ => None,
        };
        sentence.map(|sentence| {
            view! {
                <Notice kind=NoticeKind::Success>
                    <p class="ds-paragraph">{sentence}</p>
                </Notice>
            }
        })
    }
}

#[component]
fn Identity(profile: Profile) -> impl IntoView {
    let name = format!("{} {}", profile.given_name, profile.surname);
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.details)}
            </h2>
            <DescriptionList>
                <Description term=text!(profile.name)>{name}</Description>
                <Description term=text!(profile.number)>{profile.masked_number}</Description>
            </DescriptionList>
            <p class="ds-paragraph">{text!(profile.source)}</p>
        </section>
    }
}

/// A plain form, like the switch in the header: the page is loaded anew, in the chosen language.
#[component]
fn LanguageForm(language: types::Language) -> impl IntoView {
    let choice = |language: Locale, label: &str| Choice {
        value: language.as_str().to_owned(),
        label: label.to_owned(),
        description: None,
    };
    let choices = vec![choice(Locale::sv, text!(profile.swedish)), choice(Locale::en, text!(profile.english))];

    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.language)}
            </h2>
            <form class="form" method="post" action=paths::CHOOSE_LANGUAGE>
                <RadioGroup
                    name="language"
                    legend=text!(profile.language_question)
                    description=text!(profile.language_help)
                    choices
                    chosen=language.as_str()
                    required=true
                />
                <div>
                    <SubmitButton variant=ButtonVariant::Secondary>{text!(profile.language_save)}</SubmitButton>
                </div>
            </form>
        </section>
    }
}

/// The way to share the account. Not on the page of somebody that the account is shared with.
#[component]
fn Grants(account: CustomerRef) -> impl IntoView {
    view! {
        <details class="ds-details">
            <summary>{text!(profile.grants)}</summary>
            <div class="section">
                <p class="ds-paragraph">{text!(profile.grants_text)} " " {text!(profile.grants_duty)}</p>
                <LinkButton href=paths::account(&account, AccountPage::AccessGrants)>
                    {text!(profile.grants_manage)}
                </LinkButton>
            </div>
        </details>
    }
}
