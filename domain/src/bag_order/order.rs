//! Ordering: one submission is one order (rule B2), and an address has one under way (rule B4).

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};
use types::CustomerRef;
use types::bag_order::{BagOrderRefusal, NewBagOrder};
use types::id::{BagOrderId, IdempotencyKey};
use uuid::Uuid;

use super::choice;
use super::form::{addresses, why_not};
use crate::activity::Event;
use crate::change::ChangeOf;
use crate::entity::{bag_order, bag_order_roll};
use crate::error::refuse;
use crate::job::Letter;
use crate::{Caller, Domain, Error, Failed, Result, Right, Scope};

impl Domain {
    /// Orders bags for an address of an account that the caller may use at this instant: the policy is queried under
    /// the customer's lock, so that a person who is removed meanwhile orders nothing. A retried submission replays the
    /// first answer.
    pub async fn order_bags(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        new: NewBagOrder,
    ) -> Result<BagOrderId, Error<BagOrderRefusal>> {
        let mut change = self.change(caller, account, Right::Use).await?;
        // The idempotency key applies to the person, over all accounts: one submission of a person at a time.
        change.lock_person(caller.person).await?.ok_or(Failed::NotFound)?;
        let key = new.request_key.unwrap_or_else(|| IdempotencyKey(Uuid::now_v7()));
        if let Some(before) = bag_order::Entity::of_request(caller.person, key).one(&change.txn).await? {
            return replay(&change, &before, &new).await;
        }

        let addresses = addresses(&change.txn, change.scope(), change.now).await?;
        let refused = why_not(&addresses, new.facility);
        let refusals: Vec<_> = refused.into_iter().chain(choice::refusals(&new.rolls, &self.settings.bags)).collect();
        let address = addresses.into_iter().find(|address| Some(address.facility) == new.facility);
        let Some(address) = address.filter(|_| refusals.is_empty()) else { return Err(Error::Refused(refusals)) };
        let number = free_number(&change.txn).await?;
        let (now, expected_on) = (change.now, self.expected_on(change.now));
        let order = bag_order::ActiveModel::ordered(change.scope(), &address, number, key, now, expected_on);
        let id = order.insert(&change.txn).await?.id;
        let rolls = bag_order_roll::ActiveModel::ordered(id, &new.rolls);
        bag_order_roll::Entity::insert_many(rolls).exec_without_returning(&change.txn).await?;
        change.record(Event::BagsOrdered(id)).await?;
        change.enqueue(Letter::BagOrderReceived(id)).await?;
        change.commit().await?;
        Ok(id)
    }
}

/// The answer to a retried submission: the same order, if the content is the same.
async fn replay(
    change: &ChangeOf<'_, Scope>,
    before: &bag_order::Model,
    new: &NewBagOrder,
) -> Result<BagOrderId, Error<BagOrderRefusal>> {
    let rolls = bag_order_roll::Entity::rolls_of(&change.txn, before.id).await?;
    let scope = change.scope();
    let is_same = before.customer_id == scope.customer_id()
        && before.channel == scope.channel()
        && new.facility == Some(before.facility_id)
        && rolls == new.rolls;
    if is_same { Ok(before.id) } else { refuse(BagOrderRefusal::Changed) }
}

/// An unused number. Random, so that it does not reveal how much is ordered.
async fn free_number(txn: &impl ConnectionTrait) -> Result<String> {
    loop {
        let number = new_number();
        if bag_order::Entity::of_number(&number).one(txn).await?.is_none() {
            return Ok(number);
        }
    }
}

/// A random order number, easy to read aloud: eight digits, the first never zero.
fn new_number() -> String {
    let random = getrandom::u32().expect("the operating system gives random numbers");
    (10_000_000 + random % 90_000_000).to_string()
}
