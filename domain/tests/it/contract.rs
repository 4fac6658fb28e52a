//! A customer's contracts, as shown to those who may use the account.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::account::Overview;

use TestDatabase::{Postgres, Sqlite};

/// David and Eva have a house each on their joint account, and Eva's identity is protected. Bjorn has access by David.
async fn two_houses(database: TestDatabase) -> (World, Holding, Holding, Overview) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    world.add_address(&david, "Storgatan 1").await;
    world.add_address(&eva, "Smedjegatan 2").await;
    let bjorn = world.let_in(&david, Named::Bjorn).await;
    world.protect(Named::Eva, true).await;
    let of_bjorn = world.domain.overview(&bjorn, &david.account).await.unwrap();
    (world, david, eva, of_bjorn)
}

/// Streets, and the holders of the contracts there.
fn shown(overview: &Overview) -> Vec<(&str, Vec<Option<&str>>)> {
    let of = overview.facilities.iter();
    of.map(|place| (&*place.street, place.contracts.iter().map(|one| one.holder.as_deref()).collect())).collect()
}

#[rstest]
#[tokio::test]
async fn a_grantee_sees_what_the_holder_sees(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.add_address(&anna, "Storgatan 1").await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;

    let of_bjorn = world.domain.overview(&bjorn, &anna.account).await.unwrap();

    assert_eq!(of_bjorn, world.domain.overview(&anna.caller, &anna.account).await.unwrap());
    assert_eq!(of_bjorn.facilities[0].street, "Storgatan 1");
}

#[rstest]
#[tokio::test]
async fn a_protected_holders_contracts_are_hidden_from_grantees(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (.., of_bjorn) = two_houses(database).await;

    assert_eq!(shown(&of_bjorn), [("Storgatan 1", vec![Some("David Dahl")]), ("", vec![None])]);
    let text = format!("{:?}", of_bjorn.facilities[1]);
    assert!(["Smedjegatan", "70210", "Orebro", "Eva"].iter().all(|word| !text.contains(word)), "{text}");
    assert!(of_bjorn.is_partly_hidden);
}

#[rstest]
#[tokio::test]
async fn what_a_protected_holder_has_is_hidden_from_other_holders(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, david, ..) = two_houses(database).await;

    let of_david = world.domain.overview(&david.caller, &david.account).await.unwrap();

    assert_eq!(shown(&of_david), [("Storgatan 1", vec![Some("David Dahl")]), ("", vec![None])]);
    assert!(of_david.is_partly_hidden);
}

#[rstest]
#[tokio::test]
async fn a_protected_holder_sees_everything(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, _, eva, _) = two_houses(database).await;

    let of_eva = world.domain.overview(&eva.caller, &eva.account).await.unwrap();

    let expected = [("Storgatan 1", vec![Some("David Dahl")]), ("Smedjegatan 2", vec![Some("Eva Dahl")])];
    assert_eq!(shown(&of_eva), expected);
    assert!(!of_eva.is_partly_hidden);
}

#[rstest]
#[tokio::test]
async fn a_place_of_two_does_not_tell_whose_identity_is_protected(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    let home = world.add_address(&david, "Storgatan 1").await;
    world.add_contract(&eva, home).await;
    let bjorn = world.let_in(&david, Named::Bjorn).await;
    world.protect(Named::Eva, true).await;

    let of_bjorn = world.domain.overview(&bjorn, &david.account).await.unwrap();
    let of_david = world.domain.overview(&david.caller, &david.account).await.unwrap();

    assert_eq!(shown(&of_bjorn), [("", vec![None, None])]);
    assert_eq!(shown(&of_david), [("", vec![Some("David Dahl"), None])]);
}
