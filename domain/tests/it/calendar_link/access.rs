//! Every fetch of a link is authorized, as with a session.

use domain::testing::{Holding, Named, TestDatabase};
use domain::{Error, Failed};
use rstest::rstest;
use types::contract::Calendar;
use types::sign_in::SignInMethod;

use super::{house, is_gone};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_removed_grantees_link_ends_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let bjorn = Holding { caller: world.let_in(&anna, Named::Bjorn).await, account: anna.account.clone() };
    let secret = world.calendar_secret(&bjorn, home).await;
    assert!(!is_gone(&world, &secret).await);
    let grant = world.only_grant(&anna).await.id;

    world.domain.remove_access(&anna.caller, &anna.account, grant).await.unwrap();

    assert!(is_gone(&world, &secret).await);
    assert_eq!(world.calendar_link_count().await, 0, "nothing of it is kept");
}

#[rstest]
#[tokio::test]
async fn a_new_grant_does_not_bring_an_old_link_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let bjorn = Holding { caller: world.let_in(&anna, Named::Bjorn).await, account: anna.account.clone() };
    let old = world.calendar_secret(&bjorn, home).await;
    let grant = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, grant).await.unwrap();

    world.let_in(&anna, Named::Bjorn).await;

    assert!(is_gone(&world, &old).await);
    assert_eq!(world.place(&bjorn, home).await.calendar, Some(Calendar::Absent));
    let new = world.calendar_secret(&bjorn, home).await;
    assert!(!is_gone(&world, &new).await && is_gone(&world, &old).await);
}

#[rstest]
#[tokio::test]
async fn a_link_is_its_makers_own_and_of_its_channel(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let bjorn = Holding { caller: world.let_in(&anna, Named::Bjorn).await, account: anna.account.clone() };
    let hers = world.calendar_secret(&anna, home).await;

    for other in [&bjorn, &anna.in_app()] {
        assert_eq!(world.place(other, home).await.calendar, Some(Calendar::Absent));
        world.domain.remove_calendar_link(&other.caller, &other.account, home).await.unwrap();
    }

    assert!(!is_gone(&world, &hers).await);
}

#[rstest]
#[tokio::test]
async fn a_protected_identity_suspends_a_grantees_link(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let bjorn = Holding { caller: world.let_in(&anna, Named::Bjorn).await, account: anna.account.clone() };
    let secret = world.calendar_secret(&bjorn, home).await;

    world.protect(Named::Anna, true).await;
    assert!(is_gone(&world, &secret).await);
    world.protect(Named::Anna, false).await;
    assert!(!is_gone(&world, &secret).await);
}

#[rstest]
#[tokio::test]
async fn the_pickups_of_a_hidden_address_are_hidden_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let eva = world.joint_holder(Named::Eva, &anna).await;
    world.add_contract(&eva, home).await;
    let hers = world.calendar_secret(&anna, home).await;
    world.protect(Named::Eva, true).await;

    let place = world.place(&anna, home).await;
    let made = world.domain.make_calendar_link(&anna.caller, &anna.account, home).await;

    assert!(place.facility.street.is_empty() && place.waste.is_empty() && place.pickups.is_empty());
    assert_eq!(place.calendar, None);
    assert!(matches!(made, Err(Error::Failed(Failed::NotFound))), "{made:?}");
    assert!(is_gone(&world, &hers).await);
    assert_eq!(world.place(&eva, home).await.pickups.len(), 10);
}

#[rstest]
#[tokio::test]
async fn a_link_ends_with_its_contract_and_with_its_customer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let other = world.add_address(&anna, "Storgatan 2").await;
    world.set_pickups(other, "fredag", "odd").await;
    let (first, second) = (world.calendar_secret(&anna, home).await, world.calendar_secret(&anna, other).await);

    world.end_contracts(home, "2026-11-22").await;
    assert!(is_gone(&world, &first).await && !is_gone(&world, &second).await);
    world.end_customer(&anna).await;
    assert!(is_gone(&world, &second).await);
}

#[rstest]
#[tokio::test]
async fn who_is_taken_off_the_contract_keeps_no_calendar(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let eva = world.joint_holder(Named::Eva, &anna).await;
    let secret = world.calendar_secret(&eva, home).await;

    world.remove_holder(&eva).await;

    assert!(is_gone(&world, &secret).await);
}

#[rstest]
#[tokio::test]
async fn a_session_by_customer_number_sees_and_makes_no_link(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let secret = world.calendar_secret(&anna, home).await;
    let by_number = Holding { caller: anna.caller.by(SignInMethod::CustomerNumber), account: anna.account.clone() };

    let made = world.domain.make_calendar_link(&by_number.caller, &anna.account, home).await;

    assert!(matches!(made, Err(Error::Refused(_))), "{made:?}");
    assert_eq!(world.place(&by_number, home).await.calendar, Some(Calendar::NeedsBankId));
    assert!(!is_gone(&world, &secret).await);
}

#[rstest]
#[tokio::test]
async fn nobody_makes_a_link_to_what_is_not_theirs(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, home) = house(database).await;
    let cecilia = world.holder(Named::Cecilia).await;

    for account in [&anna.account, &cecilia.account] {
        let made = world.domain.make_calendar_link(&cecilia.caller, account, home).await;

        assert!(matches!(made, Err(Error::Failed(Failed::NotFound))), "{made:?}");
    }
    assert_eq!(world.calendar_link_count().await, 0);
}
