//! What a relying party does: start, collect, cancel.

use serde_json::{Value, json};

use super::Service;
use crate::order::{RelyingParty, SimulatedOrder, State};
use crate::rp_error::RpError;
use crate::start_request::StartRequest;
use bankid::wire::Order;

impl Service {
    /// Creates an order, unless one is open for the same known person: then that one is cancelled and none is created.
    pub(crate) fn start(&self, owner: RelyingParty, request: StartRequest) -> Result<Order, RpError> {
        let (mut book, now) = self.book();
        if let Some(person) = &request.personal_number
            && book.end_others(person, None, now)
        {
            return Err(RpError::already_in_progress());
        }
        let order = SimulatedOrder::new(owner, request, now);
        let tokens = order.tokens.clone();
        book.orders.push(order);
        Ok(tokens)
    }

    /// The status of an order; a final answer is given once.
    pub(crate) fn collect(&self, caller: &RelyingParty, order_ref: &str) -> Result<Value, RpError> {
        let (mut book, _) = self.book();
        let index = find(&book.orders, caller, order_ref)?;
        let answer = match &book.orders[index].state {
            State::Pending { hint } => json!({ "orderRef": order_ref, "status": "pending", "hintCode": hint }),
            State::Failed { hint, .. } => json!({ "orderRef": order_ref, "status": "failed", "hintCode": hint }),
            State::Complete { completion, .. } => {
                json!({ "orderRef": order_ref, "status": "complete", "completionData": completion })
            }
        };
        if !book.orders[index].is_open() {
            book.orders.remove(index);
        }
        Ok(answer)
    }

    /// Deletes an open order.
    pub(crate) fn cancel(&self, caller: &RelyingParty, order_ref: &str) -> Result<(), RpError> {
        let (mut book, _) = self.book();
        let index = find(&book.orders, caller, order_ref)?;
        book.orders.remove(index);
        Ok(())
    }
}

// Another relying party's order looks like a nonexistent one.
fn find(orders: &[SimulatedOrder], caller: &RelyingParty, order_ref: &str) -> Result<usize, RpError> {
    orders
        .iter()
        .position(|order| order.tokens.order_ref.as_str() == order_ref && order.owner.fingerprint == caller.fingerprint)
        .ok_or_else(RpError::no_such_order)
}
