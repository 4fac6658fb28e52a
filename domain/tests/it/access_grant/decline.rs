//! Declining (rule G5).

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::access_grant::{ConfirmRefusal, GrantState};
use types::sign_in::SignInMethod;

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_declined_grant_is_gone_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;

    world.domain.decline_access(&bjorn, id).await.unwrap();

    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Declined, false));
    assert_eq!(refusals(world.confirm(&bjorn, id, Named::Bjorn).await), [ConfirmRefusal::Ended]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nobody_declines_for_another(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hanna = world.person(Named::Hanna).await;

    let answer = world.domain.decline_access(&hanna, id).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::WrongPerson]);
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn a_grant_is_declined_in_its_own_channel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.sign_in(Named::Bjorn, Channel::App, SignInMethod::BankId).await;

    let answer = world.domain.decline_access(&bjorn, id).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::WrongPerson]);
    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Pending, true));
}
