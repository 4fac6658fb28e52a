//! Asks before a grant is removed.

use leptos::prelude::*;
use types::access_grant::{AccessGrant, GrantState};
use types::page::AccountPage;
use types::{AccessGrantId, CustomerRef};

use super::api::{RemoveAccess, load_access_grant};
use super::full_name;
use crate::channel::channel_text;
use crate::component::button::ButtonVariant;
use crate::component::confirm::Confirm;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Ta bort: a pending or an active grant.
pub enum RemoveAccessPage {}

impl PageRoute for RemoveAccessPage {
    type Key = (CustomerRef, AccessGrantId);
    type Data = AccessGrant;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.id()?))
    }

    async fn load((account, id): Self::Key) -> Answer<Self::Data> {
        load_access_grant(account, id).await
    }

    fn view((account, _): Self::Key, grant: Self::Data) -> AnyView {
        view! { <RemovePage account grant /> }.into_any()
    }
}

#[component]
fn RemovePage(account: CustomerRef, grant: AccessGrant) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let name = grant.grantee.given_name.clone();
    let consequence = if grant.state == GrantState::Active {
        channel_text!(access_grant.remove_page.active, name = name)
    } else {
        text!(access_grant.remove_page.pending, name = name)
    };
    let form = FormAction::new(|rule| match rule {});

    view! {
        <Confirm
            question=channel_text!(access_grant.remove_page.question, name = full_name(&grant.grantee))
            consequence
            back=list.clone()
        >
            <FormNotice forms=vec![form.state()] />
            <ServerButton
                form
                sends=RemoveAccess { account, id: grant.id }
                variant=ButtonVariant::Danger
                way_out=(list, text!(access_grant.cancel))
            >
                {text!(access_grant.remove)}
            </ServerButton>
        </Confirm>
    }
}
