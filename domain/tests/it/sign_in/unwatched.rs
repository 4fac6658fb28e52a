//! Orders whose page is no longer watched.

use std::time::Duration;

use bankid_simulator::Endpoint;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::sign_in::{BankIdStart, SignInPhase, SignInRefusal};

use super::stage::{Stage, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn an_order_whose_page_is_left_is_cancelled_at_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let (left, watched) = (stage.start(OtherDevice).await, stage.start(OtherDevice).await);
    let (this_device, token) = (stage.start(ThisDevice).await, stage.world.auto_start_token(&left).await);

    stage.world.clock.advance(10);
    stage.watch(&watched).await.unwrap();
    stage.world.domain.clear_orders().await.unwrap();
    let at_ten_seconds = stage.world.order_count().await;
    stage.world.clock.advance(1);
    stage.world.domain.clear_orders().await.unwrap();

    assert_eq!(at_ten_seconds, 3);
    assert_eq!(stage.bankid.call_count(Endpoint::Cancel), 1);
    assert!(stage.bankid.open(&token, Named::Anna.personal_number()).is_err());
    assert_eq!(refusal(stage.watch(&left).await), SignInRefusal::NoOrder);
    // A person who is in the app on this device does not see the page meanwhile.
    assert_eq!(stage.watch(&this_device).await.unwrap().phase, SignInPhase::Waiting);
    assert_eq!(stage.watch(&watched).await.unwrap().phase, SignInPhase::Waiting);
}

#[rstest]
#[tokio::test]
async fn left_orders_are_cancelled_all_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    for _ in 0..5 {
        stage.start(OtherDevice).await;
    }
    stage.world.clock.advance(11);
    let held = stage.bankid.hold_answers().await;
    let domain = stage.world.domain.clone();
    let sweeping = tokio::spawn(async move { domain.clear_orders().await });

    let all_asked = async {
        while stage.bankid.call_count(Endpoint::Cancel) < 5 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };

    tokio::time::timeout(Duration::from_secs(20), all_asked).await.expect("one does not wait for another");
    drop(held);
    sweeping.await.unwrap().unwrap();
    assert_eq!(stage.world.order_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn a_process_without_bankid_leaves_left_orders_to_one_that_has_it(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    stage.start(OtherDevice).await;
    stage.world.clock.advance(11);

    stage.world.without_bankid().clear_orders().await.unwrap();

    assert_eq!((stage.world.order_count().await, stage.bankid.call_count(Endpoint::Cancel)), (1, 0));
    stage.world.domain.clear_orders().await.unwrap();
    assert_eq!((stage.world.order_count().await, stage.bankid.call_count(Endpoint::Cancel)), (0, 1));
}

#[rstest]
#[tokio::test]
async fn an_order_that_is_too_old_is_forgotten_even_without_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    stage.start(OtherDevice).await;
    stage.world.clock.advance(2);
    stage.identified(Named::Anna).await;
    let forget = || async { stage.world.without_bankid().clear_orders().await.unwrap() };

    stage.world.clock.advance(295);
    let before = forget().await;
    stage.world.clock.advance(1);
    let at_the_limit = forget().await;

    assert_eq!((before, at_the_limit), (0, 1));
    stage.world.clock.advance(2);
    assert_eq!((forget().await, stage.world.order_count().await), (1, 0));
}

#[rstest]
#[tokio::test]
async fn an_order_that_gets_too_old_while_somebody_waits_is_cancelled_too(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let browser = stage.start(OtherDevice).await;
    for _ in 0..149 {
        stage.watch_next(&browser).await;
        if stage.world.clock.now().seconds_since(domain::testing::START_TIME) == 178 {
            let token = stage.world.auto_start_token(&browser).await;
            stage.bankid.open(&token, Named::Anna.personal_number()).unwrap();
        }
    }

    stage.world.clock.advance(2);
    stage.world.domain.clear_orders().await.unwrap();

    assert_eq!((stage.world.order_count().await, stage.bankid.call_count(Endpoint::Cancel)), (0, 1));
}
