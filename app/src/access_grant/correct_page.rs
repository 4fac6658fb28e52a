//! Ändra uppgifter: while the invitation waits.

use leptos::prelude::*;
use types::CustomerRef;
use types::access_grant::{AccessGrant, GrantState};
use types::destination::AccountPage;

use super::api::CorrectInvitation;
use super::field::{ContactFields, NameFields, Whose};
use super::new_page::FixedNumber;
use super::refusal::grant_error;
use super::{full_name, grant_of_page};
use crate::component::breadcrumbs::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::error_summary::ErrorSummary;
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::form::form_errors;
use crate::i18n::text;
use crate::paths;
use crate::question::{account_of_page, answered};

/// The form that corrects what was typed about an invited person.
#[component]
pub fn CorrectInvitationPage() -> impl IntoView {
    let account = account_of_page();
    let correct = ServerAction::<CorrectInvitation>::new();

    answered(grant_of_page(), move |grant| {
        account.get_untracked().map(|account| view! { <CorrectPage account grant correct /> })
    })
}

#[component]
fn CorrectPage(account: CustomerRef, grant: AccessGrant, correct: ServerAction<CorrectInvitation>) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let title = text!(access_grant.correct_page.title, name = full_name(&grant.grantee));
    let content = match grant.state {
        GrantState::Pending => view! { <CorrectForm account grant correct list=list.clone() /> }.into_any(),
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

#[component]
fn CorrectForm(
    account: CustomerRef,
    grant: AccessGrant,
    correct: ServerAction<CorrectInvitation>,
    list: String,
) -> impl IntoView {
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
