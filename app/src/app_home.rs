//! The app's first page, for somebody who is not signed in.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::notice::{Notice, NoticeKind};
use crate::component::page::Page;
use crate::i18n::text;
use crate::installed_app::InstallHint;
use crate::layout::PageWidth;
use crate::paths;
use crate::question::done_word;

/// What the app is, and the way in. The server leads whoever is signed in on to their accounts.
#[component]
pub fn AppHomePage() -> impl IntoView {
    view! {
        <PageWidth>
            <Page title=text!(app_home.title) lead=text!(app_home.lead)>
                <Done />
                <div class="app-picture" inner_html=include_str!("start/lake.svg")></div>
                <div class="actions">
                    <LinkButton href=paths::here(paths::SIGN_IN)>{text!(app_home.sign_in)}</LinkButton>
                    <LinkButton href=paths::here(paths::HOW_THE_APP_WORKS) variant=ButtonVariant::Secondary>
                        {text!(app_home.how)}
                    </LinkButton>
                </div>
                <InstallHint />
            </Page>
        </PageWidth>
    }
}

/// Tells somebody who has just signed out, or deleted their user, that it worked.
#[component]
fn Done() -> impl IntoView {
    let sentence = match done_word().as_deref() {
        Some("utloggad") => Some(text!(app_home.signed_out)),
        Some("raderad") => Some(text!(own_data.erased)),
        _ => None,
    };
    sentence.map(|sentence| {
        view! {
            <Notice kind=NoticeKind::Success>
                <p class="ds-paragraph">{sentence}</p>
            </Notice>
        }
    })
}
