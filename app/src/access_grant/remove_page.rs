//! Asks before a grant is taken back.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantState};
use types::destination::AccountPage;

use super::api::RemoveAccess;
use super::{answered_of_grant, full_name};
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::confirm::Confirm;
use crate::form::{FormNotice, form_errors};
use crate::i18n::text;
use crate::paths;

/// Ta bort: pending or active.
#[component]
pub fn RemoveAccessPage() -> impl IntoView {
    let remove = ServerAction::<RemoveAccess>::new();
    answered_of_grant(move |account, grant| view! { <RemovePage account grant remove /> })
}

#[component]
fn RemovePage(account: CustomerRef, grant: AccessGrant, remove: ServerAction<RemoveAccess>) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let name = grant.grantee.given_name.clone();
    let consequence = if grant.state == GrantState::Active {
        text!(access_grant.remove_page.active, name = name)
    } else {
        text!(access_grant.remove_page.pending, name = name)
    };
    let errors = form_errors(remove, |rule: types::NoRefusal| match rule {});

    view! {
        <Confirm
            question=text!(access_grant.remove_page.question, name = full_name(&grant.grantee))
            consequence
            back=list.clone()
        >
            <FormNotice errors />
            <ActionForm action=remove>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="id" value=grant.id.to_string() />
                <div class="actions">
                    <SubmitButton variant=ButtonVariant::Danger>
                        {text!(access_grant.remove)}
                    </SubmitButton>
                    <LinkButton href=list variant=ButtonVariant::Tertiary>
                        {text!(access_grant.cancel)}
                    </LinkButton>
                </div>
            </ActionForm>
        </Confirm>
    }
}
