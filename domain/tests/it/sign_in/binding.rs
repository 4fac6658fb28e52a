//! An order belongs to the browser that began it (rules S5 and S6).

use bankid_simulator::Endpoint;
use domain::secret::Secret;
use domain::testing::{Named, TestDatabase};
use domain::{Browser, Error};
use rstest::rstest;
use types::sign_in::{BankIdStart, SignInPhase, SignInRefusal};

use super::stage::{ELSEWHERE, HOME, Stage, at, browser, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn an_order_is_of_the_browser_that_began_it(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(ThisDevice, OtherDevice)] start: BankIdStart,
) {
    let stage = Stage::new(database).await;
    let own = stage.start(start).await;
    stage.approve(&own, Named::Anna, HOME, "low").await;
    let strangers = [browser(), Browser { order: Some(Secret::random()), ..browser() }, stage.start(start).await];

    for stranger in &strangers[..2] {
        assert_eq!(refusal(stage.watch(stranger).await), SignInRefusal::NoOrder);
        assert_eq!(refusal(stage.finish(stranger).await), SignInRefusal::NoOrder);
        stage.world.domain.cancel_sign_in(stranger).await.unwrap();
    }
    assert_eq!(stage.watch(&strangers[2]).await.unwrap().phase, SignInPhase::Waiting);
    assert_eq!(refusal(stage.finish(&strangers[2]).await), SignInRefusal::NotYet);

    assert_eq!(stage.bankid.call_count(Endpoint::Cancel), 0);
    assert!(stage.finish(&own).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_new_start_cancels_the_order_before_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let before = stage.start(OtherDevice).await;
    let token = stage.world.auto_start_token(&before).await;

    let after = stage.start_from(before.clone(), ThisDevice).await;

    assert!(stage.bankid.open(&token, Named::Anna.personal_number()).is_err());
    assert_eq!(refusal(stage.watch(&before).await), SignInRefusal::NoOrder);
    assert_eq!(stage.watch(&after).await.unwrap().start, ThisDevice);
    assert_eq!(stage.world.order_count().await, 1);
}

#[rstest]
#[tokio::test]
async fn an_order_on_another_device_leads_nowhere(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(OtherDevice).await;

    let token = stage.world.auto_start_token(&browser).await;

    assert_eq!(stage.bankid.return_url(&token), None);
    assert_eq!(stage.watch(&browser).await.unwrap().launch_url, None);
}

/// The nonce that the person returns with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nonce {
    /// The one given to the app.
    Right,
    /// Another one.
    Wrong,
    /// None: the original page continues.
    None,
}

/// Which order's cookie the browser has.
#[derive(Clone, Copy, Debug)]
enum Cookie {
    /// That of the order.
    Own,
    /// That of another order.
    Another,
    /// None.
    None,
}

type Answer = Result<(), SignInRefusal>;

const IN: Answer = Ok(());
const RISK: Answer = Err(SignInRefusal::Risk);
const NO_ORDER: Answer = Err(SignInRefusal::NoOrder);
const OTHER_BROWSER: Answer = Err(SignInRefusal::OtherBrowser);
const DIGITS: Answer = Err(SignInRefusal::DigitsNeeded);

/// How the person returns to an order that began at home, and the outcome.
type Case = (BankIdStart, Nonce, Cookie, &'static str, &'static str, &'static str, Answer);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // began on   nonce         cookie           app at     comes from risk
    (ThisDevice,  Nonce::Right, Cookie::Own,     HOME,      HOME,      "low",      IN),
    (ThisDevice,  Nonce::Right, Cookie::Own,     ELSEWHERE, HOME,      "low",      IN),
    (ThisDevice,  Nonce::Right, Cookie::Own,     HOME,      ELSEWHERE, "moderate", IN),
    (ThisDevice,  Nonce::Right, Cookie::Own,     HOME,      HOME,      "high",     RISK),
    (ThisDevice,  Nonce::Right, Cookie::Another, HOME,      HOME,      "low",      OTHER_BROWSER),
    (ThisDevice,  Nonce::Right, Cookie::None,    HOME,      HOME,      "low",      OTHER_BROWSER),
    (ThisDevice,  Nonce::Wrong, Cookie::Own,     HOME,      HOME,      "low",      NO_ORDER),
    (ThisDevice,  Nonce::Wrong, Cookie::None,    HOME,      HOME,      "low",      NO_ORDER),
    (ThisDevice,  Nonce::None,  Cookie::Own,     HOME,      HOME,      "low",      IN),
    (ThisDevice,  Nonce::None,  Cookie::Own,     HOME,      HOME,      "moderate", IN),
    (ThisDevice,  Nonce::None,  Cookie::Own,     HOME,      HOME,      "high",     RISK),
    (ThisDevice,  Nonce::None,  Cookie::Own,     ELSEWHERE, HOME,      "low",      DIGITS),
    (ThisDevice,  Nonce::None,  Cookie::Own,     HOME,      ELSEWHERE, "low",      DIGITS),
    (ThisDevice,  Nonce::None,  Cookie::Own,     ELSEWHERE, ELSEWHERE, "low",      DIGITS),
    (ThisDevice,  Nonce::None,  Cookie::None,    HOME,      HOME,      "low",      NO_ORDER),
    (OtherDevice, Nonce::None,  Cookie::Own,     ELSEWHERE, HOME,      "low",      IN),
    (OtherDevice, Nonce::None,  Cookie::Own,     ELSEWHERE, ELSEWHERE, "moderate", IN),
    (OtherDevice, Nonce::None,  Cookie::Own,     ELSEWHERE, HOME,      "high",     RISK),
    (OtherDevice, Nonce::Wrong, Cookie::Own,     ELSEWHERE, HOME,      "low",      NO_ORDER),
];

#[rstest]
#[tokio::test]
async fn only_a_proven_browser_is_signed_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    for case in CASES {
        let (start, nonce, cookie, app, from, risk, expected) = *case;
        let sessions = stage.world.session_count().await;
        let own = stage.start(start).await;
        let another = stage.start(start).await;
        let secret = if nonce == Nonce::Right { stage.nonce(&own).await } else { Secret::random() };
        stage.approve(&own, Named::Anna, app, risk).await;
        stage.world.clock.advance(2);

        let comes = match cookie {
            Cookie::Own => at(&own, from),
            Cookie::Another => at(&another, from),
            Cookie::None => at(&browser(), from),
        };
        let answer = match nonce {
            Nonce::None => stage.world.domain.finish_sign_in(&comes).await,
            _ => stage.world.domain.return_from_app(&comes, &secret).await,
        };

        let answer = answer.map(drop).map_err(|error| match error {
            Error::Refused(rules) => rules[0],
            Error::Failed(failed) => panic!("{case:?}: {failed:?}"),
        });
        assert_eq!(answer, expected, "{case:?}");
        let opened = u64::from(expected.is_ok());
        assert_eq!(stage.world.session_count().await, sessions + opened, "{case:?}");
        // A stranger's guess ends nothing, and an order without proof waits; otherwise the order is used up.
        let goes_on = stage.finish(&own).await.is_ok();
        assert_eq!(goes_on, matches!(expected, NO_ORDER | DIGITS) && stage_is_bound(start, app), "{case:?}");
        assert!(stage.watch(&another).await.is_ok(), "{case:?}");
    }
}

/// Whether the original page could continue automatically.
fn stage_is_bound(start: BankIdStart, app: &str) -> bool {
    start == OtherDevice || app == HOME
}
