//! Asks before an order is cancelled.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::CustomerRef;
use types::bag_order::BagOrder;

use super::api::CancelBagOrder;
use super::load_order_page;
use super::refusal::change_error;
use crate::component::button::ButtonVariant;
use crate::component::button_form::ButtonForm;
use crate::component::confirm::Confirm;
use crate::form::{FormErrors, FormNotice};
use crate::i18n::text;
use crate::paths;

/// Avbryt beställningen.
#[component]
pub fn CancelBagOrderPage() -> impl IntoView {
    load_order_page(|account, order| view! { <CancelPage account order /> })
}

#[component]
fn CancelPage(account: CustomerRef, order: BagOrder) -> impl IntoView {
    let back = paths::bag_order(&account, order.id);
    let errors = FormErrors::of::<CancelBagOrder, _>(change_error);

    view! {
        <Confirm
            question=text!(bag_order.cancel_page.question, number = &order.number)
            consequence=text!(bag_order.cancel_page.consequence)
            back=back.clone()
        >
            <FormNotice errors />
            <ButtonForm
                action=paths::here(CancelBagOrder::url())
                hidden=[("account", account.to_string()), ("id", order.id.to_string())]
                variant=ButtonVariant::Danger
                way_out=(back, text!(bag_order.cancel_page.no))
            >
                {text!(bag_order.cancel_page.yes)}
            </ButtonForm>
        </Confirm>
    }
}
