//! Asks before an order is cancelled.

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::BagOrder;
use types::id::BagOrderId;

use super::api::{CancelBagOrder, load_bag_order};
use super::refusal::change_error;
use crate::component::button::ButtonVariant;
use crate::component::confirm::Confirm;
use crate::failure::Answer;
use crate::form::{FormAction, FormNotice, ServerButton};
use crate::i18n::text;
use crate::page::{Address, PageRoute};
use crate::paths;

/// Avbryt beställningen.
pub enum CancelBagOrderPage {}

impl PageRoute for CancelBagOrderPage {
    type Key = (CustomerRef, BagOrderId);
    type Data = BagOrder;

    fn key(address: &Address) -> Answer<Self::Key> {
        Ok((address.account()?, address.id()?))
    }

    async fn load((account, id): Self::Key) -> Answer<Self::Data> {
        load_bag_order(account, id).await
    }

    fn view((account, _): Self::Key, order: Self::Data) -> AnyView {
        view! { <CancelPage account order /> }.into_any()
    }
}

#[component]
fn CancelPage(account: CustomerRef, order: BagOrder) -> impl IntoView {
    let back = paths::bag_order(&account, order.id);
    let form = FormAction::new(change_error);

    view! {
        <Confirm
            question=text!(bag_order.cancel_page.question, number = &order.number)
            consequence=text!(bag_order.cancel_page.consequence)
            back=back.clone()
        >
            <FormNotice forms=vec![form.state()] />
            <ServerButton
                form
                sends=CancelBagOrder { account, id: order.id }
                variant=ButtonVariant::Danger
                way_out=(back, text!(bag_order.cancel_page.no))
            >
                {text!(bag_order.cancel_page.yes)}
            </ServerButton>
        </Confirm>
    }
}
