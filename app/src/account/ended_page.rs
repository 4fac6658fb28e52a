//! What somebody sees whose access to an account is over.

use leptos::prelude::*;

use super::api::load_ended_access;
use crate::channel::channel_text;
use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::paths;
use crate::question::answered_of_account;

/// Says whose account it was, if that may be told. Stands outside the account's frame, which the person may not see any more.
#[component]
pub fn EndedPage() -> impl IntoView {
    let page = answered_of_account(load_ended_access, |_, ended| {
        let title = match ended.owner {
            Some(name) => channel_text!(account.ended_title, name = name),
            None => channel_text!(account.ended_title_unnamed).to_owned(),
        };
        view! {
            <Page title lead=text!(account.ended_lead)>
                <LinkButton href=paths::here(paths::CHOOSE_ACCOUNT)>{text!(account.ended_link)}</LinkButton>
            </Page>
        }
    });

    view! { <PageWidth>{page}</PageWidth> }
}
