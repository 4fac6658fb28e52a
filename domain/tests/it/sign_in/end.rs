//! Orders that end without a session.

use bankid_simulator::Endpoint;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::Channel;
use types::sign_in::{BankIdStart, SignInMethod, SignInPhase, SignInRefusal};

use super::stage::{HOME, Stage, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn signing_out_ends_the_order_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let had = stage.world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    let identified = stage.identified(Named::Anna).await;
    let waiting = stage.start(OtherDevice).await;

    stage.world.domain.sign_out(&identified.clone().with_session(&had.secret)).await.unwrap();
    stage.world.domain.sign_out(&waiting).await.unwrap();

    assert!(stage.world.domain.caller(&had.secret, Channel::Web).await.unwrap().is_none());
    assert_eq!(refusal(stage.finish(&identified).await), SignInRefusal::NoOrder);
    assert_eq!(stage.bankid.call_count(Endpoint::Cancel), 1);
    assert_eq!((stage.world.order_count().await, stage.world.session_count().await), (0, 0));
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_order_lives_five_minutes_even_if_nobody_sweeps(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let (in_time, late) = (stage.start(ThisDevice).await, stage.start(ThisDevice).await);
    let nonce = stage.nonce(&late).await;
    for browser in [&in_time, &late] {
        stage.approve(browser, Named::Anna, HOME, "low").await;
    }
    stage.world.clock.advance(2);
    for browser in [&in_time, &late] {
        assert_eq!(stage.watch(browser).await.unwrap().phase, SignInPhase::Identified);
    }

    stage.world.clock.advance(297);
    let domain = &stage.world.domain;
    assert!(domain.finish_sign_in(&in_time).await.is_ok());
    stage.world.clock.advance(1);

    assert_eq!(refusal(domain.watch_sign_in(&late).await), SignInRefusal::NoOrder);
    assert_eq!(refusal(domain.finish_sign_in(&late).await), SignInRefusal::NoOrder);
    assert_eq!(refusal(domain.return_from_app(&late, &nonce).await), SignInRefusal::NoOrder);
    assert_eq!((stage.world.order_count().await, domain.clear_orders().await.unwrap()), (0, 0));
}

#[rstest]
#[tokio::test]
async fn an_order_that_gets_too_old_while_bankid_answers_lets_nobody_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let browser = stage.start(ThisDevice).await;
    stage.bankid.open(&stage.world.auto_start_token(&browser).await, Named::Anna.personal_number()).unwrap();
    stage.world.clock.advance(150);
    stage.approve(&browser, Named::Anna, HOME, "low").await;
    stage.world.clock.advance(149);
    let held = stage.bankid.hold_answers().await;
    let (domain, finishes) = (stage.world.domain.clone(), browser.clone());
    let finishing = tokio::spawn(async move { domain.finish_sign_in(&finishes).await });
    stage.asked(Endpoint::Collect).await;

    stage.world.clock.advance(1);
    drop(held);

    assert_eq!(refusal(finishing.await.unwrap()), SignInRefusal::NoOrder);
    assert_eq!(stage.world.session_count().await, 0);
}
