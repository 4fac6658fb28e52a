//! Who sees what (rule G20).

use domain::Failed;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::activity::{ActivityFilter, EventKind, Who};
use types::sign_in::SignInMethod;

use super::events;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn every_holder_sees_what_everybody_did_on_the_account(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.clock.advance(60);
    world.order_numbered(&bjorn, &anna, "F-1").await;

    for holder in [&anna, &david] {
        let list = world.activity(&holder.caller, &anna).await;

        assert_eq!(events(&list), [EventKind::BagsOrdered, EventKind::AccessConfirmed, EventKind::AccessShared]);
        assert!(list.is_holder);
    }
}

#[rstest]
#[tokio::test]
async fn a_grantee_sees_what_they_did_themselves(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.clock.advance(60);
    world.order_numbered(&anna.caller, &anna, "F-1").await;
    world.order_numbered(&bjorn, &anna, "F-2").await;

    let list = world.activity(&bjorn, &anna).await;

    let listed: Vec<_> = list.entries.iter().map(|entry| (entry.event, entry.for_another)).collect();
    let mine =
        [(EventKind::BagsOrdered, true), (EventKind::EmailChangeAsked, false), (EventKind::AccessConfirmed, false)];
    assert_eq!(listed.len(), mine.len());
    assert!(mine.iter().all(|row| listed.contains(row)), "{listed:?}");
    assert!(list.entries.iter().all(|entry| entry.actor == Some(Who::Me)));
    assert_eq!(list.entries[0].order.as_deref(), Some("F-2"));
    assert!(!list.is_holder);
}

#[rstest]
#[tokio::test]
async fn what_somebody_does_as_a_person_is_their_own_matter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    world.domain.change_mobile(&david.caller, "0701740605").await.unwrap();

    let of_anna = world.activity(&anna.caller, &anna).await;
    let of_david = world.activity(&david.caller, &anna).await;

    assert_eq!(events(&of_anna), []);
    assert_eq!(events(&of_david), [EventKind::MobileChanged]);
}

#[rstest]
#[tokio::test]
async fn the_own_rows_are_the_same_on_every_account(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.holder(Named::Bjorn).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.domain.change_mobile(&bjorn.caller, "0701740605").await.unwrap();

    let at_home = world.activity(&bjorn.caller, &bjorn).await;
    let at_annas = world.activity(&bjorn.caller, &anna).await;

    assert_eq!(events(&at_home), [EventKind::MobileChanged]);
    assert_eq!(events(&at_annas), [EventKind::MobileChanged, EventKind::AccessConfirmed]);
}

#[rstest]
#[tokio::test]
async fn activity_of_both_channels_is_shown_in_each(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(60);
    world.invite(&anna.in_app(), Named::Hanna).await.unwrap();

    for holder in [&anna, &anna.in_app()] {
        let list = world.activity(&holder.caller, &anna).await;

        let grants: Vec<_> = list.entries.iter().map(|entry| entry.grant.as_ref().map(|grant| grant.channel)).collect();
        assert_eq!(grants, [Some(Channel::App), Some(Channel::Web)]);
        let from: Vec<_> = list.entries.iter().map(|entry| entry.channel).collect();
        assert_eq!(from, [Some(Channel::App), Some(Channel::Web)]);
    }
}

#[rstest]
#[tokio::test]
async fn a_session_by_number_sees_nothing_of_the_person(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    world.domain.change_mobile(&anna.caller, "0701740605").await.unwrap();
    let by_number = world.by_number(&anna).await;

    let weak = world.activity(&by_number.caller, &anna).await;
    let strong = world.activity(&anna.caller, &anna).await;

    // Who signed in by which number would reveal the person's other accounts.
    let of_person = [EventKind::MobileChanged, EventKind::SignedIn];
    assert!(!events(&weak).iter().any(|event| of_person.contains(event)), "{:?}", events(&weak));
    assert!(events(&weak).contains(&EventKind::NumberActivated), "{:?}", events(&weak));
    assert!(events(&strong).contains(&EventKind::MobileChanged));
    let signed_in = strong.entries.iter().find(|entry| entry.event == EventKind::SignedIn).unwrap();
    assert_eq!(signed_in.method, Some(SignInMethod::CustomerNumber));
}

#[rstest]
#[tokio::test]
async fn nobody_else_sees_anything(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let stranger = world.person(Named::Hanna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    let id = world.only_grant(&anna).await.id;
    let in_app = bjorn.in_channel(Channel::App);
    let look = |caller| world.domain.activity(caller, &anna.account, ActivityFilter::default());

    assert!(matches!(look(&stranger).await, Err(Failed::NotFound)));
    assert!(matches!(look(&in_app).await, Err(Failed::NotFound)));
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
    assert!(matches!(look(&bjorn).await, Err(Failed::Ended(_))));
}
