//! Asks before a grant is removed.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantState};
use types::page::AccountPage;

use super::api::RemoveAccess;
use super::{full_name, load_grant_page};
use crate::channel::channel_text;
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::component::confirm::Confirm;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::paths;

/// Ta bort: a pending or an active grant.
#[component]
pub fn RemoveAccessPage() -> impl IntoView {
    load_grant_page(|account, grant| view! { <RemovePage account grant /> })
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
    let errors = FormErrors::of::<RemoveAccess, _>(|rule| match rule {});

    view! {
        <Confirm
            question=channel_text!(access_grant.remove_page.question, name = full_name(&grant.grantee))
            consequence
            back=list.clone()
        >
            <FormNotice errors />
            <ButtonForm
                action=paths::here(RemoveAccess::url())
                hidden=[("account", account.to_string()), ("id", grant.id.to_string())]
                variant=ButtonVariant::Danger
                way_out=(list, text!(access_grant.cancel))
            >
                {text!(access_grant.remove)}
            </ButtonForm>
        </Confirm>
    }
}
