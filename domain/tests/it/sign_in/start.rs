//! Starting an order (rules S9, S10 and S13).

use bankid_simulator::{Endpoint, Fault};
use domain::Browser;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::Channel;
use types::page::Destination;
use types::sign_in::{BankIdMessage, BankIdStart, SignInPhase, SignInRefusal};

use super::stage::{HOME, Stage, browser, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_app_says_to_whom_one_identifies(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(OtherDevice).await;

    let shown = stage.bankid.visible_text(&stage.world.auto_start_token(&browser).await).expect("a text");

    assert!(shown.contains(&stage.world.domain.settings().company), "{shown}");
}

#[rstest]
#[tokio::test]
async fn a_browser_with_a_long_name_signs_in_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let long = Browser { user_agent: "Å".repeat(5000), ..browser() };

    let browser = stage.start_from(long, ThisDevice).await;

    stage.approve(&browser, Named::Anna, HOME, "low").await;
    assert!(stage.finish(&browser).await.is_ok());
}

#[rstest]
#[case("maintenance", SignInRefusal::BankIdDown)]
#[case("internalError", SignInRefusal::BankIdDown)]
#[case("unauthorized", SignInRefusal::BankIdDown)]
#[case("alreadyInProgress", SignInRefusal::AlreadyInProgress)]
#[tokio::test]
async fn an_order_that_bankid_does_not_start_is_not_stored(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] error: &str,
    #[case] rule: SignInRefusal,
) {
    let stage = Stage::new(database).await;
    let before = stage.start(OtherDevice).await;
    stage.bankid.inject(Fault { endpoint: Endpoint::Auth, error: error.to_owned(), times: 1 });

    let domain = &stage.world.domain;
    let answer = domain.start_sign_in(&before, Channel::Web, ThisDevice, &Destination::default()).await;

    assert_eq!(refusal(answer), rule);
    assert_eq!(stage.world.order_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn a_process_without_bankid_says_that_it_is_down(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;

    let domain = stage.world.without_bankid();
    let answer = domain.start_sign_in(&browser(), Channel::Web, ThisDevice, &Destination::default()).await;

    assert_eq!(refusal(answer), SignInRefusal::BankIdDown);
}

#[rstest]
#[tokio::test]
async fn a_code_that_bankid_does_not_renew_ends_the_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(OtherDevice).await;
    stage.bankid.inject(Fault { endpoint: Endpoint::Auth, error: "maintenance".to_owned(), times: 1 });

    stage.world.clock.advance(30);
    let status = stage.watch(&browser).await.unwrap();

    assert_eq!((status.phase, status.message, status.qr), (SignInPhase::Ended, BankIdMessage::Rfa5, None));
}
