//! Fourteen days (rule G6): after them a pending grant does not exist, whether or not a job has run.

use domain::Failed;
use domain::testing::{Holding, Named, START_TIME, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, GrantRefusal, GrantSource, GrantState, InvitationStanding};
use types::{AccessGrantId, Timestamp};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

/// 2026-12-08 00:00 in Stockholm, the first midnight 336 hours after 2026-11-23 10:00.
const DEADLINE: Timestamp = Timestamp(1_796_684_400_000_000);

struct Scene {
    world: World,
    anna: Holding,
    id: AccessGrantId,
}

/// Anna has invited Bjorn; it is so many microseconds after (or before) the deadline.
async fn at_deadline(database: TestDatabase, plus: i64) -> Scene {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.expect("an invitation");
    world.clock.set_to(Timestamp(DEADLINE.0 + plus));
    Scene { world, anna, id }
}

#[rstest]
#[tokio::test]
async fn an_invitation_lasts_to_the_first_midnight_after_fourteen_days(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let Scene { world, id, .. } = at_deadline(database, 0).await;

    let row = world.grant_row(id).await;

    assert_eq!(row.expires_at, DEADLINE);
    assert_eq!(row.expires_at, domain::expires_at(START_TIME));
}

#[rstest]
#[tokio::test]
async fn the_last_microsecond_is_in_time(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, id, .. } = at_deadline(database, -1).await;
    let bjorn = world.person(Named::Bjorn).await;

    let answer = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert!(answer.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_deadline_itself_is_too_late(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, id, .. } = at_deadline(database, 0).await;
    let bjorn = world.person(Named::Bjorn).await;

    let answer = world.confirm(&bjorn, id, Named::Bjorn).await;

    assert_eq!(refusals(answer), [ConfirmRefusal::Expired]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_grant_that_ran_out_is_gone_for_the_owner_before_any_job(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, id } = at_deadline(database, 0).await;
    let (caller, account) = (&anna.caller, &anna.account);

    let list = world.domain.access_grants(caller, account).await.unwrap();

    assert!(list.grants.is_empty() && list.has_room);
    assert!(matches!(world.domain.access_grant(caller, account, id).await, Err(Failed::NotFound)));
    assert_eq!(refusals(world.domain.repeat_invitation(caller, account, id).await), [GrantRefusal::Changed]);
    let corrected = world.domain.correct_invitation(caller, account, id, Named::Hanna.details()).await;
    assert_eq!(refusals(corrected), [GrantRefusal::Changed]);
    assert!(world.domain.new_access_grant_form(caller, account, Some(GrantSource::Replaced(id))).await.is_err());
}

#[rstest]
#[tokio::test]
async fn a_grant_that_ran_out_is_gone_for_the_invited_before_any_job(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let Scene { world, id, .. } = at_deadline(database, 0).await;
    let bjorn = world.person(Named::Bjorn).await;

    let choice = world.domain.account_choice(&bjorn).await.unwrap();

    assert!(choice.invitations.is_empty());
    assert!(matches!(world.confirm_form(&bjorn, id).await, Err(Failed::NotFound)));
    assert_eq!(refusals(world.domain.decline_access(&bjorn, id).await), [ConfirmRefusal::Expired]);
    let standing = world.domain.invitation(Some(&bjorn), id).await.unwrap().standing;
    assert_eq!(standing, InvitationStanding::Expired);
}

#[rstest]
#[tokio::test]
async fn the_job_deletes_the_details(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, id, .. } = at_deadline(database, 0).await;

    let ended = world.domain.expire_access(100).await.unwrap();

    assert_eq!(ended, 1);
    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Expired, false));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_job_leaves_what_is_in_time(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, id, .. } = at_deadline(database, -1).await;

    let ended = world.domain.expire_access(100).await.unwrap();

    assert_eq!(ended, 0);
    assert_eq!(world.grant_row(id).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn the_job_deletes_at_most_its_limit_and_finally_everything(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, .. } = at_deadline(database, -1).await;
    world.invite(&anna, Named::Hanna).await.unwrap();
    world.invite(&anna, Named::Ivar).await.unwrap();
    world.clock.advance(30 * 24 * 3600);

    let rounds = [
        world.domain.expire_access(2).await.unwrap(),
        world.domain.expire_access(2).await.unwrap(),
        world.domain.expire_access(2).await.unwrap(),
    ];

    assert_eq!(rounds, [2, 1, 0]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_person_may_be_invited_again_before_the_job_has_run(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, id } = at_deadline(database, 0).await;

    let new = world.invite(&anna, Named::Bjorn).await.unwrap();

    let old = world.grant_row(id).await;
    assert_eq!((old.state, old.holds_details), (GrantState::Expired, false));
    assert_eq!(world.only_grant(&anna).await.id, new);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn what_ran_out_can_be_removed_before_the_job_has_run(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, id } = at_deadline(database, 1).await;

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let row = world.grant_row(id).await;
    assert_eq!((row.state, row.holds_details), (GrantState::Expired, false));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn sending_again_does_not_move_the_deadline(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, id } = at_deadline(database, -1).await;

    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();

    assert_eq!(world.grant_row(id).await.expires_at, DEADLINE);
    world.clock.set_to(DEADLINE);
    let bjorn = world.person(Named::Bjorn).await;
    assert_eq!(refusals(world.confirm(&bjorn, id, Named::Bjorn).await), [ConfirmRefusal::Expired]);
}

#[rstest]
#[tokio::test]
async fn an_active_grant_does_not_run_out(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.clock.advance(400 * 24 * 3600);

    world.domain.expire_access(100).await.unwrap();

    assert!(world.domain.overview(&bjorn, &anna.account).await.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn another_persons_attempt_after_the_deadline_is_not_recorded(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let Scene { world, anna, id } = at_deadline(database, 0).await;
    let before = world.record(&anna.account).await;

    world.arrive(Named::Hanna, id).await;

    assert_eq!(world.record(&anna.account).await, before);
}
