//! Min profil.

use leptos::prelude::*;
use types::Channel;
use types::page::{AccountPage, CompletedAction};
use types::profile::{Profile, ProfileDetails};
use types::{CustomerRef, Language};

use super::api::load_profile_details;
use super::contact::Contact;
use super::shared::SharedAccounts;
use crate::channel::channel;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::card::{CardRow, LinkCard};
use crate::component::description_list::{Description, DescriptionList};
use crate::component::icon::Icon;
use crate::component::page::Page;
use crate::component::radio_group::{Choice, RadioGroup};
use crate::customer_number::{PasswordSection, password_change};
use crate::failure::Answer;
use crate::form::FormState;
use crate::i18n::text;
use crate::page::{Address, PageRoute, completed_action};
use crate::paths;
use crate::session::Sessions;

/// The person's details, contact details, language and sessions, and what others share; for holders also links for
/// sharing.
pub enum ProfilePage {}

impl PageRoute for ProfilePage {
    type Key = CustomerRef;
    type Data = ProfileDetails;

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_profile_details(account).await
    }

    fn view(account: Self::Key, page: Self::Data) -> AnyView {
        view! { <Details account page /> }.into_any()
    }
}

#[component]
fn Details(account: CustomerRef, page: ProfileDetails) -> impl IntoView {
    let ProfileDetails { profile, is_holder, shared, customer_number } = page;
    let grants = is_holder.then(|| match channel() {
        Channel::Web => (None, Some(view! { <Grants account=account.clone() /> })),
        Channel::App => (Some(view! { <FamilySharing account=account.clone() /> }), None),
    });
    let (first, later) = grants.unwrap_or_default();
    let (language, sessions) = (profile.language, profile.sessions.clone());
    let password = customer_number.map(|number| (password_change(&number), number));
    let password_state = password.as_ref().map(|(form, _)| form.state());
    let done = done_sentence(&profile);
    let done = Signal::derive(move || done.clone().filter(|_| !password_state.is_some_and(FormState::is_refused)));
    let password = password.map(|(form, number)| view! { <PasswordSection form account=account.clone() number /> });

    view! {
        <Page title=text!(profile.title) lead=text!(profile.lead)>
            {first}
            <Contact account=account.clone() done=done profile=profile.clone()>
                <Identity profile />
            </Contact>
            {password}
            <LanguageForm language />
            {later}
            <SharedAccounts shared />
            <Sessions account sessions />
            <OwnDataLink />
        </Page>
    }
}

/// A sentence about the completed action.
fn done_sentence(profile: &Profile) -> Option<String> {
    if profile.is_email_to_check {
        return None;
    }
    let sentence = match (completed_action()?, &profile.unverified_email) {
        (CompletedAction::EmailChanged, Some(email)) => return Some(text!(profile.done.email_waiting, email = email)),
        (CompletedAction::EmailChanged, None) => text!(profile.done.email),
        (CompletedAction::MobileChanged, _) => text!(profile.done.mobile),
        (CompletedAction::SessionEnded, _) => text!(profile.done.session),
        (CompletedAction::PasswordChanged, _) => text!(customer_number.change.done),
        _ => return None,
    };
    Some(sentence.to_owned())
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

/// A plain form, like the switch in the header: it loads the document again, in the chosen language.
#[component]
fn LanguageForm(language: Language) -> impl IntoView {
    let choice = |language: Language, label: &str| Choice {
        value: language.as_str().to_owned(),
        label: label.to_owned(),
        description: None,
        lang: Some(language.as_str()),
    };
    let choices =
        vec![choice(Language::Swedish, text!(profile.swedish)), choice(Language::English, text!(profile.english))];

    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.language)}
            </h2>
            <form class="form" method="post" action=paths::here(paths::CHOOSE_LANGUAGE)>
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

/// A link to all of the person's data.
#[component]
fn OwnDataLink() -> impl IntoView {
    view! {
        <section class="section">
            <p class="ds-paragraph">{text!(own_data.link_text)}</p>
            <div>
                <LinkButton href=paths::to(&types::Page::OwnData) variant=ButtonVariant::Secondary>
                    {text!(own_data.link)}
                </LinkButton>
            </div>
        </section>
    }
}

/// The link for sharing the app. Not shown to grantees.
#[component]
fn FamilySharing(account: CustomerRef) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {text!(profile.share)}
            </h2>
            <CardRow>
                <LinkCard
                    title=text!(profile.grants.app)
                    href=paths::account(&account, AccountPage::AccessGrants)
                    icon=Icon::People
                >
                    <p class="ds-paragraph">{text!(profile.grants_text.app)}</p>
                </LinkCard>
            </CardRow>
        </section>
    }
}

/// The link for sharing Mina Sidor. Not shown to grantees.
#[component]
fn Grants(account: CustomerRef) -> impl IntoView {
    view! {
        <details class="ds-details">
            <summary>{text!(profile.grants.web)}</summary>
            <div class="section">
                <p class="ds-paragraph">{text!(profile.grants_text.web)} " " {text!(profile.grants_duty)}</p>
                <LinkButton href=paths::account(&account, AccountPage::AccessGrants)>
                    {text!(profile.grants_manage)}
                </LinkButton>
            </div>
        </details>
    }
}
