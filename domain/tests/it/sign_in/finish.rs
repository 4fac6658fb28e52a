//! From an identified person to a session.

use std::sync::Arc;

use domain::testing::{Named, TestDatabase};
use domain::{Browser, Error};
use rstest::rstest;
use tokio::sync::Barrier;
use types::Channel;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod, SignInPhase, SignInRefusal};

use super::stage::{ELSEWHERE, HOME, Stage, browser, refusal};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn who_is_identified_is_signed_in_where_they_wanted_to_go(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let anna = stage.world.holder(Named::Anna).await;
    let to = Destination::parse(Channel::Web, &format!("/k/{}/profil", anna.account));
    let domain = &stage.world.domain;
    let started = domain.start_sign_in(&browser(), Channel::Web, BankIdStart::OtherDevice, &to).await.unwrap();
    let browser = Browser { order: Some(started.secret), ..browser() };
    stage.approve(&browser, Named::Anna, ELSEWHERE, "low").await;

    let signed_in = stage.finish(&browser).await.unwrap();

    assert_eq!(signed_in.destination, to);
    let caller = domain.caller(&signed_in.session.secret, Channel::Web).await.unwrap().unwrap();
    assert_eq!(caller.person_id(), anna.caller.person_id());
    assert_eq!(stage.world.order_count().await, 0);
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_person_is_known_by_number_and_not_by_name(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let first = stage.finish(&stage.identified(Named::Ivar).await).await.unwrap();
    let second = stage.finish(&stage.identified(Named::Ivar).await).await.unwrap();

    let mut persons = Vec::new();
    for signed_in in [first, second] {
        let caller = stage.world.domain.caller(&signed_in.session.secret, Channel::Web).await.unwrap().unwrap();
        persons.push(caller.person_id());
    }

    assert_eq!(persons[0], persons[1]);
}

#[rstest]
#[tokio::test]
async fn nobody_is_signed_in_before_bankid_identifies_them(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;

    assert_eq!(refusal(stage.finish(&browser).await), SignInRefusal::NotYet);

    stage.approve(&browser, Named::Anna, HOME, "low").await;
    assert!(stage.finish(&browser).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn cancelling_in_the_app_refuses_the_sign_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    stage.bankid.cancel(&stage.world.auto_start_token(&browser).await).unwrap();

    assert_eq!(refusal(stage.finish(&browser).await), SignInRefusal::Ended);
    assert_eq!(refusal(stage.finish(&browser).await), SignInRefusal::Ended);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_identity_is_taken_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    for round in 1..=10 {
        let browser = stage.identified(Named::Anna).await;
        let barrier = Arc::new(Barrier::new(4));
        let press = || {
            let (domain, browser, barrier) = (stage.world.domain.clone(), browser.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                domain.finish_sign_in(&browser).await
            })
        };

        let mut signed_in = 0;
        for running in [press(), press(), press(), press()] {
            match running.await.unwrap() {
                Ok(_) => signed_in += 1,
                Err(Error::Refused(rules)) => assert_eq!(rules, [SignInRefusal::NoOrder]),
                Err(error) => panic!("{error:?}"),
            }
        }

        assert_eq!(signed_in, 1);
        assert_eq!(stage.world.session_count().await, round);
    }
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_browser_that_signs_in_anew_gives_up_the_session_it_had(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(Named::Anna, Named::Bjorn)] before: Named,
) {
    let stage = Stage::new(database).await;
    let elsewhere = stage.world.open_session(before, Channel::Web, SignInMethod::BankId).await;
    let had = stage.world.open_session(before, Channel::Web, SignInMethod::BankId).await;
    let browser = stage.identified(Named::Anna).await.with_session(&had.secret);

    let signed_in = stage.finish(&browser).await.unwrap();

    let domain = &stage.world.domain;
    assert!(domain.caller(&had.secret, Channel::Web).await.unwrap().is_none());
    assert!(domain.caller(&signed_in.session.secret, Channel::Web).await.unwrap().is_some());
    assert!(domain.caller(&elsewhere.secret, Channel::Web).await.unwrap().is_some());
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_refused_sign_in_keeps_the_previous_session(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let had = stage.world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    stage.approve(&browser, Named::Anna, HOME, "high").await;

    let answer = stage.finish(&browser.with_session(&had.secret)).await;

    assert_eq!(refusal(answer), SignInRefusal::Risk);
    assert!(stage.world.domain.caller(&had.secret, Channel::Web).await.unwrap().is_some());
}

#[rstest]
#[tokio::test]
async fn a_submission_gets_the_result_that_the_page_polled_meanwhile(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    let (domain, presses) = (stage.world.domain.clone(), browser.clone());
    // The submission waits until BankID may be polled again; then the page's own request is first.
    let finishing = tokio::spawn(async move { domain.finish_sign_in(&presses).await });
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    stage.approve(&browser, Named::Anna, HOME, "low").await;
    stage.world.clock.advance(2);
    assert_eq!(stage.watch(&browser).await.unwrap().phase, SignInPhase::Identified);

    assert!(finishing.await.unwrap().is_ok());
}
