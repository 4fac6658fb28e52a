//! What a page shows instead of an answer.

use leptos::prelude::*;

use crate::component::button::LinkButton;
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::failure::Failure;
use crate::i18n::text;
use crate::not_found::NotFound;
use crate::paths;

/// Says why there is no page, and what the person can do about it.
pub(super) fn failed_page(failure: Failure) -> AnyView {
    match failure {
        Failure::NotFound => view! { <NotFound /> }.into_any(),
        Failure::Forbidden => view! { <Forbidden /> }.into_any(),
        failure => view! { <Failed failure /> }.into_any(),
    }
}

/// Says that the account may be used, but not for this.
#[component]
fn Forbidden() -> impl IntoView {
    view! {
        <Page title=text!(question.forbidden_title) lead=text!(question.forbidden_lead)>
            <LinkButton href=paths::accounts()>{text!(question.forbidden_back)}</LinkButton>
        </Page>
    }
}

/// Says what the person can do about a failure. The details are in the server's log.
#[component]
fn Failed(failure: Failure) -> impl IntoView {
    view! {
        <Page title=text!(failure.title)>
            <Notice kind=NoticeKind::Danger>
                <p class="ds-paragraph">{failure.sentence()}</p>
            </Notice>
        </Page>
    }
}
