//! One submission is one order (rule B2), by anybody who may use the account at that instant.

use domain::testing::{Holding, Named, TestDatabase, World, rolls, three_rolls};
use domain::{Error, Failed};
use rstest::rstest;
use types::Channel;
use types::activity::EventKind;
use types::bag_order::{BagOrderRefusal, BagOrderStatus};

use super::{Scene, refusals};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_same_press_is_the_same_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let submission = scene.wanting(three_rolls());

    let first = scene.send(submission.clone()).await.unwrap();
    scene.world.set_order_status(first, BagOrderStatus::Sent).await;
    let again = scene.send(submission).await.unwrap();

    assert_eq!(again, first);
    assert_eq!(scene.world.bag_order_count().await, 1);
    let record = scene.world.record(&scene.anna.account).await;
    assert_eq!(record.iter().filter(|row| row.event == EventKind::BagsOrdered).count(), 1);
}

#[rstest]
#[case::other_rolls(true, rolls(&[("black", 3)]))]
#[case::another_address(false, three_rolls())]
#[tokio::test]
async fn the_same_press_cannot_say_something_else(
    #[case] at_home: bool,
    #[case] wanted: types::bag_order::Rolls,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let scene = Scene::new(database).await;
    let cottage = scene.world.add_address(&scene.anna, "Strandstigen 4").await;
    let submission = scene.wanting(three_rolls());
    scene.send(submission.clone()).await.unwrap();
    let mut other = submission;
    other.rolls = wanted;
    other.facility = Some(if at_home { scene.home } else { cottage });

    assert_eq!(refusals(scene.send(other).await), [BagOrderRefusal::Changed]);
    assert_eq!(scene.world.bag_order_count().await, 1);
}

#[rstest]
#[tokio::test]
async fn a_press_of_somebody_else_is_another_press(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let david = scene.world.holder(Named::David).await;
    let elsewhere = scene.world.add_address(&david, "Smedjegatan 2").await;
    let submission = scene.wanting(three_rolls());
    let first = scene.send(submission.clone()).await.unwrap();

    let other = types::bag_order::NewBagOrder { facility: Some(elsewhere), ..submission };
    let second = scene.world.domain.order_bags(&david.caller, &david.account, other).await.unwrap();

    assert_ne!(first, second);
}

#[rstest]
#[tokio::test]
async fn another_household_member_with_access_orders(
    #[values(Channel::Web, Channel::App)] channel: Channel,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let mut scene = Scene::new(database).await;
    scene.anna.caller = scene.anna.caller.in_channel(channel);
    let bjorn = scene.let_in(Named::Bjorn).await;

    let id = scene.world.order(&bjorn, scene.home).await.unwrap();

    assert_eq!(scene.seen(id).await.ordered_by.as_deref(), Some("Bjorn Berg"));
    let last = *scene.world.record(&scene.anna.account).await.last().unwrap();
    assert_eq!((last.event, last.actor), (EventKind::BagsOrdered, Some(bjorn.caller.person_id())));
    assert_eq!((last.channel, last.for_another), (Some(channel), true));
}

#[rstest]
#[tokio::test]
async fn access_in_one_channel_orders_nothing_in_the_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let bjorn = scene.let_in(Named::Bjorn).await.in_app();

    let answer = scene.world.order(&bjorn, scene.home).await;

    assert!(matches!(answer, Err(Error::Failed(Failed::NotFound))), "{answer:?}");
    assert_eq!(scene.world.bag_order_count().await, 0);
}

/// A person who is removed while the confirmation page is open.
async fn removed_on_the_page(database: TestDatabase) -> (Scene, Holding) {
    let scene = Scene::new(database).await;
    let bjorn = scene.let_in(Named::Bjorn).await;
    let chosen = scene.wanting(three_rolls());
    let form = scene.world.domain.bag_order_form(&bjorn.caller, &bjorn.account, &chosen).await.expect("a form");
    assert_eq!(form.refusals, []);
    let grant = scene.world.only_grant(&scene.anna).await.id;
    let removed = scene.world.domain.remove_access(&scene.anna.caller, &scene.anna.account, grant).await;
    removed.expect("a removal");
    (scene, bjorn)
}

#[rstest]
#[tokio::test]
async fn who_is_removed_on_the_confirm_page_orders_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (scene, bjorn) = removed_on_the_page(database).await;

    let answer = scene.world.order(&bjorn, scene.home).await;

    assert!(matches!(answer, Err(Error::Failed(Failed::Ended(_)))), "{answer:?}");
    assert_eq!(scene.world.bag_order_count().await, 0);
    let record = scene.world.record(&scene.anna.account).await;
    assert!(record.iter().all(|row| row.event != EventKind::BagsOrdered));
}

#[rstest]
#[tokio::test]
async fn a_press_that_was_answered_tells_nothing_after_removal(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let bjorn = scene.let_in(Named::Bjorn).await;
    let submission = scene.wanting(three_rolls());
    let World { domain, .. } = &scene.world;
    domain.order_bags(&bjorn.caller, &bjorn.account, submission.clone()).await.unwrap();
    let grant = scene.world.only_grant(&scene.anna).await.id;
    domain.remove_access(&scene.anna.caller, &scene.anna.account, grant).await.unwrap();

    let again = domain.order_bags(&bjorn.caller, &bjorn.account, submission).await;

    assert!(matches!(again, Err(Error::Failed(Failed::Ended(_)))), "{again:?}");
}
