//! Ordering bags and following them until delivery (rules B1–B8), rule by rule.

mod address;
mod change;
mod choice;
mod letter;
mod list;
mod submit;

use domain::testing::{Holding, Named, TestDatabase, World, new_key};
use domain::{Error, Result};
use types::LocalDate;
use types::bag_order::{BagOrder, BagOrderRefusal, NewBagOrder, Rolls};
use types::id::{BagOrderId, FacilityId};

/// Anna, who has one house with colour sorting.
struct Scene {
    world: World,
    anna: Holding,
    home: FacilityId,
}

impl Scene {
    async fn new(database: TestDatabase) -> Self {
        Self::of(World::new(database).await).await
    }

    async fn of(world: World) -> Self {
        let anna = world.holder(Named::Anna).await;
        let home = world.add_address(&anna, "Storgatan 1").await;
        Self { world, anna, home }
    }

    /// Anna's form for these rolls at home.
    fn wanting(&self, rolls: Rolls) -> NewBagOrder {
        NewBagOrder { request_key: new_key(), facility: Some(self.home), rolls }
    }

    async fn send(&self, new: NewBagOrder) -> Result<BagOrderId, Error<BagOrderRefusal>> {
        self.world.domain.order_bags(&self.anna.caller, &self.anna.account, new).await
    }

    async fn ordered(&self) -> BagOrderId {
        self.world.order(&self.anna, self.home).await.expect("an order")
    }

    async fn seen(&self, id: BagOrderId) -> BagOrder {
        self.world.domain.bag_order(&self.anna.caller, &self.anna.account, id).await.expect("an order")
    }

    /// A person with access to Anna's account, acting for it.
    async fn let_in(&self, name: Named) -> Holding {
        Holding { caller: self.world.let_in(&self.anna, name).await, account: self.anna.account.clone() }
    }
}

/// A day of November 2026, in which every world begins.
const fn november(day: u8) -> LocalDate {
    LocalDate { year: 2026, month: 11, day }
}

/// The refusals.
fn refusals<T: std::fmt::Debug, R: std::fmt::Debug>(answer: Result<T, Error<R>>) -> Vec<R> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        other => panic!("not refused but {other:?}"),
    }
}
