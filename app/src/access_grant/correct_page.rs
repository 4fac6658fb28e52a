//! Ändra uppgifter: while the invitation waits.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantState};
use types::destination::AccountPage;

use super::api::CorrectInvitation;
use super::field::{ContactFields, NameFields, Whose};
use super::new_page::FixedNumber;
use super::refusal::grant_error;
use super::{answered_of_grant, full_name};
use crate::component::breadcrumbs::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::error_summary::ErrorSummary;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::form::form_errors;
use crate::i18n::text;
use crate::paths;

/// The form that corrects what was typed about an invited person.
#[component]
pub fn CorrectInvitationPage() -> impl IntoView {
    answered_of_grant(|account, grant| view! { <CorrectPage account grant /> })
}

#[component]
fn CorrectPage(account: CustomerRef, grant: AccessGrant) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let title = text!(access_grant.correct_page.title, name = full_name(&grant.grantee));
    let content = match grant.state {
        GrantState::Pending => view! { <CorrectForm account grant list=list.clone() /> }.into_any(),
        _ => view! {
            <Notice>
                <p class="ds-paragraph">{text!(access_grant.correct_page.confirmed)}</p>
            </Notice>
        }
        .into_any(),
    };

    view! {
        <BackLink href=list label=text!(access_grant.title) />
        <Page title lead=text!(access_grant.correct_page.lead)>
            {content}
        </Page>
    }
}

#[island]
fn CorrectForm(account: CustomerRef, grant: AccessGrant, list: String) -> impl IntoView {
    let correct = ServerAction::<CorrectInvitation>::new();
    let errors = form_errors(correct, |rule| grant_error(rule, None));
    let details = grant.grantee;

    view! {
        <ErrorSummary errors />
        <ActionForm action=correct attr:class="form" attr:novalidate=true>
            <input type="hidden" name="account" value=account.to_string() />
            <input type="hidden" name="id" value=grant.id.to_string() />
            <NameFields details=details.clone() whose=Whose::Another errors />
            <FixedNumber masked=grant.masked_number help=text!(access_grant.correct_page.number_help) />
            <ContactFields details whose=Whose::Another email_help=text!(access_grant.correct_page.email_help) errors />
            <div class="actions">
                <SubmitButton pending=correct.pending()>{text!(access_grant.save)}</SubmitButton>
                <LinkButton href=list variant=ButtonVariant::Tertiary>
                    {text!(access_grant.cancel)}
                </LinkButton>
            </div>
        </ActionForm>
    }
}
