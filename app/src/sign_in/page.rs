//! Choosing how to sign in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::destination::Destination;
use types::sign_in::{BankIdStart, SignInRefusal};

use super::api::{StartSignIn, load_session_time};
use super::refusal::{Obstacle, failure_sentence, sentence};
use super::start_form::StartForm;
use crate::brand::Brand;
use crate::component::button::LinkButton;
use crate::component::icon::{Icon, IconImage};
use crate::component::notice::Notice;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;

/// Two equal ways to sign in with BankID. Nobody types a personal number.
#[component]
pub fn SignInPage() -> impl IntoView {
    let query = use_query_map();
    let destination = Signal::derive(move || query.read().get("till").unwrap_or_default());
    let has_timed_out = move || query.read().get_str("klart") == Some("tiden");
    let session = Resource::new(|| (), |()| load_session_time());

    view! {
        <PageWidth>
            <Page title=text!(sign_in.title) lead=text!(sign_in.lead)>
                <Obstacle sentence=obstacle() />
                {move || has_timed_out().then(|| view! { <TimedOut /> })}
                <Suspense>
                    {move || Suspend::new(async move {
                        let is_signed_in = matches!(session.await, Ok(Some(_)));
                        is_signed_in.then(|| view! { <SignedInAlready destination /> })
                    })}
                </Suspense>
                <Choices destination />
                <Explanation />
            </Page>
        </PageWidth>
    }
}

/// What stood in the way: a word in the address from the server's return route, or the failure of the plain form.
fn obstacle() -> Signal<Option<String>> {
    let query = use_query_map();
    let start = ServerAction::<StartSignIn>::new();
    Signal::derive(move || {
        let refusal = query.read().get_str("fel").and_then(|word| word.parse::<SignInRefusal>().ok());
        let failed = start.value().get().and_then(Result::err);
        refusal.map(|refusal| sentence(refusal).to_owned()).or_else(|| failed.as_ref().and_then(failure_sentence))
    })
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
fn SignedInAlready(destination: Signal<String>) -> impl IntoView {
    // Read as the server reads it, so that the link can only lead to our own pages.
    let href = Destination::parse(&destination.get_untracked()).path();
    view! {
        <Notice>
            <p class="ds-paragraph">{text!(sign_in.signed_in)}</p>
            <LinkButton href>{text!(sign_in.go_on)}</LinkButton>
        </Notice>
    }
}

#[component]
fn Choices(destination: Signal<String>) -> impl IntoView {
    view! {
        <ul class="sign-in-choices" role="list">
            <li class="ds-card">
                <span class="card-icon">
                    <IconImage icon=Icon::Phone />
                </span>
                <p class="ds-paragraph">{text!(sign_in.this_device_text)}</p>
                <StartForm start=BankIdStart::ThisDevice destination>
                    {text!(sign_in.this_device)}
                </StartForm>
            </li>
            <li class="ds-card">
                <span class="card-icon">
                    <IconImage icon=Icon::Code />
                </span>
                <p class="ds-paragraph">{text!(sign_in.other_device_text)}</p>
                <StartForm start=BankIdStart::OtherDevice destination>
                    {text!(sign_in.other_device)}
                </StartForm>
            </li>
        </ul>
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
            <p class="ds-paragraph">{text!(sign_in.why_text, company = company)}</p>
            <p class="ds-paragraph">{text!(sign_in.limit)}</p>
        </section>
    }
}
