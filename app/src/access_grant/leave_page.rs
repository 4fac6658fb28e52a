//! Asks before somebody gives up their access to an account.

use leptos::prelude::*;
use types::CustomerRef;
use types::account::{AccountContext, Standing};
use types::page::AccountPage;

use super::api::LeaveAccess;
use crate::account::api::load_account_context;
use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::confirm::Confirm;
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Lämna: for grantees.
pub enum LeavePage {}

impl PageRoute for LeavePage {
    type Key = CustomerRef;
    type Data = AccountContext;

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_account_context(account).await
    }

    fn view(_: Self::Key, AccountContext { account, .. }: Self::Data) -> AnyView {
        match account.standing {
            Standing::Grantee { owner, .. } => view! { <Leave account=account.reference owner /> }.into_any(),
            Standing::Holder => view! { <HolderCannotLeave account=account.reference /> }.into_any(),
        }
    }
}

#[component]
fn Leave(account: CustomerRef, owner: String) -> impl IntoView {
    let overview = paths::account(&account, AccountPage::Overview);
    let form = FormAction::new(|rule| match rule {});

    view! {
        <Confirm
            question=channel_text!(access_grant.leave.question, owner = owner.clone())
            consequence=channel_text!(access_grant.leave.consequence, owner = owner)
            back=overview.clone()
        >
            <FormNotice forms=vec![form.state()] />
            <ServerButton
                form
                sends=LeaveAccess { account }
                variant=ButtonVariant::Danger
                way_out=(overview, text!(access_grant.cancel))
            >
                {text!(access_grant.leave.button)}
            </ServerButton>
        </Confirm>
    }
}

/// A holder has no access to give up.
#[component]
fn HolderCannotLeave(account: CustomerRef) -> impl IntoView {
    view! {
        <Page title=text!(access_grant.leave.holder_title) lead=text!(access_grant.leave.holder_text)>
            <LinkButton href=paths::account(&account, AccountPage::Overview)>
                {text!(access_grant.leave.holder_back)}
            </LinkButton>
        </Page>
    }
}
