//! Ändra uppgifter: while the invitation is pending.

use leptos::prelude::*;
use types::access_grant::{AccessGrant, GrantRefusal, GrantState, GranteeDetails};
use types::page::AccountPage;
use types::{AccessGrantId, CustomerRef};

use super::api::{CorrectInvitation, load_access_grant};
use super::field::{ContactFields, DetailsOf, NameFields};
use super::full_name;
use super::new_page::FixedNumber;
use super::refusal::grant_error;
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{ErrorSummary, FormAction, ServerForm, field};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// The form that corrects an invited person's details.
pub enum CorrectInvitationPage {}

impl PageRoute for CorrectInvitationPage {
    type Key = (CustomerRef, AccessGrantId);
    type Data = AccessGrant;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.id()?))
    }

    async fn load((account, id): Self::Key) -> Answer<Self::Data> {
        load_access_grant(account, id).await
    }

    fn view((account, _): Self::Key, grant: Self::Data) -> AnyView {
        view! { <CorrectPage account grant /> }.into_any()
    }
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
    let form = FormAction::checked(mistakes, |rule| grant_error(rule, None));
    let details = grant.grantee;
    let hidden = [
        (field!(account of CorrectInvitation), account.to_string()),
        (field!(id of CorrectInvitation), grant.id.to_string()),
    ];

    view! {
        <ErrorSummary forms=vec![form.state()] />
        <ServerForm form hidden>
            <NameFields details=details.clone() details_of=DetailsOf::Another state=form.state() />
            <FixedNumber masked=grant.masked_number help=text!(access_grant.correct_page.number_help) />
            <ContactFields
                details
                details_of=DetailsOf::Another
                email_help=text!(access_grant.correct_page.email_help)
                state=form.state()
            />
            <div class="actions">
                <SubmitButton busy=form.is_busy()>{text!(access_grant.save.web)}</SubmitButton>
                <LinkButton href=list variant=ButtonVariant::Tertiary>
                    {text!(access_grant.cancel)}
                </LinkButton>
            </div>
        </ServerForm>
    }
}

fn mistakes(typed: &CorrectInvitation) -> Vec<GrantRefusal> {
    let CorrectInvitation { given_name, surname, email, mobile, .. } = typed.clone();
    GranteeDetails { given_name, surname, email, mobile }.mistakes(&GrantRefusal::DETAILS)
}
