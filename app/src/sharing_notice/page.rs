//! "Var det inte du?": the page that the letter about sharing by customer number links to (rule G15).

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{DenySharing, is_notice_valid};
use crate::brand::Brand;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::button_form::ButtonForm;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::load_page;
use crate::paths;

/// Asks before blocking anything: mail scanners open links, but do not submit forms.
#[component]
pub fn SharingNoticePage() -> impl IntoView {
    let secret = use_params_map().with_untracked(|params| params.get("secret")).unwrap_or_default();
    let page = load_page(is_notice_valid(secret.clone()), move |is_good| {
        if is_good { view! { <Stop secret /> }.into_any() } else { view! { <InvalidLink /> }.into_any() }
    });

    view! { <PageWidth>{page}</PageWidth> }
}

/// A plain form. If the link has expired meanwhile, the page it returns to says so.
#[component]
fn Stop(secret: String) -> impl IntoView {
    view! {
        <Page title=text!(customer_number.notice.title) lead=text!(customer_number.notice.lead)>
            <ul class="ds-list">
                <li>{text!(customer_number.notice.invitation)}</li>
                <li>{text!(customer_number.notice.sharing)}</li>
                <li>{text!(customer_number.notice.password)}</li>
            </ul>
            <p class="ds-paragraph">{text!(customer_number.notice.if_it_was)}</p>
            <ButtonForm
                action=DenySharing::url()
                hidden=[("secret", secret)]
                variant=ButtonVariant::Danger
            >
                {text!(customer_number.notice.button)}
            </ButtonForm>
        </Page>
    }
}

#[component]
fn InvalidLink() -> impl IntoView {
    let Brand { phone, .. } = Brand::current();
    view! {
        <Page
            title=text!(customer_number.notice.bad_title)
            lead=text!(customer_number.notice.bad_lead, phone = phone)
        >
            <LinkButton href=paths::sign_in()>{text!(customer_number.notice.sign_in)}</LinkButton>
        </Page>
    }
}

/// What has been blocked, and how to lift the block.
#[component]
pub fn SharingDeniedPage() -> impl IntoView {
    let Brand { phone, .. } = Brand::current();
    view! {
        <PageWidth>
            <Page
                title=text!(customer_number.notice.done_title)
                lead=text!(customer_number.notice.done_lead, phone = phone)
            >
                <LinkButton href=paths::sign_in()>{text!(customer_number.notice.sign_in)}</LinkButton>
            </Page>
        </PageWidth>
    }
}
