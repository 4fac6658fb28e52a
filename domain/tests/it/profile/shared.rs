//! The accounts that others share with a person, on Min profil.

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::profile::SharedAccount;
use types::{Channel, LocalDate};

use TestDatabase::{Postgres, Sqlite};

/// What Min profil lists for the caller.
async fn listed(world: &World, stands_in: &Holding, caller: &domain::Caller) -> Vec<SharedAccount> {
    world.domain.profile_details(caller, &stands_in.account).await.unwrap().shared
}

#[rstest]
#[tokio::test]
async fn a_profile_lists_what_others_share_with_whose_it_is_and_since_when(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Cecilia).await;
    let since = LocalDate { year: 2026, month: 11, day: 23 };

    let shared = listed(&world, &cecilia, &cecilia.caller).await;

    let owner = "Anna Andersson".to_owned();
    assert_eq!(shared, [SharedAccount { reference: anna.account.clone(), name: owner.clone(), owner, since }]);
    assert!(listed(&world, &anna, &anna.caller).await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_profile_in_one_channel_does_not_list_what_is_shared_in_the_other(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Cecilia).await;

    let in_app = listed(&world, &cecilia, &cecilia.caller.in_channel(Channel::App)).await;

    assert!(in_app.is_empty());
}

#[rstest]
#[tokio::test]
async fn what_is_no_longer_shared_is_not_listed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Cecilia).await;
    let grant = world.only_grant(&anna).await.id;

    world.domain.remove_access(&anna.caller, &anna.account, grant).await.unwrap();

    assert!(listed(&world, &cecilia, &cecilia.caller).await.is_empty());
}
