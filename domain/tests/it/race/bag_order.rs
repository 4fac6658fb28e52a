//! Concurrent orders: double clicks, two people, and a person who is removed meanwhile.

use std::sync::Arc;

use domain::testing::{Holding, Named, TestDatabase, World, new_key, three_rolls};
use domain::{Domain, Error, Result};
use rstest::rstest;
use types::activity::EventKind;
use types::bag_order::{BagOrderRefusal, NewBagOrder};
use types::id::{BagOrderId, FacilityId};

use super::{ROUNDS, both, rules, together};
use TestDatabase::{Postgres, Sqlite};

/// A customer with a house that bags can be ordered for, and Bjorn, who has access.
async fn household(database: TestDatabase) -> (Arc<World>, Holding, Holding, FacilityId) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    let bjorn = Holding { caller: world.let_in(&anna, Named::Bjorn).await, account: anna.account.clone() };
    (Arc::new(world), anna, bjorn, home)
}

async fn order(domain: Domain, by: Holding, new: NewBagOrder) -> Result<BagOrderId, Error<BagOrderRefusal>> {
    domain.order_bags(&by.caller, &by.account, new).await
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_orders_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, _, home) = household(database).await;
    for round in 0..ROUNDS {
        let submission = NewBagOrder { request_key: new_key(), facility: Some(home), rolls: three_rolls() };
        let submissions = (0..4).map(|_| order(world.domain.clone(), anna.clone(), submission.clone()));

        let answers = together(submissions.collect()).await;

        let mut orders: Vec<_> = answers.into_iter().map(|answer| answer.expect("the order")).collect();
        orders.dedup();
        assert_eq!(orders.len(), 1, "every press is answered with the one order");
        assert_eq!(world.bag_order_count().await, round + 1);
        world.domain.cancel_bag_order(&anna.caller, &anna.account, orders[0]).await.expect("a cancellation");
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn two_people_order_once_for_one_address(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, bjorn, home) = household(database).await;
    for _ in 0..ROUNDS {
        let new = || NewBagOrder { request_key: new_key(), facility: Some(home), rolls: three_rolls() };
        let by = [&anna, &bjorn].map(|by| order(world.domain.clone(), by.clone(), new()));

        let answers = together(by.into()).await;

        let won: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        let [won] = won.as_slice() else { panic!("{answers:?}") };
        let lost = answers.iter().find(|answer| answer.is_err()).expect("the other");
        assert_eq!(rules(lost), [BagOrderRefusal::UnderWay]);
        world.domain.cancel_bag_order(&anna.caller, &anna.account, **won).await.expect("a cancellation");
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn who_is_removed_orders_before_that_or_not_at_all(#[values(Sqlite, Postgres)] database: TestDatabase) {
    for _ in 0..10 {
        let (world, anna, bjorn, home) = household(database).await;
        let grant = world.only_grant(&anna).await.id;
        let new = NewBagOrder { request_key: new_key(), facility: Some(home), rolls: three_rolls() };
        let (domain, owner) = (world.domain.clone(), anna.clone());
        let remove = async move { domain.remove_access(&owner.caller, &owner.account, grant).await };

        let (ordered, removed) = both(order(world.domain.clone(), bjorn, new), remove).await;

        removed.expect("a removal");
        assert_eq!(world.bag_order_count().await, usize::from(ordered.is_ok()), "{ordered:?}");
        let record: Vec<_> = world.record(&anna.account).await.iter().map(|row| row.event).collect();
        let removed_at = record.iter().position(|event| *event == EventKind::AccessRemoved).expect("the removal");
        let ordered_at = record.iter().position(|event| *event == EventKind::BagsOrdered);
        assert_eq!(ordered_at.is_some(), ordered.is_ok());
        assert!(ordered_at.is_none_or(|at| at < removed_at), "{record:?}");
    }
}
