//! Whose name an entry shows.

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::activity::{ActivityEntry, EventKind, Who};

use TestDatabase::{Postgres, Sqlite};

fn named(name: &str) -> Who {
    Who::Named(name.to_owned())
}

fn grantee(entry: &ActivityEntry) -> Who {
    entry.grant.as_ref().expect("an entry about a grant").grantee.clone()
}

#[rstest]
#[tokio::test]
async fn who_did_it_and_whom_it_is_for(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    world.let_in(&anna, Named::Bjorn).await;

    let list = world.activity(&david.caller, &anna).await;

    let [confirmed, shared] = &list.entries[..] else { panic!("{:?}", list.entries) };
    assert_eq!((shared.actor.clone(), grantee(shared)), (Some(named("Anna Andersson")), named("Bjorn Berg")));
    assert_eq!((confirmed.actor.clone(), grantee(confirmed)), (Some(named("Bjorn Berg")), named("Bjorn Berg")));
}

#[rstest]
#[tokio::test]
async fn the_reader_is_not_named(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    let of_anna = world.activity(&anna.caller, &anna).await;
    let of_bjorn = world.activity(&bjorn, &anna).await;

    assert_eq!(of_anna.entries[1].actor, Some(Who::Me));
    let confirmed = of_bjorn.entries.iter().find(|entry| entry.event == EventKind::AccessConfirmed).unwrap();
    assert_eq!((confirmed.actor.clone(), grantee(confirmed)), (Some(Who::Me), Who::Me));
}

#[rstest]
#[tokio::test]
async fn who_is_invited_and_has_not_confirmed_is_not_named(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    world.domain.decline_access(&bjorn, id).await.unwrap();

    let list = world.activity(&anna.caller, &anna).await;

    let [declined, shared] = &list.entries[..] else { panic!("{:?}", list.entries) };
    assert_eq!((declined.actor.clone(), grantee(declined)), (Some(Who::Somebody), Who::Somebody));
    assert_eq!(grantee(shared), Who::Somebody);
}

#[rstest]
#[tokio::test]
async fn others_are_masked_for_who_is_signed_in_by_number(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    world.let_in(&david, Named::Bjorn).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;

    let list = world.activity(&by_number.caller, &anna).await;

    let shared = list.entries.iter().find(|entry| entry.event == EventKind::AccessShared).unwrap();
    assert_eq!((shared.actor.clone(), grantee(shared)), (Some(named("David D.")), named("Bjorn B.")));
    let activated = list.entries.iter().find(|entry| entry.event == EventKind::NumberActivated).unwrap();
    assert_eq!(activated.actor, Some(Who::Me), "oneself is not");
}

#[rstest]
#[tokio::test]
async fn a_protected_persons_name_is_hidden_from_others(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let sara = world.joint_holder(Named::Sara, &anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.order_numbered(&sara.caller, &anna, "F-1").await;
    world.protect(Named::Sara, true).await;
    world.protect(Named::Bjorn, true).await;

    let of_anna = world.activity(&anna.caller, &anna).await;
    let of_sara = world.activity(&sara.caller, &anna).await;

    let [ordered, confirmed, shared] = &of_anna.entries[..] else { panic!("{:?}", of_anna.entries) };
    assert_eq!(ordered.actor, Some(Who::Somebody));
    assert_eq!((confirmed.actor.clone(), grantee(shared)), (Some(Who::Somebody), Who::Somebody));
    assert!(!format!("{of_anna:?}").contains("Skog") && !format!("{of_anna:?}").contains("Berg"));
    assert_eq!(of_sara.entries[0].actor, Some(Who::Me));
    assert_eq!(of_sara.entries[2].actor, Some(named("Anna Andersson")));
}

#[rstest]
#[tokio::test]
async fn what_nobody_did_has_no_name(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna.in_app(), Named::Bjorn).await.unwrap();
    world.clock.advance(15 * 24 * 3600);
    world.domain.expire_access(1).await.unwrap();

    let list = world.activity(&anna.caller, &anna).await;

    let expired = &list.entries[0];
    assert_eq!((expired.event, &expired.actor, expired.channel), (EventKind::AccessExpired, &None, None));
    assert_eq!(expired.grant.as_ref().unwrap().channel, types::Channel::App, "the grant's own");
}
