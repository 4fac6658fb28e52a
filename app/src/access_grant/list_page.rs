//! Hantera behörigheter: who has access to the account, and what can be done about it.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::AccessGrantList;
use types::page::{AccountPage, CompletedAction};

use super::api::load_access_grants;
use super::elsewhere::AskElsewhere;
use super::full_name;
use super::news::NewsSection;
use super::refusal::grant_error;
use super::row::{GrantRow, Repeat};
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::LinkButton;
use crate::component::data_table::DataTable;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::steps::{Step, Steps};
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice};
use crate::i18n::text;
use crate::page::{Address, PageRoute, completed_action};
use crate::paths;

/// The list of an account's grants.
pub enum AccessGrantsPage {}

impl PageRoute for AccessGrantsPage {
    type Key = CustomerRef;
    type Data = AccessGrantList;

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_access_grants(account).await
    }

    fn view(account: Self::Key, list: Self::Data) -> AnyView {
        view! { <GrantListPage account list /> }.into_any()
    }
}

#[component]
fn GrantListPage(account: CustomerRef, list: AccessGrantList) -> impl IntoView {
    let limits = list.limits;
    let repeat = FormAction::new(move |rule| grant_error(rule, Some(limits)));
    let tried = list.grants.iter().filter(|grant| grant.tried_by_another).map(|grant| full_name(&grant.grantee));
    let tried = tried.map(tried_notice).collect_view();
    let done = move || (!repeat.state().is_refused()).then(done_notice);

    view! {
        <BackLink href=paths::account(&account, AccountPage::Profile) label=text!(access_grant.profile) />
        <Page title=channel_text!(access_grant.title) lead=channel_text!(access_grant.intro)>
            {done}
            <AskElsewhere account=account.clone() />
            <FormNotice forms=vec![repeat.state()] />
            {tried}
            <NewGrant account=account.clone() list=list.clone() />
            <GrantSection account=account.clone() list=list.clone() repeat />
            <NewsSection news=list.news />
        </Page>
    }
}

/// A notice about the completed action, unless a newer failure is shown.
fn done_notice() -> Option<impl IntoView> {
    let sentence = match completed_action()? {
        CompletedAction::InvitationRepeated => text!(access_grant.done.repeated),
        CompletedAction::InvitationCorrected => text!(access_grant.done.corrected),
        CompletedAction::AccessRemoved => channel_text!(access_grant.done.removed),
        _ => return None,
    };
    Some(view! {
        <Notice kind=NoticeKind::Success>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    })
}

/// Rule G14: the owner learns that somebody tried, never who.
fn tried_notice(name: String) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p class="ds-paragraph">{text!(access_grant.tried_by_another, name = name)}</p>
        </Notice>
    }
}

/// The link to the form, or why it is not available now.
#[component]
fn NewGrant(account: CustomerRef, list: AccessGrantList) -> impl IntoView {
    let is_full = list.grants.len() >= list.limits.live as usize;
    match (list.has_room, is_full) {
        (true, _) => {
            let form = paths::account(&account, AccountPage::NewAccessGrant(None));
            view! { <LinkButton href=form>{channel_text!(access_grant.new_grant)}</LinkButton> }.into_any()
        }
        (false, true) => no_room(text!(access_grant.refusal.too_many_live, most = list.limits.live)).into_any(),
        (false, false) => no_room(text!(access_grant.refusal.too_many_pending, most = list.limits.pending)).into_any(),
    }
}

fn no_room(sentence: String) -> impl IntoView {
    view! {
        <Notice>
            <p class="ds-paragraph">{sentence}</p>
        </Notice>
    }
}

#[component]
fn GrantSection(account: CustomerRef, list: AccessGrantList, repeat: Repeat) -> impl IntoView {
    if list.grants.is_empty() {
        return view! { <NobodyYet /> }.into_any();
    }
    let columns = vec![
        text!(access_grant.column.person).to_owned(),
        text!(access_grant.column.contact).to_owned(),
        text!(access_grant.column.status).to_owned(),
        String::new(),
    ];
    let rows = list.grants.into_iter().map(move |grant| view! { <GrantRow account=account.clone() grant repeat /> });

    view! {
        <section class="section">
            <DataTable caption=text!(access_grant.people) columns>
                {rows.collect_view()}
            </DataTable>
            <p class="ds-paragraph">{channel_text!(access_grant.duty)}</p>
            <p class="ds-paragraph">{channel_text!(access_grant.elsewhere_note)}</p>
        </section>
    }
    .into_any()
}

/// What to expect, before the first grant.
#[component]
fn NobodyYet() -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="sm">
                {channel_text!(access_grant.nobody.title)}
            </h2>
            <p class="ds-paragraph">{text!(access_grant.nobody.text)}</p>
            <Steps>
                <Step title=text!(access_grant.nobody.invite_title)>{channel_text!(access_grant.nobody.invite_text)}</Step>
                <Step title=text!(access_grant.nobody.letter_title)>{channel_text!(access_grant.nobody.letter_text)}</Step>
                <Step title=text!(access_grant.nobody.confirm_title)>{text!(access_grant.nobody.confirm_text)}</Step>
            </Steps>
            <p class="ds-paragraph">{channel_text!(access_grant.duty)}</p>
            <p class="ds-paragraph">{channel_text!(access_grant.elsewhere_note)}</p>
            <a class="ds-link" href=paths::to(&types::Page::Share)>
                {text!(access_grant.nobody.more)}
            </a>
        </section>
    }
}
