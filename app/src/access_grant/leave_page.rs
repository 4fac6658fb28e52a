//! Asks before somebody gives up their access to an account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::account::{AccountContext, Standing};
use types::page::AccountPage;

use super::api::LeaveAccess;
use crate::account::Frame;
use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::button_form::ButtonForm;
use crate::component::confirm::Confirm;
use crate::component::page::Page;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::page::load_page;
use crate::paths;

/// Lämna: for grantees.
#[component]
pub fn LeavePage() -> impl IntoView {
    load_page(Frame::of_page().answer(), |AccountContext { account, .. }| match account.standing {
        Standing::Grantee { owner, .. } => view! { <Leave account=account.reference owner /> }.into_any(),
        Standing::Holder => view! { <HolderCannotLeave account=account.reference /> }.into_any(),
    })
}

#[component]
fn Leave(account: CustomerRef, owner: String) -> impl IntoView {
    let overview = paths::account(&account, AccountPage::Overview);
    let errors = FormErrors::of::<LeaveAccess, _>(|rule| match rule {});

    view! {
        <Confirm
            question=channel_text!(access_grant.leave.question, owner = owner.clone())
            consequence=channel_text!(access_grant.leave.consequence, owner = owner)
            back=overview.clone()
        >
            <FormNotice errors />
            <ButtonForm
                action=paths::here(LeaveAccess::url())
                hidden=[("account", account.to_string())]
                variant=ButtonVariant::Danger
                way_out=(overview, text!(access_grant.cancel))
            >
                {text!(access_grant.leave.button)}
            </ButtonForm>
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
