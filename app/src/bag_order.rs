//! Sorting bags: ordering them, and following an order until it is delivered.

mod address;
pub mod api;
mod cancel_page;
mod choice;
mod choose_page;
mod confirm_page;
mod count;
mod list_page;
mod order_page;
mod picture;
mod refusal;
mod rolls;
mod status;

pub use cancel_page::CancelBagOrderPage;
pub use choose_page::BagsPage;
pub use confirm_page::ConfirmBagsPage;
pub use list_page::BagOrdersPage;
pub use order_page::BagOrderPage;
pub(crate) use status::status_text;

use leptos::prelude::*;
use types::bag_order::{BagKind, BagOrder};
use types::id::BagOrderId;
use types::{CustomerRef, Translated};

use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::{language, text};
use crate::page::{id_param, load_account_page};

/// A page about the order in its address.
fn load_order_page<V: IntoView + 'static>(page: impl FnOnce(CustomerRef, BagOrder) -> V + Send + 'static) -> AnyView {
    let id = id_param::<BagOrderId>();
    load_account_page(|account| async move { api::load_bag_order(account, id?).await }, page)
}

/// A configured text in the page's language.
fn configured_text(text: &Translated) -> String {
    text.text(language()).to_owned()
}

/// "Grön – matavfall: 2 rullar".
fn rolls_text(kind: &BagKind, rolls: u8) -> String {
    let kind = kind.text(language());
    if rolls == 1 {
        text!(bag_order.one_roll, kind = kind)
    } else {
        text!(bag_order.many_rolls, kind = kind, rolls = rolls)
    }
}

/// The company's message about late deliveries.
#[component]
fn DelayNotice(delay: Option<Translated>) -> impl IntoView {
    delay.map(|delay| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p class="ds-paragraph">{configured_text(&delay)}</p>
            </Notice>
        }
    })
}
