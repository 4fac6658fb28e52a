//! The details that a person confirms with (rule G5), and their effect on the person's own.

use domain::Caller;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, GranteeDetails};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn corrected_details_are_kept(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let shown = world.confirm_form(&bjorn, id).await.unwrap();
    let corrected = GranteeDetails {
        given_name: "Björn".to_owned(),
        surname: "Berg".to_owned(),
        email: "new@example.com".to_owned(),
        mobile: "0701740605".to_owned(),
    };

    world.domain.confirm_access(&bjorn, id, corrected.clone()).await.unwrap();

    assert_eq!((shown.details, shown.masked_number.as_str()), (Named::Bjorn.details(), "19840617-****"));
    let stored = world.only_grant(&anna).await.grantee;
    assert_eq!(
        (stored.given_name, stored.surname, stored.email),
        (corrected.given_name, corrected.surname, corrected.email)
    );
    assert!(!stored.mobile.is_empty());
}

/// Bjorn, who has no address, confirms with one.
async fn confirmed_with(database: TestDatabase, email: &str) -> (World, Caller) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.expect("an invitation");
    let bjorn = world.person(Named::Bjorn).await;
    let details = GranteeDetails { email: email.to_owned(), ..Named::Bjorn.details() };
    world.domain.confirm_access(&bjorn, id, details).await.expect("a confirmation");
    (world, bjorn)
}

#[rstest]
#[case::as_the_owner_typed_it(&Named::Bjorn.email())]
#[case::corrected("new@example.com")]
#[tokio::test]
async fn an_address_counts_only_when_a_letter_to_it_was_read(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] email: &str,
) {
    let (world, bjorn) = confirmed_with(database, email).await;

    let profile = world.domain.profile(&bjorn).await.unwrap();

    assert_eq!((profile.email.as_str(), profile.unverified_email.as_deref()), ("", Some(email)));
    world.domain.send_due_letters(9).await.unwrap();
    let subjects: Vec<_> = world.letters_to(email).into_iter().map(|letter| letter.subject).collect();
    assert!(subjects.contains(&"Bekräfta din e-postadress".to_owned()), "{subjects:?}");
}

#[rstest]
#[tokio::test]
async fn an_address_that_somebody_is_verifying_is_theirs_to_replace(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    world.domain.change_email(&bjorn, "own@example.com").await.unwrap();

    world.confirm(&bjorn, id, Named::Bjorn).await.unwrap();

    let profile = world.domain.profile(&bjorn).await.unwrap();
    assert_eq!((profile.email.as_str(), profile.unverified_email.as_deref()), ("", Some("own@example.com")));
    assert_eq!(world.only_grant(&anna).await.grantee.email, Named::Bjorn.email());
}

#[rstest]
#[tokio::test]
async fn the_address_of_an_owner_is_never_changed_by_a_confirmation(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let id = world.invite(&anna, Named::Cecilia).await.unwrap();
    let typed = GranteeDetails { email: "trap@example.com".to_owned(), ..Named::Cecilia.details() };

    world.domain.confirm_access(&cecilia.caller, id, typed).await.unwrap();

    let profile = world.domain.profile(&cecilia.caller).await.unwrap();
    assert_eq!((profile.email, profile.unverified_email), (Named::Cecilia.email(), None));
}

#[rstest]
#[tokio::test]
async fn wrong_corrections_are_all_reported(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let wrong = GranteeDetails { mobile: "call me".to_owned(), ..GranteeDetails::default() };

    let answer = world.domain.confirm_access(&bjorn, id, wrong).await;

    let expected = [
        ConfirmRefusal::GivenNameMissing,
        ConfirmRefusal::SurnameMissing,
        ConfirmRefusal::EmailMissing,
        ConfirmRefusal::MobileInvalid,
    ];
    assert_eq!(refusals(answer), expected);
}
