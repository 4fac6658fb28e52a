//! The previous address is notified of the change.

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Language;
use types::access_grant::{GranteeDetails, NewAccessGrant};

use super::{NEW, link_to};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_previous_address_is_notified_of_a_change(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    world.domain.change_language(&anna, Language::English).await.unwrap();
    world.domain.change_email(&anna, NEW).await.unwrap();
    let link = link_to(&world, NEW).await;
    assert!(world.letters_to(&Named::Anna.email()).is_empty(), "nothing has changed yet");

    world.domain.verify_email(&link).await.unwrap();

    world.check_invariants().await;
    world.domain.send_due_letters(9).await.unwrap();
    let [warning] = &world.letters_to(&Named::Anna.email())[..] else { panic!("one letter") };
    assert_eq!(warning.subject, "Your e-mail address has been changed");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn no_change_after_it_takes_the_warning_back_or_holds_it_up(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await.caller, world.holder(Named::Cecilia).await);
    for name in [Named::Bjorn, Named::Hanna, Named::Ivar] {
        let to_anna = GranteeDetails { email: Named::Anna.email(), ..name.details() };
        let new = NewAccessGrant { grantee: to_anna, ..world.details(name) };
        world.domain.share_access(&cecilia.caller, &cecilia.account, new).await.unwrap();
    }
    for address in [NEW, "newer@example.com"] {
        world.domain.change_email(&anna, address).await.unwrap();
        let link = link_to(&world, address).await;
        world.domain.verify_email(&link).await.unwrap();
    }

    world.domain.send_due_letters(99).await.unwrap();

    for address in [&Named::Anna.email(), NEW] {
        let letters = world.letters_to(address);
        assert!(letters.iter().any(|letter| letter.subject == "Din e-postadress är ändrad"), "{address}");
    }
}

#[rstest]
#[tokio::test]
async fn somebody_who_had_no_address_is_warned_nowhere(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let ivar = world.person(Named::Ivar).await;
    world.domain.change_email(&ivar, NEW).await.unwrap();
    let link = link_to(&world, NEW).await;

    world.domain.verify_email(&link).await.unwrap();

    assert_eq!(world.letters_owed().await.len(), 1);
}
