//! What happens next, after a person has been invited.

use leptos::prelude::*;
use types::access_grant::{AccessGrant, GrantState, LetterState};
use types::page::AccountPage;
use types::{AccessGrantId, CustomerRef};

use super::api::{RepeatInvitation, load_access_grant};
use super::elsewhere::OfferElsewhere;
use super::refusal::grant_error;
use super::status_text;
use crate::channel::channel_text;
use crate::component::back_link::BackLink;
use crate::component::button::{ButtonVariant, LinkButton, SubmitButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::date::date_text;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerCall};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Says to whom a letter is going and which day is the last.
pub enum AccessGrantSavedPage {}

impl PageRoute for AccessGrantSavedPage {
    type Key = (CustomerRef, AccessGrantId);
    type Data = AccessGrant;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.id()?))
    }

    async fn load((account, id): Self::Key) -> Answer<Self::Data> {
        load_access_grant(account, id).await
    }

    fn view((account, _): Self::Key, grant: Self::Data) -> AnyView {
        view! { <SavedPage account grant /> }.into_any()
    }
}

#[component]
fn SavedPage(account: CustomerRef, grant: AccessGrant) -> impl IntoView {
    let list = paths::account(&account, AccountPage::AccessGrants);
    let name = grant.grantee.given_name.clone();
    let offer = grant
        .twin
        .is_none()
        .then(|| view! { <OfferElsewhere account=account.clone() grant=grant.id name=name.clone() /> });

    // Nobody looks for a letter that has not been sent.
    let help = (!is_held(&grant)).then(|| {
        view! {
            <section class="section">
                <h2 class="ds-heading" data-size="xs">
                    {text!(access_grant.saved.help_title, name = name.clone())}
                </h2>
                <p class="ds-paragraph">{channel_text!(access_grant.saved.help_text, name = name)}</p>
            </section>
        }
    });

    view! {
        <BackLink href=list.clone() label=channel_text!(access_grant.title) />
        <Page title=channel_text!(access_grant.saved.title)>
            <Saved account=account.clone() grant=grant.clone() />
            {help}
            {offer}
            <div class="actions">
                <LinkButton href=list>{channel_text!(access_grant.to_list)}</LinkButton>
                <LinkButton
                    href=paths::account(&account, AccountPage::NewAccessGrant(None))
                    variant=ButtonVariant::Secondary
                >
                    {text!(access_grant.saved.one_more)}
                </LinkButton>
            </div>
        </Page>
    }
}

/// Whether the letter waits until the owner has checked the address.
fn is_held(grant: &AccessGrant) -> bool {
    (grant.state, grant.letter) == (GrantState::Pending, LetterState::ToCheck)
}

/// That a letter is being sent; or what the address really is, with a button that sends it.
#[component]
fn Saved(account: CustomerRef, grant: AccessGrant) -> impl IntoView {
    if !is_held(&grant) {
        let sentence = saved_sentence(&grant);
        return view! {
            <Notice kind=NoticeKind::Success>
                <p class="ds-paragraph">{sentence}</p>
            </Notice>
        }
        .into_any();
    }
    let correct = paths::account(&account, AccountPage::CorrectInvitation(grant.id));
    let form = FormAction::new(|rule| grant_error(rule, None));
    view! {
        <FormNotice forms=vec![form.state()] />
        <Notice kind=NoticeKind::Warning>
            <p class="ds-paragraph">{text!(access_grant.to_check.is, email = grant.grantee.email)}</p>
            <p class="ds-paragraph">{text!(access_grant.to_check.why)}</p>
        </Notice>
        <ServerCall form sends=RepeatInvitation { account, id: grant.id }>
            <div class="actions">
                <SubmitButton busy=form.is_busy()>{text!(access_grant.to_check.send)}</SubmitButton>
                <LinkButton href=correct variant=ButtonVariant::Secondary>
                    {text!(access_grant.to_check.correct)}
                </LinkButton>
            </div>
        </ServerCall>
    }
    .into_any()
}

/// The page can be opened again after the person has confirmed.
fn saved_sentence(grant: &AccessGrant) -> String {
    if grant.state == GrantState::Active {
        return status_text(grant);
    }
    if grant.letter == LetterState::Later {
        return channel_text!(
            access_grant.saved.later,
            email = grant.grantee.email.clone(),
            name = grant.grantee.given_name.clone(),
            date = date_text(grant.last_day)
        );
    }
    channel_text!(
        access_grant.saved.sentence,
        email = grant.grantee.email.clone(),
        name = grant.grantee.given_name.clone(),
        date = date_text(grant.last_day)
    )
}
