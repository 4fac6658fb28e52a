//! A deceptive address gets no letter until the owner has seen what it is.

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::AccessGrantId;
use types::access_grant::{AccessGrant, GrantRefusal, GranteeDetails, LetterState};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

/// With a Cyrillic letter in its host.
const TYPED: &str = "bjorn@ex\u{430}mple.se";
/// Its ASCII form.
const REAL: &str = "bjorn@xn--exmple-4nf.se";

fn details(email: &str) -> GranteeDetails {
    GranteeDetails { email: email.to_owned(), ..Named::Bjorn.details() }
}

async fn invite_at(world: &World, owner: &Holding, email: &str) -> AccessGrantId {
    let mut new = world.details(Named::Bjorn);
    new.grantee.email = email.to_owned();
    world.domain.share_access(&owner.caller, &owner.account, new).await.expect("an invitation")
}

async fn shown(world: &World, owner: &Holding, id: AccessGrantId) -> AccessGrant {
    world.domain.access_grant(&owner.caller, &owner.account, id).await.expect("the grant")
}

#[rstest]
#[tokio::test]
async fn nothing_is_sent_to_an_address_with_letters_of_another_alphabet_before_the_owner_says_so(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let id = invite_at(&world, &anna, TYPED).await;

    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 0);
    let waiting = shown(&world, &anna, id).await;
    assert_eq!((&*waiting.grantee.email, waiting.letter), (REAL, LetterState::ToCheck));
    assert!(waiting.may_send_again, "at once");
    world.check_invariants().await;

    world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.unwrap();
    assert_eq!(world.domain.send_due_letters(9).await.unwrap(), 1);
    assert_eq!(world.letters_to(REAL).len(), 1);
    let again = world.domain.repeat_invitation(&anna.caller, &anna.account, id).await;
    assert_eq!(refusals(again), [GrantRefusal::SentJustNow]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_right_address_gets_its_letter_at_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = invite_at(&world, &anna, TYPED).await;

    let right = details("bjorn@example.se");
    world.domain.correct_invitation(&anna.caller, &anna.account, id, right).await.unwrap();

    assert_eq!(shown(&world, &anna, id).await.letter, LetterState::OnItsWay);
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!((world.letters_to("bjorn@example.se").len(), world.letters_to(REAL).len()), (1, 0));
}

#[rstest]
#[tokio::test]
async fn a_corrected_address_is_looked_at_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    world.domain.correct_invitation(&anna.caller, &anna.account, id, details(TYPED)).await.unwrap();

    assert_eq!(shown(&world, &anna, id).await.letter, LetterState::ToCheck);
    world.domain.send_due_letters(9).await.unwrap();
    assert!(world.letters_to(REAL).is_empty() && world.letters_to(&Named::Bjorn.email()).is_empty());
}

#[rstest]
#[case::swedish("bjorn@r\u{e4}ksm\u{f6}rg\u{e5}s.se")]
#[case::of_french("bjorn@caf\u{e9}.se")]
#[tokio::test]
async fn an_address_that_looks_like_nothing_else_is_not_asked_about(
    #[case] email: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let id = invite_at(&world, &anna, email).await;

    assert_eq!(shown(&world, &anna, id).await.letter, LetterState::OnItsWay);
}

#[rstest]
#[tokio::test]
async fn an_organisation_number_is_called_what_it_is(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    for text in ["559299-0001", "5592990001", "165592990001"] {
        let mut new = world.details(Named::Bjorn);
        new.personal_number = text.to_owned();
        let answer = world.domain.share_access(&anna.caller, &anna.account, new).await;
        assert_eq!(refusals(answer), [GrantRefusal::PersonalNumberOfOrganisation], "{text}");
    }
}
