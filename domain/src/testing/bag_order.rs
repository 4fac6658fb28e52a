//! Bag orders, for tests.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};
use types::bag_order::{BagColour, BagOrderRefusal, BagOrderStatus, NewBagOrder, Rolls};
use types::contract::{Dwelling, Service};
use types::id::{BagOrderId, FacilityId};

use super::observe::every;
use super::{Holding, World, new_key};
use crate::bag_order::PickListFormat;
use crate::entity::{Anywhere as _, bag_order, contract, facility};
use crate::import::ImportMode;
use crate::{Error, Result};

/// The content of a valid order: two rolls of one colour and one of another.
pub fn three_rolls() -> Rolls {
    rolls(&[("green", 2), ("blue", 1)])
}

/// Rolls by the word of their colour.
pub fn rolls(rolls: &[(&str, u8)]) -> Rolls {
    rolls.iter().map(|(colour, rolls)| (BagColour((*colour).to_owned()), *rolls)).collect()
}

impl World {
    /// The first address of an account that bags can be ordered for now.
    pub async fn home(&self, of: &Holding) -> FacilityId {
        let form = self.domain.bag_order_form(&of.caller, &of.account, &NewBagOrder::default()).await;
        let open = form.expect("a form").addresses.into_iter().find(types::bag_order::BagAddress::is_open);
        open.expect("an open address").facility
    }

    /// Orders three rolls for an address, with a new idempotency key.
    pub async fn order(&self, by: &Holding, facility: FacilityId) -> Result<BagOrderId, Error<BagOrderRefusal>> {
        let new = NewBagOrder { request_key: new_key(), facility: Some(facility), rolls: three_rolls() };
        self.domain.order_bags(&by.caller, &by.account, new).await
    }

    /// How many orders there are.
    pub async fn bag_order_count(&self) -> usize {
        every::<bag_order::Entity>().all(&self.domain.db.read).await.expect("an answer").len()
    }

    /// The status of an order.
    pub async fn order_status(&self, id: BagOrderId) -> BagOrderStatus {
        let found = bag_order::Entity::anywhere(id).one(&self.domain.db.read).await;
        found.expect("an answer").expect("the order").status
    }

    /// Sets an order's status as the company does: by a pick list, and by a line about it.
    pub async fn set_order_status(&self, id: BagOrderId, status: BagOrderStatus) {
        let folder = tempfile::tempdir().expect("a folder");
        if status != BagOrderStatus::Received && status != BagOrderStatus::Cancelled {
            self.domain.export_orders(folder.path(), PickListFormat::Csv, |_| {}).await.expect("a pick list");
        }
        if self.order_status(id).await != status {
            let file = format!("order_number,status\n{},{status}\n", self.order_row(id).await.number);
            let counts = self.domain.update_orders(file.as_bytes(), ImportMode::Apply, |_| {}).await;
            assert_eq!(counts.expect("the file is read").changed, 1, "{status:?}");
        }
    }

    /// Sets the kind of building at an address, and whether it has a mailbox.
    pub async fn set_dwelling(&self, id: FacilityId, dwelling: Dwelling, mailbox: bool) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let found = facility::Entity::anywhere(id).one(&txn).await.expect("an answer").expect("the address");
        let mut row = found.into_active_model();
        row.dwelling = Set(dwelling);
        row.mailbox = Set(mailbox);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Sets what the contracts of an address are for, and whether they have colour sorting.
    pub async fn set_waste(&self, id: FacilityId, service: Service, colour_sorting: bool) {
        self.change_contracts(id, |row| {
            row.service = Set(service);
            row.colour_sorting = Set(colour_sorting);
        })
        .await;
    }

    /// Lets the contracts of an address end on a day.
    pub async fn end_contracts(&self, id: FacilityId, day: &str) {
        self.change_contracts(id, |row| row.until = Set(Some(day.parse().expect("a date")))).await;
    }

    pub(super) async fn change_contracts(&self, id: FacilityId, change: impl Fn(&mut contract::ActiveModel)) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let here = every::<contract::Entity>().filter(contract::Column::FacilityId.eq(id));
        for row in here.all(&txn).await.expect("an answer") {
            let mut row = row.into_active_model();
            change(&mut row);
            row.update(&txn).await.expect("a change");
        }
        txn.commit().await.expect("a commit");
    }
}
