//! A browser that several people use: signing in or out ends every sign-in started earlier (rule 9B7).

use std::time::Duration;

use bankid_simulator::Endpoint;
use domain::Browser;
use domain::secret::Secret;
use domain::testing::{Holding, Named, PASSWORD, TestDatabase};
use rstest::rstest;
use types::Channel;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod, SignInRefusal};

use super::stage::{HOME, Stage, browser, refusal};
use BankIdStart::{OtherDevice, ThisDevice};
use TestDatabase::{Postgres, Sqlite};

/// What Björn does in the browser where Anna has started to sign in.
#[derive(Clone, Copy, Debug)]
enum Does {
    SignsInByNumber,
    SignsInWithBankIdIn(Channel),
    BeginsIn(Channel),
    SignsOutOf(Channel),
}

/// A request of the browser in a channel, with the orders of both channels in its cookies.
fn asking_in(channel: Channel, web: Option<Secret>, app: Option<Secret>) -> Browser {
    let (order, other_order) = match channel {
        Channel::Web => (web, app),
        Channel::App => (app, web),
    };
    Browser { order, other_order, ..browser() }
}

/// A new order in a channel of the browser: the secret in its cookie.
async fn begin(stage: &Stage, browser: &Browser, channel: Channel) -> Secret {
    let wanted = Destination::default();
    stage.world.domain.start_sign_in(browser, channel, ThisDevice, &wanted).await.expect("an order").secret
}

/// Björn's own account, which can be signed in to by number.
async fn account_of_bjorn(stage: &Stage) -> Holding {
    let bjorn = stage.world.holder_at_home(Named::Bjorn).await;
    stage.world.activate(&bjorn).await;
    bjorn
}

async fn do_it(stage: &Stage, does: Does, anna: &Secret, bjorn: &Holding) {
    let domain = &stage.world.domain;
    let with_annas_order = |channel| asking_in(channel, Some(anna.clone()), None);
    match does {
        Does::SignsInByNumber => _ = stage.world.sign_in_by_number(&with_annas_order(Channel::Web), bjorn).await,
        Does::BeginsIn(channel) => _ = begin(stage, &with_annas_order(channel), channel).await,
        Does::SignsOutOf(channel) => {
            let session = stage.world.open_session(Named::Bjorn, channel, SignInMethod::BankId).await;
            domain.sign_out(&with_annas_order(channel).with_session(&session.secret)).await.expect("an answer");
        }
        Does::SignsInWithBankIdIn(channel) => {
            // His order began in another tab, before hers: neither start has ended the other.
            let order = begin(stage, &browser(), channel).await;
            let web = if channel == Channel::Web { order.clone() } else { anna.clone() };
            let his = asking_in(channel, Some(web), (channel == Channel::App).then_some(order));
            stage.approve(&his, Named::Bjorn, HOME, "low").await;
            stage.finish(&his).await.expect("Björn is let in");
        }
    }
}

#[rstest]
#[tokio::test]
async fn an_order_begun_before_another_persons_sign_in_is_void(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(
        Does::SignsInByNumber,
        Does::SignsInWithBankIdIn(Channel::App),
        Does::BeginsIn(Channel::Web),
        Does::BeginsIn(Channel::App),
        Does::SignsOutOf(Channel::Web),
        Does::SignsOutOf(Channel::App)
    )]
    does: Does,
) {
    let stage = Stage::new(database).await;
    let bjorn = account_of_bjorn(&stage).await;
    let anna = stage.identified(Named::Anna).await;

    do_it(&stage, does, anna.order.as_ref().unwrap(), &bjorn).await;

    assert_eq!(refusal(stage.finish(&anna).await), SignInRefusal::NoOrder);
    assert_eq!(refusal(stage.watch(&anna).await), SignInRefusal::NoOrder);
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_order_that_still_waits_is_cancelled_at_bankid_when_somebody_else_signs_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(Does::SignsInByNumber, Does::SignsInWithBankIdIn(Channel::App))] does: Does,
) {
    let stage = Stage::new(database).await;
    let bjorn = account_of_bjorn(&stage).await;
    let anna = stage.start(OtherDevice).await;
    let token = stage.world.auto_start_token(&anna).await;

    do_it(&stage, does, anna.order.as_ref().unwrap(), &bjorn).await;

    let cancelled = async {
        while stage.bankid.call_count(Endpoint::Cancel) == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), cancelled).await.expect("the order is cancelled");
    assert!(stage.bankid.open(&token, Named::Anna.personal_number()).is_err());
    assert_eq!(refusal(stage.watch(&anna).await), SignInRefusal::NoOrder);
}

/// Björn has BankID answered in one tab and sends the form for his number in another. Signing in with BankID lifts the
/// block of his account, so both lock the browser's order and the account.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_signs_in_twice_at_once_in_one_browser_does_not_wait_for_themselves() {
    let stage = Stage::new(Postgres).await;
    let bjorn = account_of_bjorn(&stage).await;
    stage.world.block_sharing(&bjorn).await;
    let browser = stage.identified(Named::Bjorn).await;
    let slowly = "CREATE FUNCTION be_slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN OLD; \
                  END $$; CREATE TRIGGER slow BEFORE DELETE ON sign_in_order FOR EACH ROW EXECUTE FUNCTION be_slow()";
    stage.world.run_sql(slowly).await;

    let (domain, here) = (stage.world.domain.clone(), browser.clone());
    let with_bankid = tokio::spawn(async move { domain.finish_sign_in(&here).await.map(drop) });
    let (domain, number) = (stage.world.domain.clone(), bjorn.number());
    let by_number = domain.sign_in_by_number(&browser, &number, PASSWORD, Destination::default()).await.map(drop);
    let with_bankid = with_bankid.await.unwrap();

    assert!(by_number.is_ok(), "{by_number:?}");
    assert!(with_bankid.is_ok() || refusal(with_bankid) == SignInRefusal::NoOrder);
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_sign_in_that_is_refused_ends_no_order(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let stage = Stage::new(database).await;
    let bjorn = account_of_bjorn(&stage).await;
    let anna = stage.identified(Named::Anna).await;

    let number = bjorn.number();
    let wrong = stage.world.domain.sign_in_by_number(&anna, &number, "fel lösenord", Destination::default()).await;

    assert!(wrong.is_err());
    assert!(stage.finish(&anna).await.is_ok());
}
