//! Ny behörighet: the form that invites a person.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::{
    GrantRefusal, GrantSource, GranteeDetails, NewAccessGrant, NewAccessGrantForm, NumberRules, Relation,
};
use types::page::{AccountPage, Destination, QueryParam};

use super::api::{ShareAccess, load_new_access_grant_form};
use super::field::{ContactFields, DetailsOf, NameFields, PERSONAL_NUMBER, RELATION, UNDERSTOOD};
use super::refusal::grant_error;
use super::relation_text;
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::checkbox_field::CheckboxField;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::component::radio_group::{Choice, RadioGroup};
use crate::component::text_field::{TextField, TextKind};
use crate::date::date_text;
use crate::failure::Answer;
use crate::form::{ErrorSummary, FormAction, FormState, ServerForm, failure_of, field};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;
use crate::sign_in::IdentifyAgain;

/// The form for a new grant: with `?igen=`, one that replaces a pending grant; with `?samma=`, one for somebody who has
/// a grant in the other channel.
pub enum NewAccessGrantPage {}

impl PageRoute for NewAccessGrantPage {
    type Key = (CustomerRef, Option<GrantSource>);
    type Data = NewAccessGrantForm;

    fn key(address: &Address) -> Answer<Self::Key> {
        let replaced = || address.query_param(QueryParam::Replaced).map(GrantSource::Replaced);
        let twin = || address.query_param(QueryParam::Twin).map(GrantSource::Twin);
        Ok((address.account()?, replaced().or_else(twin)))
    }

    async fn load((account, source): Self::Key) -> Answer<Self::Data> {
        load_new_access_grant_form(account, source).await
    }

    fn view((account, _): Self::Key, form: Self::Data) -> AnyView {
        view! { <NewGrantPage account form /> }.into_any()
    }
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
    let rules = form.number_rules;
    let share =
        FormAction::checked(move |typed| mistakes(typed, rules), move |rule| grant_error(rule, Some(form.limits)));
    let details = form.prefilled.clone();

    view! {
        <ErrorSummary forms=vec![share.state()] />
        <SendAgainHint list=list.clone() is_invited=share.is_refused_by(GrantRefusal::AlreadyInvited) />
        <ServerForm form=share hidden=hidden_fields(&account, &form)>
            <NameFields details=details.clone() details_of=DetailsOf::Another state=share.state() />
            <NumberField known=form.source.map(|(_, masked)| masked) least_age=rules.least_age state=share.state() />
            <ContactFields
                details
                details_of=DetailsOf::Another
                email_help=text!(access_grant.field.email_help)
                state=share.state()
            />
            <RelationField chosen=form.relation state=share.state() />
            <p class="ds-paragraph">{channel_text!(access_grant.deadline, date = date_text(form.last_day))}</p>
            <CheckboxField
                name=UNDERSTOOD
                label=channel_text!(access_grant.field.understood)
                error=share.at(UNDERSTOOD)
            />
            <div class="actions">
                <SubmitButton busy=share.is_busy()>{channel_text!(access_grant.save)}</SubmitButton>
                <LinkButton href=list variant=ButtonVariant::Tertiary>
                    {text!(access_grant.cancel)}
                </LinkButton>
            </div>
        </ServerForm>
    }
}

fn hidden_fields(account: &CustomerRef, form: &NewAccessGrantForm) -> Vec<(&'static str, String)> {
    let source = form.source.as_ref().map(|(source, _)| match source {
        GrantSource::Replaced(id) => (field!(replaces of ShareAccess), id.to_string()),
        GrantSource::Twin(id) => (field!(twin of ShareAccess), id.to_string()),
    });
    let account = (field!(account of ShareAccess), account.to_string());
    // The same each time that the form is sent: a second press after a lost answer shares nothing twice.
    let request_key = (field!(request_key of ShareAccess), form.request_key.to_string());
    [account, request_key].into_iter().chain(source).collect()
}

fn mistakes(typed: &ShareAccess, rules: NumberRules) -> Vec<GrantRefusal> {
    NewAccessGrant::from(typed.clone()).mistakes(rules)
}

impl From<ShareAccess> for NewAccessGrant {
    fn from(typed: ShareAccess) -> Self {
        let ShareAccess { given_name, surname, email, mobile, personal_number, relation, understood, .. } = typed;
        let source = typed.replaces.map(GrantSource::Replaced).or(typed.twin.map(GrantSource::Twin));
        let grantee = GranteeDetails { given_name, surname, email, mobile };
        Self { request_key: typed.request_key, grantee, personal_number, source, relation, understood }
    }
}

/// The link to "Skicka mejlet igen", if the person is already invited.
#[component]
fn SendAgainHint(list: String, is_invited: Signal<bool>) -> impl IntoView {
    move || {
        let list = list.clone();
        is_invited.get().then(|| {
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
}

/// The personal number: an input for a new person, masked text for one who has a grant.
#[component]
fn NumberField(known: Option<String>, least_age: u8, state: FormState) -> impl IntoView {
    match known {
        Some(masked) => view! { <FixedNumber masked help=text!(access_grant.field.number_fixed) /> }.into_any(),
        None => view! {
            <TextField
                name=PERSONAL_NUMBER
                label=text!(access_grant.field.personal_number)
                description=text!(access_grant.field.personal_number_help, age = least_age)
                error=state.at(PERSONAL_NUMBER)
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
fn RelationField(chosen: Option<Relation>, state: FormState) -> impl IntoView {
    let choices = Relation::ALL.iter().map(|relation| Choice {
        value: relation.to_string(),
        label: relation_text(*relation).to_owned(),
        description: None,
        lang: None,
    });

    view! {
        <RadioGroup
            name=RELATION
            legend=text!(access_grant.field.relation)
            choices=choices.collect()
            chosen=chosen.map(|relation| relation.to_string()).unwrap_or_default()
            required=true
            error=state.at(RELATION)
        />
    }
}
