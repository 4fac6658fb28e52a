//! Everybody may see and fetch their own data, and nobody else's.

mod column;

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Caller, Error};
use rstest::rstest;
use serde_json::Value;
use types::Channel;
use types::access_grant::GrantState;
use types::activity::EventKind;
use types::bag_order::BagOrderStatus;
use types::own_data::{OwnData, OwnDataRefusal, OwnDataView};
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

async fn data(world: &World, caller: &Caller) -> OwnData {
    match world.domain.own_data(caller).await.expect("an answer") {
        OwnDataView::Shown(data) => *data,
        OwnDataView::Hidden(rule) => panic!("{rule}"),
    }
}

async fn file(world: &World, caller: &Caller) -> Value {
    let file = world.domain.own_data_file(caller).await.expect("a file");
    serde_json::from_str(&file).expect("the file is JSON")
}

/// Anna shares with Bjorn, who orders bags at her address.
async fn story(world: &World) -> (Holding, Caller) {
    let anna = world.holder(Named::Anna).await;
    let home = world.add_address(&anna, "Ekgatan 3").await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.order(&Holding { caller: bjorn.clone(), ..anna.clone() }, home).await.expect("an order");
    world.set_pickups(home, "torsdag", "even").await;
    world.calendar_secret(&Holding { caller: bjorn.clone(), ..anna.clone() }, home).await;
    world.domain.change_mobile(&bjorn, "0701740605").await.expect("a number");
    (anna, bjorn)
}

#[rstest]
#[tokio::test]
async fn a_grantee_sees_what_is_kept_about_them(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    world.invite(&anna.in_app(), Named::Bjorn).await.unwrap();

    let data = data(&world, &bjorn).await;

    assert_eq!((&*data.profile.surname, &*data.profile.mobile), ("Berg", "+46701740605"));
    let [in_app, on_the_web] = &data.shared_with[..] else { panic!("{:?}", data.shared_with) };
    assert_eq!(
        (in_app.channel, in_app.state, on_the_web.state),
        (Channel::App, GrantState::Pending, GrantState::Active)
    );
    assert_eq!(on_the_web.owner.as_deref(), Some("Anna Andersson"));
    assert_eq!(on_the_web.email, Some(Named::Bjorn.email()));
    assert_eq!((data.orders.len(), data.calendar_links.len()), (1, 1));
    assert!(data.accounts.is_empty() && data.shared_by.is_empty() && data.may_erase);
    assert!(data.activities > 2);
}

#[rstest]
#[tokio::test]
async fn an_owner_sees_that_they_share_and_not_with_whom(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, _) = story(&world).await;

    let shown = data(&world, &anna.caller).await;
    let fetched = file(&world, &anna.caller).await.to_string();

    assert_eq!(shown.accounts.len(), 1);
    assert_eq!(shown.shared_by.len(), 1);
    assert!(!shown.may_erase, "the company's register decides about customers");
    assert!(!format!("{shown:?}").contains("Berg"));
    for of_bjorn in ["Berg", Named::Bjorn.personal_number(), &Named::Bjorn.email(), "701740605"] {
        assert!(!fetched.contains(of_bjorn), "{of_bjorn}");
    }
}

#[rstest]
#[tokio::test]
async fn the_file_holds_what_the_page_shows_and_the_whole_number(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;

    let file = file(&world, &bjorn).await;

    assert_eq!(file["person"]["personal_number"], Named::Bjorn.personal_number());
    assert_eq!(file["person"]["mobile"], "+46701740605");
    assert_eq!(file["person"]["known_since"], "2026-11-23");
    assert_eq!(file["shared_with_me"][0]["shared_by"], "Anna Andersson");
    assert_eq!(file["shared_with_me"][0]["state"], "active");
    assert_eq!(file["orders"][0]["status"], "received");
    assert_eq!(file["calendar_links"][0]["made_on"], "2026-11-23");
    assert_eq!(file["activity"][0]["event"], EventKind::DataFetched.as_str());
    assert_eq!(file["made_at"], "2026-11-23T09:00:00Z");
    for of_anna in [Named::Anna.personal_number(), &Named::Anna.email(), "Ekgatan"] {
        assert!(!file.to_string().contains(of_anna), "{of_anna}");
    }
}

#[rstest]
#[tokio::test]
async fn fetching_is_written_down_and_looking_is_not(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;
    let fetched = async || {
        let events = world.events_of(&bjorn).await;
        events.into_iter().filter(|event| *event == EventKind::DataFetched).count()
    };

    data(&world, &bjorn).await;
    assert_eq!(fetched().await, 0);
    file(&world, &bjorn).await;

    assert_eq!(fetched().await, 1);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn after_five_minutes_the_person_identifies_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;
    world.clock.advance(5 * 60);
    data(&world, &bjorn).await;
    file(&world, &bjorn).await;

    world.clock.advance(1);

    let page = world.domain.own_data(&bjorn).await.unwrap();
    assert_eq!(page, OwnDataView::Hidden(OwnDataRefusal::SignInAgain));
    assert_refused(&world, &bjorn, OwnDataRefusal::SignInAgain).await;
}

#[rstest]
#[tokio::test]
async fn a_customer_number_is_not_enough(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let by_number = anna.caller.by(SignInMethod::CustomerNumber);

    let page = world.domain.own_data(&by_number).await.unwrap();

    assert_eq!(page, OwnDataView::Hidden(OwnDataRefusal::NeedsBankId));
    assert_refused(&world, &by_number, OwnDataRefusal::NeedsBankId).await;
    assert!(!world.events_of(&anna.caller).await.contains(&EventKind::DataFetched));
}

#[rstest]
#[tokio::test]
async fn an_owner_with_a_protected_identity_is_hidden(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    world.invite(&anna.in_app(), Named::Bjorn).await.unwrap();
    world.protect(Named::Anna, true).await;

    let data = data(&world, &bjorn).await;

    let [ended] = &data.shared_with[..] else { panic!("{:?}", data.shared_with) };
    assert_eq!((ended.state, &ended.owner), (GrantState::Closed, &None));
    assert!(!file(&world, &bjorn).await.to_string().contains("Anna"));
}

#[rstest]
#[tokio::test]
async fn what_was_removed_looks_like_what_a_protected_identity_closed(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    let grant = world.only_grant(&anna).await.id;

    world.domain.remove_access(&anna.caller, &anna.account, grant).await.unwrap();

    let [removed] = &data(&world, &bjorn).await.shared_with[..] else { panic!("one grant") };
    assert_eq!((removed.state, &removed.owner), (GrantState::Closed, &None));
    assert_eq!(file(&world, &bjorn).await["shared_with_me"][0]["state"], "closed");
}

#[rstest]
#[tokio::test]
async fn ended_grants_name_nobody_and_are_not_updated(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    assert_eq!(data(&world, &bjorn).await.orders[0].status, Some(BagOrderStatus::Received));
    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();

    let data = data(&world, &bjorn).await;

    let [left] = &data.shared_with[..] else { panic!("{:?}", data.shared_with) };
    assert_eq!((left.state, &left.owner, &left.email), (GrantState::Left, &None, &None));
    assert!(left.ended_on.is_some());
    assert_eq!(data.orders[0].status, None);
    assert_eq!(file(&world, &bjorn).await["orders"][0]["status"], Value::Null);
}

async fn assert_refused(world: &World, caller: &Caller, rule: OwnDataRefusal) {
    match world.domain.own_data_file(caller).await {
        Err(Error::Refused(rules)) => assert_eq!(rules, [rule]),
        other => panic!("{other:?}"),
    }
}
