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
use types::Translated;
use types::bag_order::BagKind;

use crate::component::notice::{Notice, NoticeKind};
use crate::i18n::{language, text};

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
