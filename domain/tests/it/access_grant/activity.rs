//! Every change is one row in the account's activity (rule G20).

use domain::testing::{ActivityRow, Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::access_grant::GranteeDetails;
use types::activity::EventKind;
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

fn by_bankid(event: EventKind, actor: types::PersonId) -> ActivityRow {
    let (method, channel) = (Some(SignInMethod::BankId), Some(Channel::Web));
    ActivityRow { event, actor: Some(actor), for_another: false, method, channel }
}

fn by_itself(event: EventKind) -> ActivityRow {
    ActivityRow { event, actor: None, for_another: false, method: None, channel: None }
}

#[rstest]
#[tokio::test]
async fn an_owners_changes_are_recorded(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(600);
    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();
    let corrected = GranteeDetails { given_name: "Bo".to_owned(), ..Named::Bjorn.details() };
    world.domain.correct_invitation(&anna.caller, &anna.account, id, corrected).await.unwrap();

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let events = [
        EventKind::AccessShared,
        EventKind::InvitationRepeated,
        EventKind::AccessCorrected,
        EventKind::AccessWithdrawn,
    ];
    let expected = events.map(|event| by_bankid(event, anna.caller.person_id()));
    assert_eq!(world.record(&anna.account).await, expected);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_grantees_changes_are_recorded(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();

    let expected = [
        by_bankid(EventKind::AccessShared, anna.caller.person_id()),
        by_bankid(EventKind::AccessConfirmed, bjorn.person_id()),
        ActivityRow { for_another: true, ..by_bankid(EventKind::AccessLeft, bjorn.person_id()) },
    ];
    assert_eq!(world.record(&anna.account).await, expected);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn who_declined_and_who_removed_is_told(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    let declined = world.invite(&david, Named::Hanna).await.unwrap();
    let hanna = world.person(Named::Hanna).await;
    world.domain.decline_access(&hanna, declined).await.unwrap();
    world.let_in(&david, Named::Bjorn).await;
    let active = world.only_grant(&david).await.id;

    world.domain.remove_access(&eva.caller, &eva.account, active).await.unwrap();

    let record = world.record(&david.account).await;
    assert!(record.contains(&by_bankid(EventKind::AccessDeclined, hanna.person_id())));
    assert_eq!(record.last(), Some(&by_bankid(EventKind::AccessRemoved, eva.caller.person_id())));
}

#[rstest]
#[tokio::test]
async fn activity_has_the_sign_in_method_and_channel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let weaker = domain::testing::Holding { caller: anna.caller.by(SignInMethod::CustomerNumber), ..anna.clone() };
    world.invite(&weaker, Named::Bjorn).await.unwrap();

    world.invite(&anna.in_app(), Named::Bjorn).await.unwrap();

    let recorded: Vec<_> = world.record(&anna.account).await.iter().map(|row| (row.method, row.channel)).collect();
    let expected =
        [(Some(SignInMethod::CustomerNumber), Some(Channel::Web)), (Some(SignInMethod::BankId), Some(Channel::App))];
    assert_eq!(recorded, expected);
}

#[rstest]
#[tokio::test]
async fn expiry_has_no_actor(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(15 * 24 * 3600);

    world.domain.expire_access(1).await.unwrap();

    assert_eq!(world.record(&anna.account).await.last(), Some(&by_itself(EventKind::AccessExpired)));
}

#[rstest]
#[tokio::test]
async fn a_refused_change_leaves_no_row(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let before = world.record(&anna.account).await;
    let id = world.only_grant(&anna).await.id;

    world.invite(&anna, Named::Anna).await.unwrap_err();
    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap_err();
    world.domain.remove_access(&bjorn, &anna.account, id).await.unwrap_err();
    world.confirm(&bjorn, id, Named::Bjorn).await.unwrap_err();

    assert_eq!(world.record(&anna.account).await, before);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn inviting_again_tells_the_end_and_the_beginning(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let old = world.invite(&anna, Named::Bjorn).await.unwrap();
    let again = types::access_grant::NewAccessGrant {
        source: Some(types::access_grant::GrantSource::Replaced(old)),
        ..world.details(Named::Bjorn)
    };

    world.domain.share_access(&anna.caller, &anna.account, again).await.unwrap();

    let events: Vec<_> = world.record(&anna.account).await.iter().map(|row| row.event).collect();
    assert_eq!(events, [EventKind::AccessShared, EventKind::AccessWithdrawn, EventKind::AccessShared]);
}
