//! What a page shows instead of an answer.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use types::Page;
use types::page::{CompletedAction, Destination};

use super::Address;
use crate::arrival::path_and_query;
use crate::channel::channel;
use crate::component::button::LinkButton;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page as PageFrame;
use crate::failure::Failure;
use crate::i18n::text;
use crate::not_found::NotFound;
use crate::paths;

/// Says why there is no page, and what the person can do about it.
///
/// The server redirects a document whose session or access has ended. A page that the browser makes goes there itself,
/// since only the browser knows which page it is going to.
pub(super) fn failed_page(failure: Failure, address: &Address) -> AnyView {
    match failure {
        Failure::NotFound => view! { <NotFound /> }.into_any(),
        Failure::Forbidden => view! { <Forbidden /> }.into_any(),
        Failure::SignedOut => {
            Effect::new(sign_in_again);
            view! { <Failed failure /> }.into_any()
        }
        Failure::Ended => {
            let ended = address.account().ok().map(|account| paths::ended(&account));
            Effect::new(move || {
                if let Some(ended) = &ended {
                    use_navigate()(ended, NavigateOptions { replace: true, ..NavigateOptions::default() });
                }
            });
            view! { <Failed failure /> }.into_any()
        }
        failure => view! { <Failed failure /> }.into_any(),
    }
}

/// Loads the document for signing in, and from there again the page that the router shows or is going to.
fn sign_in_again() {
    let page = Destination::wanted(channel(), &path_and_query(&use_location()));
    let address = Page::SignIn(page).path_after(channel(), CompletedAction::TimedOut);
    // If that fails, the page says that the session has ended.
    let _ = window().location().set_href(&address);
}

/// Says that the account may be used, but not for this.
#[component]
fn Forbidden() -> impl IntoView {
    view! {
        <PageFrame title=text!(question.forbidden_title) lead=text!(question.forbidden_lead)>
            <LinkButton href=paths::accounts()>{text!(question.forbidden_back)}</LinkButton>
        </PageFrame>
    }
}

/// Says what the person can do about a failure. The details are in the server's log.
#[component]
fn Failed(failure: Failure) -> impl IntoView {
    view! {
        <PageFrame title=text!(failure.title)>
            <Notice kind=NoticeKind::Danger>
                <p class="ds-paragraph">{failure.sentence()}</p>
            </Notice>
        </PageFrame>
    }
}
