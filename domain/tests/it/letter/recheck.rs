//! The content of a letter is checked again when it is sent.

use domain::job::{JobKind, JobState};
use domain::secret::Secret;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use serde_json::Value;
use types::Channel;
use types::access_grant::GranteeDetails;
use types::sign_in::SignInMethod;

use crate::import::file::{customer, import, signed_in, until};

async fn states(world: &World) -> Vec<(JobKind, JobState)> {
    world.letters_owed().await.iter().map(|job| (job.kind, job.state)).collect()
}

fn secret_in(link: &str) -> Secret {
    Secret::returned(link.rsplit('/').next().unwrap())
}

#[rstest]
#[tokio::test]
async fn an_invitation_that_was_taken_back_is_not_sent(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(states(&world).await, [(JobKind::Invitation, JobState::Dropped)]);
    assert!(world.letters_to(&Named::Bjorn.email()).is_empty());
}

#[rstest]
#[tokio::test]
async fn an_expired_invitation_is_not_sent(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(15 * 24 * 3600);

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(states(&world).await, [(JobKind::Invitation, JobState::Dropped)]);
}

#[rstest]
#[tokio::test]
async fn a_corrected_address_gets_the_letter_and_the_wrong_one_does_not(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let corrected = GranteeDetails { email: "ratt@example.com".to_owned(), ..Named::Bjorn.details() };
    world.domain.correct_invitation(&anna.caller, &anna.account, id, corrected).await.unwrap();

    world.domain.send_due_letters(9).await.unwrap();

    assert!(world.letters_to(&Named::Bjorn.email()).is_empty());
    assert_eq!(world.letters_to("ratt@example.com").len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_letter_sent_again_says_the_same(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(5 * 24 * 3600);

    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    let letters = world.letters_to(&Named::Bjorn.email());
    let [again, first] = &letters[..] else { panic!("two letters") };
    assert_eq!((&again.text, &again.html, &again.links), (&first.text, &first.html, &first.links));
    assert!(again.text.contains("7 december 2026"));
    assert_eq!((&*first.at, &*again.at), ("2026-11-23T09:00:00Z", "2026-11-28T09:00:00Z"));
}

#[rstest]
#[tokio::test]
async fn a_protected_identity_gets_and_causes_no_letters(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.invite(&anna, Named::Hanna).await.unwrap();
    let bjorn = world.sign_in(Named::Bjorn, Channel::Web, SignInMethod::BankId).await;
    world.domain.decline_access(&bjorn, id).await.unwrap();
    world.protect(Named::Anna, true).await;

    world.domain.send_due_letters(9).await.unwrap();

    assert!(states(&world).await.iter().all(|(_, state)| *state == JobState::Dropped));
}

#[rstest]
#[case::by_the_register(customer("100001", &[Named::David]))]
#[case::by_the_end_of_the_contracts(until(customer("100001", &[Named::Eva, Named::David]), "2026-11-22"))]
#[tokio::test]
async fn a_former_holder_gets_no_news(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
    #[case] line: Value,
) {
    let world = World::new(database).await;
    import(&world, &[customer("100001", &[Named::Eva, Named::David])]).await;
    let eva = signed_in(&world, Named::Eva).await;
    let bjorn = world.let_in(&eva, Named::Bjorn).await;
    world.domain.leave_access(&bjorn, &eva.account).await.unwrap();
    let declined = world.invite(&eva, Named::Ivar).await.unwrap();
    let ivar = world.person(Named::Ivar).await;
    world.domain.decline_access(&ivar, declined).await.unwrap();
    world.invite(&eva, Named::Hanna).await.unwrap();
    world.clock.advance(15 * 24 * 3600);
    assert_eq!(world.domain.expire_access(9).await.unwrap(), 1);
    import(&world, &[line]).await;

    world.domain.send_due_letters(9).await.unwrap();

    for kind in [JobKind::AccessConfirmed, JobKind::AccessLeft, JobKind::AccessDeclined, JobKind::AccessExpired] {
        assert!(states(&world).await.contains(&(kind, JobState::Dropped)), "{kind:?}");
    }
    assert!(world.letters_to(&Named::Eva.email()).is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_owner_without_an_address_is_notified_in_the_portal_only(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    world.let_in(&eva, Named::Bjorn).await;

    world.domain.send_due_letters(9).await.unwrap();

    assert!(states(&world).await.contains(&(JobKind::AccessConfirmed, JobState::Dropped)));
}

#[rstest]
#[tokio::test]
async fn the_newest_link_verifies_an_address_and_older_ones_do_not(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.person(Named::Anna).await;
    for address in ["first@example.com", "second@example.com"] {
        world.domain.change_email(&anna, address).await.unwrap();
        world.domain.send_due_letters(9).await.unwrap();
    }
    let first = secret_in(&world.letters_to("first@example.com")[0].links[0]);
    let second = secret_in(&world.letters_to("second@example.com")[0].links[0]);

    assert!(world.domain.verify_email(&first).await.is_err());
    world.domain.verify_email(&second).await.unwrap();

    assert_eq!(world.domain.profile(&anna).await.unwrap().email, "second@example.com");
}

#[rstest]
#[tokio::test]
async fn an_address_that_is_not_wanted_any_more_gets_no_letter(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.person(Named::Anna).await;
    world.domain.change_email(&anna, "first@example.com").await.unwrap();
    world.domain.change_email(&anna, "second@example.com").await.unwrap();

    world.domain.send_due_letters(9).await.unwrap();

    assert!(world.letters_to("first@example.com").is_empty());
    assert_eq!(world.letters_to("second@example.com").len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_link_that_had_to_wait_is_as_good_as_any(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.person(Named::Anna).await;
    world.domain.change_email(&anna, "new@example.com").await.unwrap();
    world.clock.advance(24 * 3600);
    world.domain.send_due_letters(9).await.unwrap();
    world.clock.advance(24 * 3600 - 1);

    let verified = world.domain.verify_email(&secret_in(&world.letters_to("new@example.com")[0].links[0])).await;

    assert!(verified.is_ok());
}
