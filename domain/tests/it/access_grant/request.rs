//! One submission is one grant, and inviting again.

use domain::testing::{Named, TestDatabase, World, new_key};
use rstest::rstest;
use types::AccessGrantId;
use types::access_grant::{GrantRefusal, GrantSource, GrantState, NewAccessGrant};

use super::refusals;
use crate::import::file::{customer, import, signed_in};
use TestDatabase::{Postgres, Sqlite};

/// The form for inviting again: everything but the number.
fn again(world: &World, name: Named, replaces: AccessGrantId) -> NewAccessGrant {
    NewAccessGrant {
        source: Some(GrantSource::Replaced(replaces)),
        personal_number: String::new(),
        ..world.details(name)
    }
}

#[rstest]
#[tokio::test]
async fn the_same_press_twice_is_one_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let submission = world.details(Named::Bjorn);
    let first = world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();

    let second = world.domain.share_access(&anna.caller, &anna.account, submission).await.unwrap();

    assert_eq!((second, world.only_grant(&anna).await.id), (first, first));
    assert_eq!(world.letters_about(first).await.len(), 1);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_same_press_is_answered_alike_after_the_confirmation(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let submission = world.details(Named::Bjorn);
    let first = world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    world.domain.confirm_access(&bjorn, first, Named::Hanna.details()).await.unwrap();

    let second = world.domain.share_access(&anna.caller, &anna.account, submission).await.unwrap();

    assert_eq!(second, first);
}

#[rstest]
#[case::another_person(|new: &mut NewAccessGrant| new.personal_number = Named::Hanna.personal_number().to_owned())]
#[case::another_address(|new: &mut NewAccessGrant| new.grantee.email = Named::Hanna.email())]
#[case::another_relation(|new: &mut NewAccessGrant| new.relation = Some(types::access_grant::Relation::Other))]
#[tokio::test]
async fn the_same_press_with_other_content_is_refused(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] change: fn(&mut NewAccessGrant),
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let mut submission = world.details(Named::Bjorn);
    world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();
    change(&mut submission);

    let other = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(other), [GrantRefusal::Changed]);
    assert_eq!(world.only_grant(&anna).await.grantee, Named::Bjorn.details());
}

#[rstest]
#[tokio::test]
async fn the_same_press_in_the_other_channel_is_refused(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let submission = world.details(Named::Bjorn);
    world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();

    let other = world.domain.share_access(&anna.in_app().caller, &anna.account, submission).await;

    assert_eq!(refusals(other), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn a_press_whose_grant_has_ended_makes_no_new_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let submission = world.details(Named::Bjorn);
    let id = world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let again = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(again), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn inviting_again_ends_the_old_and_begins_fourteen_new_days(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(3 * 24 * 3600);
    let caller = world.person(Named::Anna).await;

    let submission = again(&world, Named::Bjorn, old);
    let new = world.domain.share_access(&caller, &anna.account, submission).await.unwrap();

    assert_eq!(world.grant_row(old).await.state, GrantState::Withdrawn);
    assert!(world.grant_row(new).await.expires_at > world.grant_row(old).await.expires_at);
    let grant = world.only_grant(&anna).await;
    assert_eq!((grant.id, grant.masked_number.as_str()), (new, "19840617-****"));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_refused_second_invitation_leaves_the_first(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.per_owner_and_day = 1).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();

    let submission = again(&world, Named::Bjorn, old);
    let new = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(new), [GrantRefusal::TooManyToday]);
    assert_eq!(world.only_grant(&anna).await.id, old);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn inviting_again_twice_by_the_same_press_is_one_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    let submission = again(&world, Named::Bjorn, old);
    let first = world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();

    let second = world.domain.share_access(&anna.caller, &anna.account, submission).await.unwrap();

    assert_eq!((second, world.only_grant(&anna).await.id), (first, first));
}

#[rstest]
#[tokio::test]
async fn the_same_press_is_answered_alike_when_the_first_owner_is_no_longer_a_holder(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    import(&world, &[customer("100001", &[Named::Eva, Named::David])]).await;
    let (eva, david) = (signed_in(&world, Named::Eva).await, signed_in(&world, Named::David).await);
    let old = world.invite(&david, Named::Bjorn).await.unwrap();
    let submission = again(&world, Named::Bjorn, old);
    let first = world.domain.share_access(&eva.caller, &eva.account, submission.clone()).await.unwrap();
    import(&world, &[customer("100001", &[Named::Eva])]).await;

    let second = world.domain.share_access(&eva.caller, &eva.account, submission).await.unwrap();

    assert_eq!((second, world.only_grant(&eva).await.id), (first, first));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_same_press_does_not_replace_another_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    let hannas = world.invite(&anna, Named::Hanna).await.unwrap();
    let submission = again(&world, Named::Bjorn, old);
    world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();

    let other = NewAccessGrant { source: Some(GrantSource::Replaced(hannas)), ..submission };
    let answer = world.domain.share_access(&anna.caller, &anna.account, other).await;

    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn an_ended_invitation_is_not_made_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    let submission = again(&world, Named::Bjorn, old);
    let first = NewAccessGrant { request_key: new_key(), ..submission.clone() };
    let new = world.domain.share_access(&anna.caller, &anna.account, first).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, new).await.unwrap();

    let answer = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn an_invitation_by_a_former_holder_is_not_made_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    import(&world, &[customer("100001", &[Named::Eva, Named::David])]).await;
    let (eva, david) = (signed_in(&world, Named::Eva).await, signed_in(&world, Named::David).await);
    let old = world.invite(&david, Named::Bjorn).await.unwrap();
    import(&world, &[customer("100001", &[Named::Eva])]).await;

    let answer = world.domain.share_access(&eva.caller, &eva.account, again(&world, Named::Bjorn, old)).await;

    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_press_that_made_an_ended_grant_again_is_changed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    let submission = again(&world, Named::Bjorn, old);
    let new = world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, new).await.unwrap();

    let answer = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn the_form_is_filled_in_only_from_what_waits(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let waiting = world.invite(&anna, Named::Hanna).await.unwrap();
    world.let_in(&anna, Named::Bjorn).await;
    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();
    let active = list.grants.iter().find(|grant| grant.state == GrantState::Active).unwrap().id;

    let source = GrantSource::Replaced(waiting);
    let form = world.domain.new_access_grant_form(&anna.caller, &anna.account, Some(source)).await.unwrap();

    assert_eq!((form.prefilled, form.source), (Named::Hanna.details(), Some((source, "19881105-****".to_owned()))));
    let source = GrantSource::Replaced(active);
    let none = world.domain.new_access_grant_form(&anna.caller, &anna.account, Some(source)).await;
    assert!(matches!(none, Err(domain::Failed::NotFound)));
}

#[rstest]
#[tokio::test]
async fn a_press_whose_grant_ran_out_is_changed_before_any_job(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let submission = world.details(Named::Bjorn);
    world.domain.share_access(&anna.caller, &anna.account, submission.clone()).await.unwrap();
    world.clock.advance(15 * 24 * 3600);

    let again = world.domain.share_access(&anna.caller, &anna.account, submission).await;

    assert_eq!(refusals(again), [GrantRefusal::Changed]);
}
