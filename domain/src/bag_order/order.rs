//! Ordering: one submission is one order (rule B2), and an address has one under way (rule B4).

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use types::{
    CustomerRef,
    bag_order::{BagAddress, BagColour, BagOrderRefusal, BagOrderStatus, NewBagOrder},
    id::{BagOrderId, IdempotencyKey},
};
use uuid::Uuid;

use super::{
    choice,
    form::{addresses, why_not},
};
use crate::{
    Caller, Domain, Error, Failed, Result, Right, Scope,
    activity::Event,
    change::{Change, ChangeOf},
    entity::{bag_order, bag_order_roll},
    error::refuse,
    job::Letter,
    secret, stockholm,
};

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
        let wanted = choice::wanted(&new.rolls);
        let key = new.request_key.unwrap_or_else(|| IdempotencyKey(Uuid::now_v7()));
        if let Some(before) = bag_order::Entity::of_request(caller.person, key).one(&change.txn).await? {
            return replay(&change, &before, &new, &wanted).await;
        }

        let addresses = addresses(&change.txn, change.scope(), change.now).await?;
        let refused = why_not(&addresses, new.facility);
        let refusals: Vec<_> = refused.into_iter().chain(choice::refusals(&wanted, &self.settings.bags)).collect();
        let address = addresses.into_iter().find(|address| Some(address.facility) == new.facility);
        let Some(address) = address.filter(|_| refusals.is_empty()) else { return Err(Error::Refused(refusals)) };
        let id = self.insert_order(&change, &address, key).await?;
        insert_rolls(&change, id, &wanted).await?;
        change.record(Event::BagsOrdered(id)).await?;
        change.owe(Letter::BagOrderReceived(id)).await?;
        change.commit().await?;
        Ok(id)
    }

    async fn insert_order(
        &self,
        change: &ChangeOf<'_, Scope>,
        address: &BagAddress,
        key: IdempotencyKey,
    ) -> Result<BagOrderId> {
        let (scope, now) = (change.scope(), change.now);
        let id = BagOrderId(Uuid::now_v7());
        let row = bag_order::ActiveModel {
            id: Set(id),
            number: Set(free_number(&change.txn).await?),
            customer_id: Set(scope.customer_id()),
            facility_id: Set(address.facility),
            street: Set(address.street.clone()),
            postal_code: Set(address.postal_code.clone()),
            city: Set(address.city.clone()),
            ordered_by: Set(Some(scope.caller().person)),
            channel: Set(scope.channel()),
            request_key: Set(key),
            status: Set(BagOrderStatus::Received),
            status_at: Set(now),
            created_at: Set(now),
            packed_at: Set(None),
            sent_at: Set(None),
            expected_on: Set(stockholm::date_word(self.expected_on(now))),
            missed_at: Set(None),
            pick_list: Set(None),
        };
        row.insert(&change.txn).await?;
        Ok(id)
    }
}

/// The answer to a retried submission: the same order, if the content is the same.
async fn replay(
    change: &ChangeOf<'_, Scope>,
    before: &bag_order::Model,
    new: &NewBagOrder,
    wanted: &BTreeMap<BagColour, u8>,
) -> Result<BagOrderId, Error<BagOrderRefusal>> {
    let rolls = bag_order_roll::Entity::of_orders([before.id]).all(&change.txn).await?;
    let rolls = rolls.into_iter().map(|row| (BagColour(row.colour), u8::try_from(row.rolls).unwrap_or_default()));
    let scope = change.scope();
    let is_same = before.customer_id == scope.customer_id()
        && before.channel == scope.channel()
        && new.facility == Some(before.facility_id)
        && rolls.collect::<BTreeMap<_, _>>() == *wanted;
    if is_same { Ok(before.id) } else { refuse(BagOrderRefusal::Changed) }
}

async fn insert_rolls(change: &Change<'_>, id: BagOrderId, wanted: &BTreeMap<BagColour, u8>) -> Result<()> {
    let rows = wanted.iter().map(|(colour, rolls)| {
        let row = bag_order_roll::Model { order_id: id, colour: colour.0.clone(), rolls: i16::from(*rolls) };
        row.into_active_model().reset_all()
    });
    bag_order_roll::Entity::insert_many(rows).exec_without_returning(&change.txn).await?;
    Ok(())
}

/// An unused number. Random, so that it does not reveal how much is ordered.
async fn free_number(txn: &impl ConnectionTrait) -> Result<String> {
    loop {
        let number = secret::order_number();
        if bag_order::Entity::of_number(&number).one(txn).await?.is_none() {
            return Ok(number);
        }
    }
}
