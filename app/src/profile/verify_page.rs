//! The page that a verification letter links to.

use leptos::prelude::*;
use types::Channel;
use types::page::Destination;

use super::api::{VerifyEmail, is_email_link_valid};
use super::contact::profile_error;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Asks before the address is verified: mail scanners open links, but do not submit forms.
pub enum VerifyEmailPage {}

impl PageRoute for VerifyEmailPage {
    type Key = String;
    type Data = bool;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok(address.secret())
    }

    async fn load(secret: Self::Key) -> Answer<Self::Data> {
        is_email_link_valid(secret).await
    }

    fn view(secret: Self::Key, is_good: Self::Data) -> AnyView {
        let content =
            if is_good { view! { <Verify secret /> }.into_any() } else { view! { <InvalidLink /> }.into_any() };
        view! { <PageWidth>{content}</PageWidth> }.into_any()
    }
}

/// If the link has expired meanwhile, it says so.
#[component]
fn Verify(secret: String) -> impl IntoView {
    let verify = FormAction::new(profile_error);
    view! {
        <Page title=text!(profile.verify.title) lead=text!(profile.verify.lead)>
            <FormNotice forms=vec![verify.state()] />
            <ServerButton form=verify sends=VerifyEmail { secret }>
                {text!(profile.verify.button)}
            </ServerButton>
        </Page>
    }
}

#[component]
fn InvalidLink() -> impl IntoView {
    view! {
        <Page title=text!(profile.verify.bad_title) lead=text!(profile.verify.bad_lead)>
            <LinkButton href=paths::sign_in()>{text!(profile.verify.bad_link)}</LinkButton>
        </Page>
    }
}

/// Says that the new address is in effect.
#[component]
pub fn EmailVerifiedPage() -> impl IntoView {
    view! {
        <PageWidth>
            <Page title=text!(profile.verify.done_title) lead=text!(profile.verify.done_lead)>
                <div class="actions">
                    <LinkButton href=Destination::default().path(Channel::Web)>
                        {text!(profile.verify.done_link)}
                    </LinkButton>
                    <LinkButton href=Destination::default().path(Channel::App) variant=ButtonVariant::Secondary>
                        {text!(profile.verify.done_app)}
                    </LinkButton>
                </div>
            </Page>
        </PageWidth>
    }
}
