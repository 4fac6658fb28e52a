//! Ändra uppgifter: while the invitation is pending.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantState};
use types::page::AccountPage;

use super::api::CorrectInvitation;
use super::field::{ContactFields, DetailsOf, NameFields};
use super::new_page::FixedNumber;
use super::refusal::grant_error;
use super::{full_name, load_grant_page};
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::keep_typed::KeepTyped;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::form::{ErrorSummary, FormErrors};
use crate::i18n::text;
use crate::paths;

/// The form that corrects an invited person's details.
#[component]
pub fn CorrectInvitationPage() -> impl IntoView {
    load_grant_page(|account, grant| view! { <CorrectPage account grant /> })
}

#[component]
fn CorrectPage(account: CustomerRef, grant: AccessGrant) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let title = text!(access_grant.correct_page.title, name = full_name(&grant.grantee));
    let content = match grant.state {
        GrantState::Pending => view! { <CorrectForm account grant list=list.clone() /> }.into_any(),
        _ => view! {
            <Notice>
                <p class="ds-paragraph">{channel_text!(access_grant.correct_page.confirmed)}</p>
            </Notice>
        }
        .into_any(),
    };

    view! {
        <BackLink href=list label=channel_text!(access_grant.title) />
        <Page title lead=text!(access_grant.correct_page.lead)>
            {content}
        </Page>
    }
}

#[component]
fn CorrectForm(account: CustomerRef, grant: AccessGrant, list: String) -> impl IntoView {
    let errors = FormErrors::of::<CorrectInvitation, _>(|rule| grant_error(rule, None));
    let details = grant.grantee;

    view! {
        <KeepTyped>
            <ErrorSummary errors=errors.clone() />
            <form class="form" method="post" action=paths::here(CorrectInvitation::url()) novalidate>
                <input type="hidden" name="account" value=account.to_string() />
                <input type="hidden" name="id" value=grant.id.to_string() />
                <NameFields details=details.clone() details_of=DetailsOf::Another errors=errors.clone() />
                <FixedNumber masked=grant.masked_number help=text!(access_grant.correct_page.number_help) />
                <ContactFields
                    details
                    details_of=DetailsOf::Another
                    email_help=text!(access_grant.correct_page.email_help)
                    errors
                />
                <div class="actions">
                    <SubmitButton>{text!(access_grant.save.web)}</SubmitButton>
                    <LinkButton href=list variant=ButtonVariant::Tertiary>
                        {text!(access_grant.cancel)}
                    </LinkButton>
                </div>
            </form>
        </KeepTyped>
    }
}
