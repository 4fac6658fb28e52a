//! A removed grantee gets no letter, unless the company wants that (rule G17).

use domain::job::{JobKind, JobState};
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::GranteeDetails;

/// Anna has shared with Bjorn and removes him.
async fn removed(database: TestDatabase, letter_to_removed: bool) -> (World, Holding) {
    let world = World::with(database, |settings| settings.grants.letter_to_removed = letter_to_removed).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.domain.send_due_letters(9).await.unwrap();
    let id = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
    (world, anna)
}

async fn letter_states(world: &World) -> Vec<JobState> {
    let owed = world.letters_owed().await.into_iter();
    owed.filter(|job| job.kind == JobKind::AccessRemoved).map(|job| job.state).collect()
}

#[rstest]
#[tokio::test]
async fn a_removed_grantee_gets_no_letter(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let (world, _) = removed(database, false).await;

    world.domain.send_due_letters(9).await.unwrap();

    assert!(letter_states(&world).await.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_removed_grantee_gets_a_letter_if_the_company_wants_it(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let (world, anna) = removed(database, true).await;
    world.check_invariants().await;

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(letter_states(&world).await, [JobState::Done]);
    let letter = &world.letters_to(&Named::Bjorn.email())[0];
    assert_eq!(letter.subject, "Din behörighet till Mina Sidor är avslutad");
    assert_eq!(letter.links, [format!("http://localhost:3000/k/{}/avslutad", anna.account)]);
    // Including that the address is deleted with the letter.
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_letter_goes_to_the_address_that_the_grantee_gave(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::with(database, |settings| settings.grants.letter_to_removed = true).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    let corrected = GranteeDetails { email: "ratt@example.com".to_owned(), ..Named::Bjorn.details() };
    world.domain.confirm_access(&bjorn, id, corrected).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    world.domain.send_due_letters(9).await.unwrap();

    let subjects: Vec<_> = world.letters_to("ratt@example.com").into_iter().map(|letter| letter.subject).collect();
    assert!(subjects.contains(&"Din behörighet till Mina Sidor är avslutad".to_owned()), "{subjects:?}");
}

#[rstest]
#[tokio::test]
async fn a_withdrawn_invitation_is_not_a_removal(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::with(database, |settings| settings.grants.letter_to_removed = true).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    assert!(letter_states(&world).await.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_grantee_with_new_access_gets_no_letter_about_the_old(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let (world, anna) = removed(database, true).await;
    world.let_in(&anna, Named::Bjorn).await;

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(letter_states(&world).await, [JobState::Dropped]);
    world.check_invariants().await;
}

#[rstest]
#[case::the_owner(Named::Anna)]
#[case::the_grantee(Named::Bjorn)]
#[tokio::test]
async fn a_protected_identity_on_either_side_keeps_the_letter_back(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
    #[case] protected: Named,
) {
    let (world, _) = removed(database, true).await;
    world.protect(protected, true).await;

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(letter_states(&world).await, [JobState::Dropped]);
}
