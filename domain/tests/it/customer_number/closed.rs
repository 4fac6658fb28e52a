//! The company may disable signing in by customer number.

use domain::testing::{Named, PASSWORD, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::customer_number::{ActivateRefusal, CodeRefusal, NumberSignInRefusal};

use super::{refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn nobody_comes_in_and_who_is_in_is_out(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.sign_in_by_number(&stranger(), &anna).await.session;
    let (_, by_bankid) = world.session(Named::Anna, Channel::Web, types::sign_in::SignInMethod::BankId).await;
    world.change_settings(|settings| settings.customer_number.open = false);

    let (number, code) = (anna.number(), "7KQ0-1MZX-A9B2");
    let asked = world.domain.ask_for_code(&stranger(), &number).await;
    let activated = world.domain.activate_number(&stranger(), &number, code, PASSWORD).await;
    let signed_in = try_to_sign_in(&world, &stranger(), &number, PASSWORD).await;

    assert_eq!(refusals(asked), [CodeRefusal::Closed]);
    assert_eq!(refusals(activated), [ActivateRefusal::Closed]);
    assert_eq!(refusals(signed_in), [NumberSignInRefusal::Closed]);
    assert!(world.domain.caller(&by_number.secret, Channel::Web).await.unwrap().is_none());
    assert!(world.domain.caller(&by_bankid, Channel::Web).await.unwrap().is_some());
}

#[rstest]
#[tokio::test]
async fn a_letter_that_is_owed_by_then_does_not_leave(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.domain.ask_for_code(&stranger(), &anna.number()).await.unwrap();
    world.change_settings(|settings| settings.customer_number.open = false);

    world.domain.send_due_letters(9).await.unwrap();

    assert!(world.paper_letters().is_empty());
}
