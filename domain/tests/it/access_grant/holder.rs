//! Only holders share (rule G1), and customers are separate.

use domain::Caller;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::GrantState;
use types::{AccessGrantId, Channel, CustomerRef};

use TestDatabase::{Postgres, Sqlite};

/// The outcome of each operation of a holder for another caller, in one word each.
async fn try_everything(world: &World, caller: &Caller, account: &CustomerRef, id: AccessGrantId) -> [String; 7] {
    let domain = &world.domain;
    [
        word(domain.share_access(caller, account, world.details(Named::Ivar)).await),
        word(domain.new_access_grant_form(caller, account, None).await),
        word(domain.access_grants(caller, account).await),
        word(domain.access_grant(caller, account, id).await),
        word(domain.repeat_invitation(caller, account, id).await),
        word(domain.correct_invitation(caller, account, id, Named::Ivar.details()).await),
        word(domain.remove_access(caller, account, id).await),
    ]
}

fn word<T>(answer: domain::Result<T, impl std::fmt::Display>) -> String {
    answer.map_or_else(|error| error.to_string(), |_| "done".to_owned())
}

struct Scene {
    world: World,
    anna: Holding,
    /// Hanna's pending invitation.
    waiting: AccessGrantId,
}

async fn scene(database: TestDatabase) -> Scene {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let waiting = world.invite(&anna, Named::Hanna).await.expect("an invitation");
    Scene { world, anna, waiting }
}

#[rstest]
#[tokio::test]
async fn a_grantee_may_not_share(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    let answers = try_everything(&world, &bjorn, &anna.account, waiting).await;

    assert_eq!(answers, ["forbidden"; 7]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_invited_person_may_not_share(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let hanna = world.person(Named::Hanna).await;

    let answers = try_everything(&world, &hanna, &anna.account, waiting).await;

    assert_eq!(answers, ["not found"; 7]);
}

#[rstest]
#[tokio::test]
async fn a_stranger_learns_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let ivar = world.person(Named::Ivar).await;

    let answers = try_everything(&world, &ivar, &anna.account, waiting).await;

    assert_eq!(answers, ["not found"; 7]);
}

#[rstest]
#[tokio::test]
async fn a_former_grantee_may_not_share(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();

    let answers = try_everything(&world, &bjorn, &anna.account, waiting).await;

    assert_eq!(answers, ["ended"; 7]);
}

#[rstest]
#[tokio::test]
async fn a_holder_of_another_customer_is_a_stranger(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let cecilia = world.holder(Named::Cecilia).await;

    let answers = try_everything(&world, &cecilia.caller, &anna.account, waiting).await;

    assert_eq!(answers, ["not found"; 7]);
}

#[rstest]
#[tokio::test]
async fn a_grant_is_not_found_through_another_account(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let cecilia = world.holder(Named::Cecilia).await;

    let answers = try_everything(&world, &cecilia.caller, &cecilia.account, waiting).await;

    assert_eq!(answers, ["done", "done", "done", "not found", "not found", "not found", "not found"]);
    assert_eq!(world.only_grant(&anna).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn a_grant_is_not_reached_from_the_other_channel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let in_app = anna.in_app();

    let answers = try_everything(&world, &in_app.caller, &anna.account, waiting).await;

    assert_eq!(answers, ["done", "done", "done", "not found", "not found", "not found", "not found"]);
}

#[rstest]
#[tokio::test]
async fn a_web_grant_does_not_make_a_sharer_in_the_app(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, anna, waiting } = scene(database).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await.in_channel(Channel::App);

    let answers = try_everything(&world, &bjorn, &anna.account, waiting).await;

    assert_eq!(answers, ["not found"; 7]);
}

#[rstest]
#[tokio::test]
async fn either_joint_holder_may_remove(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    let bjorn = world.let_in(&david, Named::Bjorn).await;
    let id = world.only_grant(&eva).await.id;

    world.domain.remove_access(&eva.caller, &eva.account, id).await.unwrap();

    assert_eq!(word(world.domain.overview(&bjorn, &david.account).await), "ended");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_unknown_account_is_like_somebody_elses(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Scene { world, waiting, .. } = scene(database).await;
    let ivar = world.person(Named::Ivar).await;
    let unknown: CustomerRef = "aaaaaaaaaaaaaaaa".parse().unwrap();

    let answers = try_everything(&world, &ivar, &unknown, waiting).await;

    assert_eq!(answers, ["not found"; 7]);
}
