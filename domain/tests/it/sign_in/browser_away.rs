//! What happens when the browser goes away while we wait for BankID.

use std::time::Duration;

use bankid_simulator::Endpoint;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::sign_in::{BankIdStart, SignInPhase, SignInRefusal};

use super::stage::{HOME, Stage, refusal};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn what_bankid_says_once_is_kept_when_the_browser_goes_away(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    stage.approve(&browser, Named::Anna, HOME, "low").await;
    stage.world.clock.advance(2);
    let held = stage.bankid.hold_answers().await;
    let (domain, gone) = (stage.world.domain.clone(), browser.clone());
    let watching = tokio::spawn(async move { domain.watch_sign_in(&gone).await });
    stage.asked(Endpoint::Collect).await;

    watching.abort();
    assert!(watching.await.unwrap_err().is_cancelled());
    drop(held);

    let answered = async {
        while stage.watch(&browser).await.unwrap().phase == SignInPhase::Waiting {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), answered).await.expect("the answer is kept");
    assert!(stage.finish(&browser).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_code_that_is_renewed_while_the_person_cancels_is_cancelled_too(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::OtherDevice).await;
    stage.world.clock.advance(30);
    let held = stage.bankid.hold_answers().await;
    let (domain, watches) = (stage.world.domain.clone(), browser.clone());
    let watching = tokio::spawn(async move { domain.watch_sign_in(&watches).await });
    stage.asked(Endpoint::Collect).await;
    let domain = stage.world.domain.clone();
    let cancelling = tokio::spawn(async move { domain.cancel_sign_in(&browser).await });
    stage.asked(Endpoint::Cancel).await;

    drop(held);

    cancelling.await.unwrap().unwrap();
    assert_eq!(refusal(watching.await.unwrap()), SignInRefusal::NoOrder);
    assert_eq!((stage.bankid.call_count(Endpoint::Auth), stage.bankid.call_count(Endpoint::Cancel)), (2, 2));
    assert_eq!(stage.world.order_count().await, 0);
}
