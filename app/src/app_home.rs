//! The app's first page, for visitors who are not signed in.

use leptos::prelude::*;

use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::page::Page;
use crate::i18n::text;
use crate::installed_app::InstallHint;
use crate::layout::PageWidth;
use crate::paths;
use crate::start::Done;

/// What the app is, and how to sign in. The server redirects signed-in callers to their accounts.
#[component]
pub fn AppHomePage() -> impl IntoView {
    view! {
        <PageWidth>
            <Page title=text!(app_home.title) lead=text!(app_home.lead)>
                <Done />
                <div class="app-picture" inner_html=include_str!("start/lake.svg")></div>
                <div class="actions">
                    <LinkButton href=paths::sign_in()>{text!(app_home.sign_in)}</LinkButton>
                    <LinkButton href=paths::to(&types::Page::HowTheAppWorks) variant=ButtonVariant::Secondary>
                        {text!(app_home.how)}
                    </LinkButton>
                </div>
                <InstallHint />
            </Page>
        </PageWidth>
    }
}
