//! Ny behörighet: the form that invites a person.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::access_grant::{GrantRefusal, GrantSource, NewAccessGrantForm, Relation};
use types::page::{AccountPage, Destination, QueryParam};

use super::api::{ShareAccess, load_new_access_grant_form};
use super::field::{ContactFields, DetailsOf, NameFields};
use super::refusal::grant_error;
use super::relation_text;
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::checkbox_field::CheckboxField;
use crate::component::keep_typed::KeepTyped;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::component::radio_group::{Choice, RadioGroup};
use crate::component::text_field::{TextField, TextKind};
use crate::date::date_text;
use crate::form::{ErrorSummary, FormErrors, failure_of};
use crate::i18n::text;
use crate::page::{load_account_page, query_param};
use crate::paths;
use crate::sign_in::IdentifyAgain;

/// The form for a new grant: with `?igen=`, one that replaces a pending grant; with `?samma=`, one for somebody who has
/// a grant in the other channel.
#[component]
pub fn NewAccessGrantPage() -> impl IntoView {
    let id = |param| query_param(param).and_then(|id| id.parse().ok());
    let replaced = id(QueryParam::Replaced).map(GrantSource::Replaced);
    let source = replaced.or_else(|| id(QueryParam::Twin).map(GrantSource::Twin));
    load_account_page(
        move |account| load_new_access_grant_form(account, source),
        |account, form| view! { <NewGrantPage account form /> },
    )
}

#[component]
fn NewGrantPage(account: CustomerRef, form: NewAccessGrantForm) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let (title, lead) = match form.source {
        Some((GrantSource::Replaced(_), _)) => (text!(access_grant.again), text!(access_grant.again_lead)),
        _ => (channel_text!(access_grant.new_grant), channel_text!(access_grant.intro)),
    };
    // A form that was refused is shown with its errors, however long it took to fill in: input is preserved.
    let comes_back = failure_of::<ShareAccess>().is_some();
    let content = match form.obstacle {
        Some(GrantRefusal::SignInAgain) if !comes_back => {
            let sentence = text!(access_grant.identify_again).to_owned();
            view! { <IdentifyAgain by_number=true sentence page=this_page(account, &form) /> }.into_any()
        }
        Some(GrantRefusal::SignInAgain) | None => view! { <GrantForm account form list=list.clone() /> }.into_any(),
        Some(rule @ (GrantRefusal::NeedsBankId | GrantRefusal::Blocked)) => {
            let sentence = grant_error(rule, None).message;
            view! { <IdentifyAgain by_number=false sentence page=this_page(account, &form) /> }.into_any()
        }
        Some(rule) => {
            view! { <NoRoom sentence=grant_error(rule, Some(form.limits)).message list=list.clone() /> }.into_any()
        }
    };

    view! {
        <BackLink href=list label=channel_text!(access_grant.title) />
        <Page title lead>
            {content}
        </Page>
    }
}

/// Shown before anything is typed, and not after.
#[component]
fn NoRoom(sentence: String, list: String) -> impl IntoView {
    view! {
        <Notice>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
        <LinkButton href=list>{channel_text!(access_grant.to_list)}</LinkButton>
    }
}

/// Where the user returns to after identifying again.
fn this_page(account: CustomerRef, form: &NewAccessGrantForm) -> Destination {
    let source = form.source.as_ref().map(|(source, _)| *source);
    types::Page::Account(account, AccountPage::NewAccessGrant(source)).into()
}

#[component]
fn GrantForm(account: CustomerRef, form: NewAccessGrantForm, list: String) -> impl IntoView {
    let errors = FormErrors::of::<ShareAccess, _>(|rule| grant_error(rule, Some(form.limits)));
    let source = form.source.as_ref().map(|(source, _)| match source {
        GrantSource::Replaced(id) => ("replaces", id.to_string()),
        GrantSource::Twin(id) => ("twin", id.to_string()),
    });
    let details = form.prefilled.clone();

    view! {
        <KeepTyped>
            <ErrorSummary errors=errors.clone() />
            <SendAgainHint list=list.clone() />
            <form class="form" method="post" action=paths::here(ShareAccess::url()) novalidate>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="request_key" value=form.request_key.to_string() />
                {source.map(|(name, id)| view! { <input type="hidden" name=name value=id /> })}
                <NameFields details=details.clone() details_of=DetailsOf::Another errors=errors.clone() />
                <NumberField
                    known=form.source.map(|(_, masked)| masked)
                    least_age=form.least_age
                    errors=errors.clone()
                />
                <ContactFields
                    details
                    details_of=DetailsOf::Another
                    email_help=text!(access_grant.field.email_help)
                    errors=errors.clone()
                />
                <RelationField chosen=form.relation errors=errors.clone() />
                <p class="ds-paragraph">{channel_text!(access_grant.deadline, date = date_text(form.last_day))}</p>
                <CheckboxField
                    name="understood"
                    label=channel_text!(access_grant.field.understood)
                    error=errors.at("understood")
                />
                <div class="actions">
                    <SubmitButton>{channel_text!(access_grant.save)}</SubmitButton>
                    <LinkButton href=list variant=ButtonVariant::Tertiary>
                        {text!(access_grant.cancel)}
                    </LinkButton>
                </div>
            </form>
        </KeepTyped>
    }
}

/// The link to "Skicka mejlet igen", if the person is already invited.
#[component]
fn SendAgainHint(list: String) -> impl IntoView {
    let failure = failure_of::<ShareAccess>();
    let is_invited = failure.is_some_and(|failure| failure.refusals().contains(&GrantRefusal::AlreadyInvited));
    is_invited.then(|| {
        view! {
            <Notice>
                <p class="ds-paragraph">{channel_text!(access_grant.send_again_hint)}</p>
                <a class="ds-link" href=list>
                    {channel_text!(access_grant.to_list)}
                </a>
            </Notice>
        }
    })
}

/// The personal number: an input for a new person, masked text for one who has a grant.
#[component]
fn NumberField(known: Option<String>, least_age: u8, errors: FormErrors) -> impl IntoView {
    match known {
        Some(masked) => view! { <FixedNumber masked help=text!(access_grant.field.number_fixed) /> }.into_any(),
        None => view! {
            <TextField
                name="personal_number"
                label=text!(access_grant.field.personal_number)
                description=text!(access_grant.field.personal_number_help, age = least_age)
                error=errors.at("personal_number")
                required=true
                kind=TextKind::Digits
                autocomplete="off"
                maxlength=30
            />
        }
        .into_any(),
    }
}

/// A personal number that cannot be changed, among the fields of a form.
#[component]
pub(super) fn FixedNumber(masked: String, #[prop(into)] help: String) -> impl IntoView {
    view! {
        <div class="ds-field">
            <span class="ds-label">{text!(access_grant.field.personal_number)}</span>
            <div data-field="description">{help}</div>
            <div>{masked}</div>
        </div>
    }
}

#[component]
fn RelationField(chosen: Option<Relation>, errors: FormErrors) -> impl IntoView {
    let choices = Relation::ALL.iter().map(|relation| Choice {
        value: relation.to_string(),
        label: relation_text(*relation).to_owned(),
        description: None,
        lang: None,
    });

    view! {
        <RadioGroup
            name="relation"
            legend=text!(access_grant.field.relation)
            choices=choices.collect()
            chosen=chosen.map(|relation| relation.to_string()).unwrap_or_default()
            required=true
            error=errors.at("relation")
        />
    }
}
