//! "Var det inte du?": the page that the letter about sharing by customer number links to (rule G15).

use leptos::prelude::*;
use types::sharing_notice::DenyRefusal;

use super::api::{DenySharing, is_notice_valid};
use crate::brand::Brand;
use crate::component::button::{ButtonVariant, LinkButton};
use crate::component::page::Page;
use crate::failure::Answer;
use crate::form::{FormAction, FormError, FormNotice, ServerButton};
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Asks before blocking anything: mail scanners open links, but do not submit forms.
pub enum SharingNoticePage {}

impl PageRoute for SharingNoticePage {
    type Key = String;
    type Data = bool;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok(address.secret())
    }

    async fn load(secret: Self::Key) -> Answer<Self::Data> {
        is_notice_valid(secret).await
    }

    fn view(secret: Self::Key, is_good: Self::Data) -> AnyView {
        let content = if is_good { view! { <Stop secret /> }.into_any() } else { view! { <InvalidLink /> }.into_any() };
        view! { <PageWidth>{content}</PageWidth> }.into_any()
    }
}

/// If the link has expired meanwhile, it says so.
#[component]
fn Stop(secret: String) -> impl IntoView {
    let Brand { phone, .. } = Brand::current();
    let deny = FormAction::new(move |rule| deny_error(rule, &phone));
    view! {
        <Page title=text!(customer_number.notice.title) lead=text!(customer_number.notice.lead)>
            <ul class="ds-list">
                <li>{text!(customer_number.notice.invitation)}</li>
                <li>{text!(customer_number.notice.sharing)}</li>
                <li>{text!(customer_number.notice.password)}</li>
            </ul>
            <p class="ds-paragraph">{text!(customer_number.notice.if_it_was)}</p>
            <FormNotice forms=vec![deny.state()] />
            <ServerButton form=deny sends=DenySharing { secret } variant=ButtonVariant::Danger>
                {text!(customer_number.notice.button)}
            </ServerButton>
        </Page>
    }
}

fn deny_error(rule: DenyRefusal, phone: &str) -> FormError {
    let message = match rule {
        DenyRefusal::LinkInvalid => text!(customer_number.notice.bad_lead, phone = phone),
    };
    FormError { field: None, message }
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
