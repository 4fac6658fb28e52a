//! Sharing requires a recent sign-in (V7.5.1).

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Error, Result};
use rstest::rstest;
use types::access_grant::{GrantRefusal, GrantSource, NewAccessGrant};
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

const A_MINUTE: u32 = 60;

async fn share(world: &World, owner: &Holding, new: NewAccessGrant) -> Result<AccessGrantId, Error<GrantRefusal>> {
    world.domain.share_access(&owner.caller, &owner.account, new).await
}

async fn obstacle(world: &World, owner: &Holding, again: Option<AccessGrantId>) -> Option<GrantRefusal> {
    let source = again.map(GrantSource::Replaced);
    world.domain.new_access_grant_form(&owner.caller, &owner.account, source).await.expect("a form").obstacle
}

async fn signed_in_again(world: &World, owner: &Holding, method: SignInMethod) -> Holding {
    let caller = world.sign_in(Named::Anna, Channel::Web, method).await;
    Holding { caller, account: owner.account.clone() }
}

#[rstest]
#[case::bankid(SignInMethod::BankId)]
#[case::customer_number(SignInMethod::CustomerNumber)]
#[tokio::test]
async fn the_form_is_opened_within_five_minutes_of_signing_in(
    #[case] method: SignInMethod,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let before = world.holder(Named::Anna).await;
    world.clock.advance(A_MINUTE);
    let anna = signed_in_again(&world, &before, method).await;

    world.clock.advance(5 * A_MINUTE);
    let in_time = obstacle(&world, &anna, None).await;
    world.clock.advance(1);
    let too_late = obstacle(&world, &anna, None).await;

    assert_eq!((in_time, too_late), (None, Some(GrantRefusal::SignInAgain)));
}

#[rstest]
#[tokio::test]
async fn inviting_again_is_opened_within_five_minutes_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    world.clock.advance(5 * A_MINUTE);
    let in_time = obstacle(&world, &anna, Some(id)).await;
    world.clock.advance(1);
    let too_late = obstacle(&world, &anna, Some(id)).await;

    assert_eq!((in_time, too_late), (None, Some(GrantRefusal::SignInAgain)));
}

#[rstest]
#[tokio::test]
async fn limits_are_reported_before_signing_in_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.pending = 1).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(6 * A_MINUTE);

    assert_eq!(obstacle(&world, &anna, None).await, Some(GrantRefusal::TooManyPending));
}

#[rstest]
#[case::bankid(SignInMethod::BankId)]
#[case::customer_number(SignInMethod::CustomerNumber)]
#[tokio::test]
async fn a_form_opened_in_time_is_submitted_within_thirty_minutes(
    #[case] method: SignInMethod,
    #[values(0, 1)] seconds_late: u32,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let before = world.holder(Named::Anna).await;
    world.clock.advance(A_MINUTE);
    let anna = signed_in_again(&world, &before, method).await;
    world.clock.advance(5 * A_MINUTE);
    assert_eq!(obstacle(&world, &anna, None).await, None);

    world.clock.advance(30 * A_MINUTE + seconds_late);
    let answer = share(&world, &anna, world.details(Named::Bjorn)).await;

    match seconds_late {
        0 => assert!(answer.is_ok(), "{answer:?}"),
        _ => assert_eq!(refusals(answer), [GrantRefusal::SignInAgain]),
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_unopened_form_is_submitted_within_five_minutes_of_signing_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    world.clock.advance(5 * A_MINUTE);
    let in_time = share(&world, &anna, world.details(Named::Bjorn)).await;
    world.clock.advance(1);
    let too_late = share(&world, &anna, world.details(Named::Hanna)).await;

    assert!(in_time.is_ok(), "{in_time:?}");
    assert_eq!(refusals(too_late), [GrantRefusal::SignInAgain]);
    assert_eq!(world.only_grant(&anna).await.grantee.given_name, "Bjorn");
}

#[rstest]
#[tokio::test]
async fn a_form_that_requires_a_sign_in_does_not_count_as_opened(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.clock.advance(6 * A_MINUTE);
    assert_eq!(obstacle(&world, &anna, None).await, Some(GrantRefusal::SignInAgain));

    let answer = share(&world, &anna, world.details(Named::Bjorn)).await;

    assert_eq!(refusals(answer), [GrantRefusal::SignInAgain]);
}

#[rstest]
#[tokio::test]
async fn one_opened_form_is_good_for_one_success_and_a_refusal_does_not_count(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    assert_eq!(obstacle(&world, &anna, None).await, None);
    world.clock.advance(20 * A_MINUTE);
    let not_understood = NewAccessGrant { understood: false, ..world.details(Named::Bjorn) };
    assert_eq!(refusals(share(&world, &anna, not_understood).await), [GrantRefusal::NotUnderstood]);

    let first = share(&world, &anna, world.details(Named::Bjorn)).await;
    let second = share(&world, &anna, world.details(Named::Hanna)).await;

    assert!(first.is_ok(), "{first:?}");
    assert_eq!(refusals(second), [GrantRefusal::SignInAgain]);
}

#[rstest]
#[tokio::test]
async fn a_form_is_opened_for_its_own_session(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let elsewhere = signed_in_again(&world, &anna, SignInMethod::BankId).await;
    assert_eq!(obstacle(&world, &anna, None).await, None);
    world.clock.advance(6 * A_MINUTE);

    let answer = share(&world, &elsewhere, world.details(Named::Bjorn)).await;

    assert_eq!(refusals(answer), [GrantRefusal::SignInAgain]);
    assert!(share(&world, &anna, world.details(Named::Bjorn)).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn the_very_form_that_came_too_late_is_sent_again_after_signing_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(36 * A_MINUTE);
    let new = NewAccessGrant { source: Some(GrantSource::Replaced(old)), ..world.details(Named::Bjorn) };
    assert_eq!(refusals(share(&world, &anna, new.clone()).await), [GrantRefusal::SignInAgain]);
    assert_eq!(world.only_grant(&anna).await.id, old, "a refused press takes nothing back");

    let anna = signed_in_again(&world, &anna, SignInMethod::BankId).await;
    let id = share(&world, &anna, new).await.unwrap();

    assert_eq!(world.only_grant(&anna).await.id, id);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_retried_submission_is_replayed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let new = world.details(Named::Bjorn);
    let first = share(&world, &anna, new.clone()).await.unwrap();
    world.clock.advance(36 * A_MINUTE);

    assert_eq!(share(&world, &anna, new).await.unwrap(), first);
}

#[rstest]
#[tokio::test]
async fn repeating_correcting_and_removing_wait_for_nobody_to_sign_in(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(36 * A_MINUTE);
    let (domain, account) = (&world.domain, &anna.account);

    domain.repeat_invitation(&anna.caller, account, id).await.unwrap();
    let corrected = Named::Hanna.details();
    domain.correct_invitation(&anna.caller, account, id, corrected).await.unwrap();
    domain.remove_access(&anna.caller, account, id).await.unwrap();

    assert!(domain.access_grants(&anna.caller, account).await.unwrap().grants.is_empty());
    world.check_invariants().await;
}
