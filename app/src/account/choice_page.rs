//! Choosing an account.

use leptos::prelude::*;
use types::account::{Account, AccountChoice, ChoiceVisit, CustomerKind, Standing, WaitingInvitation};
use types::page::{AccountPage, CompletedAction, QueryParam};

use super::api::load_account_choice;
use super::no_account::{Elsewhere, NoAccount};
use crate::channel::{channel, channel_text};
use crate::component::button::LinkButton;
use crate::component::card::{Card, CardRow, LinkCard};
use crate::component::icon::Icon;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::component::tag::Tag;
use crate::date::date_text;
use crate::failure::Answer;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute, completed_action};
use crate::paths;

/// The person's own accounts and those shared with them, with pending invitations on top.
pub enum AccountChoicePage {}

impl PageRoute for AccountChoicePage {
    type Key = (ChoiceVisit, AccountPage);
    type Data = AccountChoice;

    fn key(address: &Address) -> Answer<Self::Key> {
        let is_looking = address.query().get_str(QueryParam::Switching.as_str()).is_some()
            || address.query().get_str(QueryParam::Done.as_str()).is_some();
        let visit = if is_looking { ChoiceVisit::Looking } else { ChoiceVisit::Entering };
        let wanted = address
            .query()
            .get_str(QueryParam::Destination.as_str())
            .and_then(|page| AccountPage::parse(channel(), page)?.of_any_account());
        Ok((visit, wanted.unwrap_or(AccountPage::Overview)))
    }

    async fn load((visit, wanted): Self::Key) -> Answer<Self::Data> {
        load_account_choice(visit, wanted).await
    }

    fn view((_, wanted): Self::Key, choice: Self::Data) -> AnyView {
        view! {
            <PageWidth>
                <Choice choice wanted />
            </PageWidth>
        }
        .into_any()
    }
}

#[component]
fn Choice(choice: AccountChoice, wanted: AccountPage) -> impl IntoView {
    let AccountChoice { accounts, invitations, elsewhere } = choice;
    let (own, shared): (Vec<_>, Vec<_>) = accounts.into_iter().partition(|account| account.standing.is_holder());
    match (own.is_empty() && shared.is_empty(), invitations.is_empty(), elsewhere) {
        (true, true, None) => return view! { <NoAccount done=done() /> }.into_any(),
        (true, true, Some(_)) => return view! { <Elsewhere done=done() /> }.into_any(),
        _ => {}
    }
    let is_invited_only = own.is_empty() && shared.is_empty();
    let lead = if is_invited_only { channel_text!(account.lead_invited) } else { text!(account.lead) };

    view! {
        <Page title=text!(account.title) lead>
            {done()}
            <Invitations invitations />
            <Accounts title=text!(account.own) accounts=own wanted=wanted.clone() />
            <Accounts title=text!(account.shared) accounts=shared wanted />
        </Page>
    }
    .into_any()
}

/// A notice about the completed action that redirected here.
fn done() -> AnyView {
    let sentence = match completed_action() {
        Some(CompletedAction::AccessLeft) => Some(text!(account.left)),
        Some(CompletedAction::AccessDeclined) => Some(text!(account.declined)),
        _ => None,
    };
    let notice = sentence.map(|sentence| {
        view! {
            <Notice kind=NoticeKind::Success>
                <p class="ds-paragraph">{sentence}</p>
            </Notice>
        }
    });
    notice.into_any()
}

#[component]
fn Invitations(invitations: Vec<WaitingInvitation>) -> impl IntoView {
    (!invitations.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {text!(account.invitations)}
                </h2>
                <CardRow>{invitations.into_iter().map(invitation_card).collect_view()}</CardRow>
            </section>
        }
    })
}

fn invitation_card(invitation: WaitingInvitation) -> impl IntoView {
    let WaitingInvitation { id, owner, last_day } = invitation;
    let day = date_text(last_day);
    view! {
        <Card title=text!(account.invitation_title, owner = &owner) icon=Icon::People>
            <p class="ds-paragraph">{channel_text!(account.invitation_text, owner = &owner, day = day)}</p>
            <LinkButton href=paths::invitation(id)>{text!(account.invitation_link, owner = &owner)}</LinkButton>
        </Card>
    }
}

#[component]
fn Accounts(title: &'static str, accounts: Vec<Account>, wanted: AccountPage) -> impl IntoView {
    (!accounts.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="ds-heading" data-size="sm">
                    {title}
                </h2>
                <CardRow>{accounts.into_iter().map(|account| account_card(account, wanted.clone())).collect_view()}</CardRow>
            </section>
        }
    })
}

/// An account with a link to the wanted page.
fn account_card(account: Account, wanted: AccountPage) -> impl IntoView {
    let Account { reference, name, kind, standing } = account;
    let (icon, line) = match standing {
        Standing::Holder => (Icon::House, text!(account.holder).to_owned()),
        Standing::Grantee { owner, .. } => (Icon::People, text!(account.shared_by, owner = owner)),
    };
    let is_business = kind == CustomerKind::Business;
    view! {
        <LinkCard title=name href=paths::account(&reference, wanted) icon>
            <p class="ds-paragraph">{line}</p>
            {is_business.then(|| view! { <Tag text=text!(account.business) /> })}
        </LinkCard>
    }
}
