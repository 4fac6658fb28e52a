//! Accounts, as shown to those who may use them.

use domain::Failed;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::account::{Standing, WaitingInvitation};
use types::{Channel, LocalDate};

use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_choice_has_own_accounts_first_and_then_shared_ones(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Cecilia).await;
    let grant = world.only_grant(&anna).await.id;

    let choice = world.domain.account_choice(&cecilia.caller).await.unwrap();

    let shown: Vec<_> = choice.accounts.into_iter().map(|account| (account.reference, account.standing)).collect();
    let owner = "Anna Andersson".to_owned();
    let expected = [(cecilia.account, Standing::Holder), (anna.account, Standing::Grantee { grant, owner })];
    assert_eq!(shown, expected);
    assert_eq!((choice.invitations, choice.elsewhere), (Vec::new(), None));
}

#[rstest]
#[tokio::test]
async fn an_invitation_is_found_without_its_link(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;

    let choice = world.domain.account_choice(&bjorn).await.unwrap();

    let last_day = LocalDate { year: 2026, month: 12, day: 7 };
    assert_eq!(choice.invitations, [WaitingInvitation { id, owner: "Anna Andersson".to_owned(), last_day }]);
    assert!(choice.accounts.is_empty());
}

#[rstest]
#[tokio::test]
async fn an_invitation_waits_in_its_own_channel_for_its_own_person(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    let (bjorn, hanna) = (world.person(Named::Bjorn).await, world.person(Named::Hanna).await);

    let in_app = world.domain.account_choice(&bjorn.in_channel(Channel::App)).await.unwrap();
    let of_another = world.domain.account_choice(&hanna).await.unwrap();

    assert!(in_app.invitations.is_empty() && of_another.invitations.is_empty());
}

#[rstest]
#[tokio::test]
async fn access_only_in_the_other_channel_is_explained(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    let choice = world.domain.account_choice(&bjorn.in_channel(Channel::App)).await.unwrap();

    assert!(choice.accounts.is_empty());
    assert_eq!(choice.elsewhere, Some(Channel::Web));
}

#[rstest]
#[tokio::test]
async fn somebody_with_nothing_has_nothing_to_choose(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    world.holder(Named::Anna).await;
    let ivar = world.person(Named::Ivar).await;

    let choice = world.domain.account_choice(&ivar).await.unwrap();

    assert!(choice.accounts.is_empty() && choice.invitations.is_empty() && choice.elsewhere.is_none());
}

#[rstest]
#[tokio::test]
async fn the_frame_says_for_whom_the_account_is_used(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    let frame = world.domain.account_context(&bjorn, &anna.account).await.unwrap();

    assert!(matches!(frame.account.standing, Standing::Grantee { owner, .. } if owner == "Anna Andersson"));
    assert_eq!((frame.person.as_str(), frame.has_others), ("Bjorn Berg", false));

    // An invitation is a choice too, but not one of the other channel.
    let cecilia = world.holder(Named::Cecilia).await;
    world.invite(&cecilia.in_app(), Named::Bjorn).await.unwrap();
    assert!(!world.domain.account_context(&bjorn, &anna.account).await.unwrap().has_others);
    world.invite(&cecilia, Named::Bjorn).await.unwrap();
    assert!(world.domain.account_context(&bjorn, &anna.account).await.unwrap().has_others);
}

#[rstest]
#[tokio::test]
async fn somebody_elses_account_is_not_there(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.add_address(&anna, "Storgatan 1").await;
    let cecilia = world.holder(Named::Cecilia).await;

    let overview = world.domain.overview(&cecilia.caller, &anna.account).await;

    assert!(matches!(overview, Err(Failed::NotFound)));
    assert!(matches!(world.domain.account_context(&cecilia.caller, &anna.account).await, Err(Failed::NotFound)));
    let own = world.domain.overview(&cecilia.caller, &cecilia.account).await.unwrap();
    assert!(own.facilities.is_empty());
}
