//! The page that a verification letter links to.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use types::Channel;
use types::page::Destination;

use super::api::is_email_link_valid;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::button_form::ButtonForm;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::load_page;
use crate::paths;

/// Asks before the address is verified: mail scanners open links, but do not submit forms.
#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    let secret = use_params_map().with_untracked(|params| params.get("secret")).unwrap_or_default();
    let page = load_page(is_email_link_valid(secret.clone()), move |is_good| {
        if is_good { view! { <Verify secret /> }.into_any() } else { view! { <InvalidLink /> }.into_any() }
    });

    view! { <PageWidth>{page}</PageWidth> }
}

/// A plain form. If the link has expired meanwhile, the page it returns to says so.
#[component]
fn Verify(secret: String) -> impl IntoView {
    view! {
        <Page title=text!(profile.verify.title) lead=text!(profile.verify.lead)>
            <ButtonForm
                action=paths::here(paths::VERIFY_EMAIL)
                hidden=[("secret", secret)]
            >
                {text!(profile.verify.button)}
            </ButtonForm>
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
