//! Watching an order: how often BankID is polled, and when a code is renewed (rules S8 and S12).

use bankid_simulator::{Endpoint, Fault};
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::sign_in::{BankIdMessage, BankIdStart, SignInPhase, SignInRefusal};

use super::stage::{HOME, Stage, refusal};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn bankid_is_polled_once_in_two_seconds_however_many_watch(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::OtherDevice).await;
    for (seconds, collects) in [(0, 0), (1, 0), (1, 1), (1, 1), (1, 2)] {
        stage.world.clock.advance(seconds);
        let watching: Vec<_> = (0..50)
            .map(|_| {
                let (domain, browser) = (stage.world.domain.clone(), browser.clone());
                tokio::spawn(async move { domain.watch_sign_in(&browser).await })
            })
            .collect();
        for watch in watching {
            assert_eq!(watch.await.unwrap().unwrap().phase, SignInPhase::Waiting);
        }

        assert_eq!(stage.bankid.call_count(Endpoint::Collect), collects);
    }
}

/// BankID says how an order ended once only: the answer is not lost when another transaction gets in the way.
#[tokio::test]
async fn how_an_order_ended_is_written_down_however_often_the_write_loses() {
    let stage = Stage::new(Postgres).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    stage.approve(&browser, Named::Anna, HOME, "low").await;
    let losing = "CREATE SEQUENCE tries;
                  CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                      IF NEW.phase <> OLD.phase AND nextval('tries') <= 5 THEN
                          RAISE EXCEPTION 'lost' USING ERRCODE = '40001';
                      END IF;
                      RETURN NEW; END $$;
                  CREATE TRIGGER lose BEFORE UPDATE ON sign_in_order FOR EACH ROW EXECUTE FUNCTION lose()";
    stage.world.run_sql(losing).await;

    let status = stage.watch_next(&browser).await;

    assert_eq!(status.phase, SignInPhase::Identified);
    assert_eq!(stage.bankid.call_count(Endpoint::Collect), 1);
    assert!(stage.finish(&browser).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_code_that_nobody_reads_is_renewed_for_three_minutes(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::OtherDevice).await;
    let mut codes = Vec::new();

    for _ in (2..180).step_by(2) {
        let status = stage.watch_next(&browser).await;
        assert_eq!((status.phase, status.message), (SignInPhase::Waiting, BankIdMessage::Rfa1));
        codes.push(status.qr.expect("a code to read"));
    }
    let over = stage.watch_next(&browser).await;

    assert_eq!((over.phase, over.message, over.qr), (SignInPhase::TimedOut, BankIdMessage::Rfa17b, None));
    assert_eq!(stage.bankid.call_count(Endpoint::Auth), 6);
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 89, "a code of its own for each second that was watched");
    assert_eq!(refusal(stage.finish(&browser).await), SignInRefusal::Ended);
}

#[rstest]
#[tokio::test]
async fn a_code_that_was_read_is_hidden_and_not_renewed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::OtherDevice).await;
    let token = stage.world.auto_start_token(&browser).await;
    stage.bankid.open(&token, Named::Anna.personal_number()).unwrap();

    let read = stage.watch_next(&browser).await;
    stage.bankid.fail(&token, "startFailed").unwrap();
    let failed = stage.watch_next(&browser).await;

    assert_eq!((read.message, read.qr), (BankIdMessage::Rfa9, None));
    assert_eq!(failed.phase, SignInPhase::TimedOut);
    assert_eq!(stage.bankid.call_count(Endpoint::Auth), 1);
}

#[rstest]
#[tokio::test]
async fn an_order_on_this_device_is_never_renewed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;

    stage.world.clock.advance(30);
    let status = stage.watch(&browser).await.unwrap();

    assert_eq!((status.phase, status.message), (SignInPhase::Ended, BankIdMessage::Rfa17a));
    assert_eq!(stage.bankid.call_count(Endpoint::Auth), 1);
}

#[rstest]
#[case("maintenance", SignInPhase::Waiting, BankIdMessage::Rfa13)]
#[case("tooManyRequests", SignInPhase::Waiting, BankIdMessage::Rfa13)]
#[case("internalError", SignInPhase::Ended, BankIdMessage::Rfa5)]
#[case("requestTimeout", SignInPhase::Ended, BankIdMessage::Rfa5)]
#[case("unauthorized", SignInPhase::Ended, BankIdMessage::Rfa22)]
#[tokio::test]
async fn an_order_that_bankid_does_not_tell_of_still_tells_its_page(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] error: &str,
    #[case] phase: SignInPhase,
    #[case] message: BankIdMessage,
) {
    let stage = Stage::new(database).await;
    let browser = stage.start(BankIdStart::ThisDevice).await;
    stage.approve(&browser, Named::Anna, HOME, "low").await;
    stage.bankid.inject(Fault { endpoint: Endpoint::Collect, error: error.to_owned(), times: 1 });

    let status = stage.watch_next(&browser).await;

    assert_eq!((status.phase, status.message), (phase, message));
    let finished = stage.finish(&browser).await;
    if phase == SignInPhase::Waiting {
        assert!(finished.is_ok());
    } else {
        assert_eq!(refusal(finished), SignInRefusal::Ended);
    }
}
