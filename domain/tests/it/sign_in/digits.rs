//! The two digits shown by the app: the way in where nothing else binds app and browser (rule S6).

use domain::Error;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::Channel;
use types::sign_in::{BankIdStart, SignInDigits, SignInPhase, SignInRefusal};

use super::stage::{ELSEWHERE, HOME, Stage, at, browser, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

const EDGE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                    Version/18.0 EdgiOS/131.0 Mobile/15E148 Safari/604.1";

/// A browser whose order was approved in an app at another address, and the digits that the app showed.
async fn approved_elsewhere(stage: &Stage, risk: &str) -> (domain::Browser, String) {
    let browser = stage.start(ThisDevice).await;
    let digits = stage.digits(&browser).await;
    stage.approve(&browser, Named::Anna, ELSEWHERE, risk).await;
    (browser, digits)
}

/// Two digits that are not those.
fn others(digits: &str) -> String {
    format!("{:02}", (digits.parse::<u32>().expect("digits") + 1) % 100)
}

#[rstest]
#[tokio::test]
async fn a_person_whose_app_has_another_address_comes_in_on_one_phone(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let mut stage = Stage::new(database).await;
    stage.world.launch_own_app();
    let phone = domain::Browser { user_agent: EDGE.to_owned(), ..browser() };
    let phone = stage.start_from(phone, ThisDevice).await;
    let before = stage.watch(&phone).await.unwrap();
    let digits = stage.digits(&phone).await;
    assert_eq!(stage.bankid.return_url(&stage.world.auto_start_token(&phone).await), None);
    stage.approve(&phone, Named::Anna, ELSEWHERE, "low").await;

    let asked = stage.watch_next(&phone).await;
    let pressed = stage.finish(&phone).await;
    let signed_in = stage.world.domain.confirm_sign_in(&phone, &format!(" {digits} ")).await.unwrap();

    assert_eq!(before.digits, SignInDigits::MayBeAsked);
    assert_eq!((asked.phase, asked.digits), (SignInPhase::Identified, SignInDigits::Asked));
    assert_eq!(refusal(pressed), SignInRefusal::DigitsNeeded);
    assert!(stage.world.domain.caller(&signed_in.session.secret, Channel::Web).await.unwrap().is_some());
    assert_eq!(stage.world.order_count().await, 0);
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nobody_is_asked_for_digits_who_is_bound_already(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let here = stage.identified(Named::Anna).await;
    let code = stage.start(OtherDevice).await;
    stage.approve(&code, Named::Bjorn, ELSEWHERE, "low").await;

    assert_eq!(stage.watch(&here).await.unwrap().digits, SignInDigits::Unused);
    assert_eq!(stage.watch_next(&code).await.digits, SignInDigits::Unused);
}

#[rstest]
#[tokio::test]
async fn wrong_digits_end_the_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let (browser, digits) = approved_elsewhere(&stage, "low").await;
    stage.watch_next(&browser).await;

    let wrong = stage.world.domain.confirm_sign_in(&browser, &others(&digits)).await;
    let right = stage.world.domain.confirm_sign_in(&browser, &digits).await;

    assert_eq!(refusal(wrong), SignInRefusal::DigitsWrong);
    assert_eq!(refusal(right), SignInRefusal::NoOrder);
    assert_eq!((stage.world.order_count().await, stage.world.session_count().await), (0, 0));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_guesses_at_once_are_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let (browser, _) = approved_elsewhere(&stage, "low").await;
    stage.watch_next(&browser).await;
    let guesses: Vec<_> = (0..100)
        .map(|guess| {
            let (domain, browser) = (stage.world.domain.clone(), browser.clone());
            tokio::spawn(async move { domain.confirm_sign_in(&browser, &format!("{guess:02}")).await.map(drop) })
        })
        .collect();

    let mut judged = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            Ok(()) => judged += 1,
            Err(Error::Refused(rules)) if rules == [SignInRefusal::DigitsWrong] => judged += 1,
            Err(Error::Refused(rules)) => assert_eq!(rules, [SignInRefusal::NoOrder]),
            Err(error) => panic!("{error:?}"),
        }
    }

    assert_eq!(judged, 1);
    assert_eq!(stage.world.order_count().await, 0);
}

#[rstest]
#[case("")]
#[case("4")]
#[case("471")]
#[case("fyra sju")]
#[tokio::test]
async fn input_other_than_two_digits_is_not_an_attempt(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] typed: &str,
) {
    let stage = Stage::new(database).await;
    let (browser, digits) = approved_elsewhere(&stage, "low").await;
    stage.watch_next(&browser).await;

    let answer = stage.world.domain.confirm_sign_in(&browser, typed).await;

    assert_eq!(refusal(answer), SignInRefusal::DigitsNeeded);
    assert!(stage.world.domain.confirm_sign_in(&browser, &digits).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn digits_before_bankid_has_answered_are_no_try(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(ThisDevice).await;
    let digits = stage.digits(&browser).await;

    let early = stage.world.domain.confirm_sign_in(&browser, &others(&digits)).await;

    assert_eq!(refusal(early), SignInRefusal::NotYet);
    assert_eq!(stage.world.order_count().await, 1);
}

#[rstest]
#[tokio::test]
async fn right_digits_do_not_help_against_a_high_risk(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let (browser, digits) = approved_elsewhere(&stage, "high").await;

    assert_eq!(stage.watch_next(&browser).await.digits, SignInDigits::Unused);
    let answer = stage.world.domain.confirm_sign_in(&browser, &digits).await;

    assert_eq!(refusal(answer), SignInRefusal::Risk);
    assert_eq!((stage.world.order_count().await, stage.world.session_count().await), (0, 0));
}

/// The attacker began and sent the launch link; the victim approved. Nothing sent to the attacker's browser reveals the
/// digits, and what the victim has seen is worthless in another browser.
#[rstest]
#[tokio::test]
async fn a_launch_link_that_was_sent_to_somebody_lets_its_sender_in_nowhere(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let (attacker, digits) = approved_elsewhere(&stage, "low").await;
    let shown = stage.watch_next(&attacker).await;

    assert_eq!(refusal(stage.finish(&attacker).await), SignInRefusal::DigitsNeeded);
    let token = stage.start(ThisDevice).await;
    let victim = at(&token, ELSEWHERE);
    assert_eq!(refusal(stage.world.domain.confirm_sign_in(&victim, &digits).await), SignInRefusal::NotYet);
    assert_eq!((shown.qr, shown.launch_url), (None, None), "an order that BankID has answered tells nothing more");
    assert_eq!(stage.world.session_count().await, 0);
}

/// The page continues automatically a moment before the app returns: it must not spoil the better proof.
#[rstest]
#[tokio::test]
async fn an_order_that_nothing_binds_yet_waits_for_its_nonce(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(ThisDevice).await;
    let nonce = stage.nonce(&browser).await;
    stage.approve(&browser, Named::Anna, ELSEWHERE, "low").await;

    assert_eq!(refusal(stage.finish(&browser).await), SignInRefusal::DigitsNeeded);

    assert!(stage.world.domain.return_from_app(&browser, &nonce).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn only_the_app_on_the_same_device_shows_digits_and_where_to_type_them(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;
    let (here, code) = (stage.start(ThisDevice).await, stage.start(OtherDevice).await);
    let text = async |browser| stage.bankid.visible_text(&stage.world.auto_start_token(browser).await).expect("a text");

    let (here, code) = (text(&here).await, text(&code).await);

    let company = &*stage.world.domain.settings().company;
    assert!(here.contains(company) && here.contains("Skriv dem bara på localhost:3000"), "{here}");
    assert!(code.contains(company) && !code.contains(|sign: char| sign.is_ascii_digit()), "{code}");
}

#[rstest]
#[tokio::test]
async fn the_same_address_is_enough_at_a_risk_that_is_not_high(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let browser = stage.start(ThisDevice).await;
    stage.approve(&browser, Named::Anna, HOME, "moderate").await;

    assert!(stage.finish(&browser).await.is_ok());
}
