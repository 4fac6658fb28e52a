//! During a rolling deploy, a newer version uses the same database. This version skips what it does not know, and
//! nothing is blocked by it.

use domain::Browser;
use domain::job::{JobKind, JobState};
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::activity::{ActivityFilter, EventKind};
use types::bag_order::BagOrderStatus;
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

const A_DAY: u32 = 24 * 3600;

#[rstest]
#[tokio::test]
async fn a_letter_of_an_unknown_kind_holds_up_no_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.set_word("job", "kind", "invitation", "smoke_signal").await;
    world.clock.advance(1);
    world.invite(&anna, Named::Hanna).await.unwrap();

    let tried = world.domain.send_due_letters(9).await.unwrap();

    assert_eq!((tried, world.letters_to(&Named::Hanna.email()).len()), (1, 1));
    world.set_word("job", "kind", "smoke_signal", "invitation").await;
    let left = world.letters_owed().await;
    assert_eq!((left[0].kind, left[0].state, left[0].attempts), (JobKind::Invitation, JobState::Owed, 0));
}

#[rstest]
#[tokio::test]
async fn a_letter_of_an_unknown_kind_takes_its_turn_at_the_recipient(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::with(database, |settings| settings.grants.letters_per_recipient_and_day = 1).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.set_word("job", "kind", "invitation", "smoke_signal").await;

    world.invite(&cecilia, Named::Bjorn).await.unwrap();

    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 0, "it waits for its turn");
    world.clock.advance(A_DAY);
    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 1);
}

#[rstest]
#[tokio::test]
async fn an_unknown_event_is_not_shown_and_stops_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.set_word("activity", "event", "access_shared", "teleported").await;

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    let events: Vec<_> = world.activity(&anna.caller, &anna).await.entries.iter().map(|entry| entry.event).collect();
    assert!(events.contains(&EventKind::AccessWithdrawn) && !events.contains(&EventKind::AccessShared), "{events:?}");
    assert!(world.domain.access_grants(&anna.caller, &anna.account).await.is_ok());
    assert!(world.domain.own_data_file(&anna.caller).await.is_ok());
    world.clock.advance(1200 * A_DAY);
    assert!(world.domain.forget_activity(9).await.unwrap() > 0);
    world.domain.forget_persons(None).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_session_opened_in_an_unknown_way_is_not_shown_and_ends_with_the_others(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (_, secret) = world.session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    world.set_word("session", "method", "bankid", "palm_reading").await;
    let anna = world.person(Named::Anna).await;

    let profile = world.domain.profile(&anna).await.unwrap();
    let unknown = world.domain.caller(&secret, Channel::Web).await.unwrap();

    assert_eq!((profile.sessions.len(), unknown.is_some()), (1, false));
    assert_eq!(world.session_count().await, 2, "the newer version goes on with it");
    world.domain.sign_out(&Browser::at("203.0.113.24").with_session(&secret)).await.unwrap();
    assert_eq!(world.session_count().await, 1);
}

#[rstest]
#[tokio::test]
async fn a_grant_with_an_unknown_word_hides_no_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.set_word("access_grant", "relation", "household", "robot").await;
    let id = world.invite(&anna, Named::Hanna).await.unwrap();

    assert_eq!(world.only_grant(&anna).await.id, id);
    world.clock.advance(16 * A_DAY);
    assert_eq!(world.domain.expire_access(9).await.unwrap(), 1, "the others' deadlines are worked off");
}

#[rstest]
#[tokio::test]
async fn an_order_with_an_unknown_status_hides_no_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let homes = [world.add_address(&anna, "Storgatan 1").await, world.add_address(&anna, "Storgatan 2").await];
    world.order(&anna, homes[0]).await.unwrap();
    world.set_word("bag_order", "status", "received", "beamed_up").await;
    let id = world.order(&anna, homes[1]).await.unwrap();

    let list = world.domain.bag_orders(&anna.caller, &anna.account, 0).await.unwrap();

    assert_eq!(
        list.orders.iter().map(|order| (order.id, order.status)).collect::<Vec<_>>(),
        [(id, BagOrderStatus::Received)]
    );
    assert!(world.domain.activity(&anna.caller, &anna.account, ActivityFilter::default()).await.is_ok());
}
