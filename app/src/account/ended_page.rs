//! The page for a person whose access to an account has ended.

use leptos::prelude::*;

use super::api::load_ended_access;
use crate::channel::channel_text;
use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::load_account_page;
use crate::paths;

/// Says that access has ended, and neither whose account it was nor why: a protected identity must look like a removed
/// access. Outside the account's frame, which the person may no longer see.
#[component]
pub fn EndedPage() -> impl IntoView {
    let page = load_account_page(load_ended_access, |_, ()| {
        view! {
            <Page title=channel_text!(account.ended_title) lead=text!(account.ended_lead)>
                <LinkButton href=paths::accounts()>{text!(account.ended_link)}</LinkButton>
            </Page>
        }
    });

    view! { <PageWidth>{page}</PageWidth> }
}
