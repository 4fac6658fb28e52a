//! Choosing how to sign in.

use leptos::prelude::*;
use types::page::{CompletedAction, Destination, QueryParam};
use types::session::SessionTime;
use types::sign_in::SignInRefusal;

use super::api::StartSignIn;
use super::refusal::{Obstacle, failure_sentence, sentence};
use super::start_form::StartChoices;
use crate::brand::Brand;
use crate::channel::channel;
use crate::channel::channel_text;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::customer_number::NumberSignIn;
use crate::failure::Answer;
use crate::form::failure_of;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute, completed_action, query_param};
use crate::paths;
use crate::session::api::load_session_time;

/// The sign-in methods: BankID here or on another device, and on the web customer number. Nobody types a personal
/// number.
pub enum SignInPage {}

impl PageRoute for SignInPage {
    type Key = Destination;
    type Data = Option<SessionTime>;

    /// Parsed as the server does, so that it can only lead to our own pages.
    fn key(address: &Address) -> Answer<Self::Key> {
        Ok(Destination::parse(channel(), address.query().get_str(QueryParam::Destination.as_str()).unwrap_or_default()))
    }

    /// Whether somebody is signed in already. An answer that does not say counts as signed out.
    async fn load(_: Self::Key) -> Answer<Self::Data> {
        Ok(load_session_time().await.unwrap_or_default())
    }

    fn view(destination: Self::Key, session: Self::Data) -> AnyView {
        view! { <SignIn destination is_signed_in=session.is_some() /> }.into_any()
    }
}

#[component]
fn SignIn(destination: Destination, is_signed_in: bool) -> impl IntoView {
    let has_timed_out = completed_action() == Some(CompletedAction::TimedOut);
    let go_on = is_signed_in.then(|| view! { <SignedInAlready destination=destination.clone() /> });
    let by_number = NumberSignIn::is_offered().then(|| view! { <ByNumber destination=destination.clone() /> });

    view! {
        <PageWidth>
            <Page title=channel_text!(sign_in.title) lead=text!(sign_in.lead)>
                <Obstacle sentence=obstacle() />
                {has_timed_out.then(|| view! { <TimedOut /> })}
                {go_on}
                <StartChoices destination=paths::to(&destination) />
                {by_number}
                <Explanation />
            </Page>
        </PageWidth>
    }
}

/// Why the previous attempt failed: a value in the query from the server's return route, or the failure of the plain
/// form.
fn obstacle() -> Option<String> {
    let refusal = query_param(QueryParam::Refusal).and_then(|word| word.parse::<SignInRefusal>().ok());
    let failed = failure_of::<StartSignIn>();
    refusal.map(|refusal| sentence(refusal).to_owned()).or_else(|| failed.as_ref().and_then(failure_sentence))
}

#[component]
fn TimedOut() -> impl IntoView {
    view! {
        <Notice>
            <p class="ds-paragraph">{text!(sign_in.timed_out)}</p>
        </Notice>
    }
}

#[component]
fn SignedInAlready(destination: Destination) -> impl IntoView {
    view! {
        <Notice>
            <p class="ds-paragraph">{text!(sign_in.signed_in)}</p>
            <LinkButton href=paths::to(&destination)>{channel_text!(sign_in.go_on)}</LinkButton>
        </Notice>
    }
}

/// The other method, for those without BankID. Web only.
#[component]
fn ByNumber(destination: Destination) -> impl IntoView {
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {text!(sign_in.no_bankid)}
            </h2>
            <p class="ds-paragraph">{text!(sign_in.no_bankid_text)}</p>
            <LinkButton href=paths::number_sign_in_for(&destination) variant=ButtonVariant::Secondary>
                {text!(sign_in.by_number)}
            </LinkButton>
        </section>
    }
}

#[component]
fn Explanation() -> impl IntoView {
    let company = Brand::current().company;
    view! {
        <section class="section">
            <h2 class="ds-heading" data-size="xs">
                {text!(sign_in.why)}
            </h2>
            <p class="ds-paragraph">{channel_text!(sign_in.why_text, company = company)}</p>
            <p class="ds-paragraph">{text!(sign_in.limit)}</p>
        </section>
    }
}
