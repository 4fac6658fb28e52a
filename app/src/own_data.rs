//! Mina uppgifter: a person's own data, for that person; and deleting the user.

mod access;
pub mod api;
mod erase_page;
mod page;
mod person;

pub use erase_page::EraseUserPage;
pub use page::OwnDataPage;

use leptos::prelude::*;
use types::own_data::{OwnData, OwnDataRefusal, OwnDataView};

use crate::component::page::Page;
use crate::i18n::text;
use crate::layout::PageWidth;
use crate::sign_in::IdentifyAgain;

/// A page of the person's own data. If the sign-in is not recent, or not by BankID, it asks for BankID first and
/// returns.
fn own_page(
    answer: OwnDataView,
    this: types::Page,
    title: &'static str,
    page: impl FnOnce(OwnData) -> AnyView,
) -> AnyView {
    let page = match answer {
        OwnDataView::Shown(data) => page(*data),
        OwnDataView::Hidden(rule) => view! {
            <Page title=title>
                <IdentifyAgain by_number=false sentence=hidden_sentence(rule) page=this.into() />
            </Page>
        }
        .into_any(),
    };
    view! { <PageWidth>{page}</PageWidth> }.into_any()
}

fn hidden_sentence(rule: OwnDataRefusal) -> &'static str {
    match rule {
        OwnDataRefusal::SignInAgain => text!(own_data.sign_in_again),
        OwnDataRefusal::NeedsBankId => text!(own_data.needs_bankid),
    }
}
