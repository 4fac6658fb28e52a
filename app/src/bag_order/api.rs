//! Server functions of bag orders.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::bag_order::{
    BagOrder, BagOrderChangeRefusal, BagOrderForm, BagOrderList, BagOrderRefusal, NewBagOrder, Rolls,
};
use types::id::{BagOrderId, FacilityId, IdempotencyKey};

use crate::failure::Answer;

/// What the order pages are filled with, and the refusals of the current choice.
#[server(endpoint = "/bag-orders/form")]
pub async fn load_bag_order_form(account: CustomerRef, #[server(default)] chosen: NewBagOrder) -> Answer<BagOrderForm> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.bag_order_form(&caller, &account, &chosen).await?)
}

/// Orders bags for an address; `rolls` is keyed by colour.
#[server(endpoint = "/bag-orders/order")]
pub async fn order_bags(
    account: CustomerRef,
    #[server(default)] request_key: Option<IdempotencyKey>,
    #[server(default)] facility: Option<FacilityId>,
    #[server(default)] rolls: Rolls,
) -> Answer<(), BagOrderRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    let id = domain.order_bags(&caller, &account, NewBagOrder { request_key, facility, rolls }).await?;
    crate::request::redirect(&crate::paths::bag_order_done(&account, id, types::CompletedAction::BagsOrdered));
    Ok(())
}

/// One page of the account's orders, newest first; the first page is 0.
#[server(endpoint = "/bag-orders/list")]
pub async fn load_bag_orders(account: CustomerRef, #[server(default)] page: u32) -> Answer<BagOrderList> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.bag_orders(&caller, &account, page).await?)
}

/// One order of the account.
#[server(endpoint = "/bag-orders/one")]
pub async fn load_bag_order(account: CustomerRef, id: BagOrderId) -> Answer<BagOrder> {
    let (domain, caller) = crate::request::signed_in()?;
    Ok(domain.bag_order(&caller, &account, id).await?)
}

/// Cancels an order that has not been packed.
#[server(endpoint = "/bag-orders/cancel")]
pub async fn cancel_bag_order(account: CustomerRef, id: BagOrderId) -> Answer<(), BagOrderChangeRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.cancel_bag_order(&caller, &account, id).await?;
    crate::request::redirect(&crate::paths::bag_order_done(&account, id, types::CompletedAction::BagOrderCancelled));
    Ok(())
}

/// Reports to the company that ordered bags have not arrived.
#[server(endpoint = "/bag-orders/miss")]
pub async fn report_missing(account: CustomerRef, id: BagOrderId) -> Answer<(), BagOrderChangeRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.report_missing(&caller, &account, id).await?;
    crate::request::redirect(&crate::paths::bag_order_done(&account, id, types::CompletedAction::BagOrderMissed));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_without_anything_in_it_reaches_the_server() {
        let account = CustomerRef::try_from("abcdefghijklmnop".to_owned()).unwrap();
        let call = LoadBagOrderForm { account, chosen: NewBagOrder::default() };

        let sent = serde_qs::to_string(&call).unwrap();
        let received = serde_qs::Config::new(5, false).deserialize_str::<LoadBagOrderForm>(&sent);

        assert_eq!(received.map(|call| call.chosen).ok(), Some(NewBagOrder::default()));
    }
}
