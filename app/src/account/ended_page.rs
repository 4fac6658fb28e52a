//! The page for a person whose access to an account has ended.

use leptos::prelude::*;
use types::CustomerRef;

use super::api::load_ended_access;
use crate::channel::channel_text;
use crate::component::button::LinkButton;
use crate::component::page::Page;
use crate::failure::Answer;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Says that access has ended, and neither whose account it was nor why: a protected identity must look like a removed
/// access. Outside the account's frame, which the person may no longer see.
pub enum EndedPage {}

impl PageRoute for EndedPage {
    type Key = CustomerRef;
    type Data = ();

    fn key(address: &Address) -> Answer<Self::Key> {
        address.account()
    }

    async fn load(account: Self::Key) -> Answer<Self::Data> {
        load_ended_access(account).await
    }

    fn view(_: Self::Key, (): Self::Data) -> AnyView {
        view! {
            <PageWidth>
                <Page title=channel_text!(account.ended_title) lead=text!(account.ended_lead)>
                    <LinkButton href=paths::accounts()>{text!(account.ended_link)}</LinkButton>
                </Page>
            </PageWidth>
        }
        .into_any()
    }
}
