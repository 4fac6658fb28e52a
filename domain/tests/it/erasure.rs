//! A deleted user is gone from every table, and with them what was shared with them.

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Caller, Error, Failed, Result};
use rstest::rstest;
use types::Channel;
use types::access_grant::GrantState;
use types::activity::EventKind;
use types::own_data::EraseRefusal;
use types::sign_in::SignInMethod;

use TestDatabase::{Postgres, Sqlite};

const A_DAY: u32 = 24 * 3600;

/// Anna shares with Bjorn, who gives a mobile number, orders bags, and is invited to the app and by Cecilia too.
async fn story(world: &World) -> (Holding, Caller) {
    let anna = world.holder(Named::Anna).await;
    let cecilia = world.holder(Named::Cecilia).await;
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.domain.change_mobile(&bjorn, "0701740605").await.expect("a number");
    world.domain.change_email(&bjorn, &Named::Bjorn.email()).await.expect("an address");
    let home = world.add_address(&anna, "Ekgatan 3").await;
    world.order(&Holding { caller: bjorn.clone(), ..anna.clone() }, home).await.expect("an order");
    world.invite(&anna.in_app(), Named::Bjorn).await.expect("an invitation");
    world.invite(&cecilia, Named::Bjorn).await.expect("an invitation");
    world.domain.send_due_letters(9).await.expect("letters leave");
    (anna, bjorn)
}

/// The tables that contain something identifying a person, and what it is.
async fn traces(world: &World, name: Named, person: &Caller) -> Vec<(String, &'static str)> {
    let identity = person.person_id().to_string().replace('-', "");
    let [number, email] = world.indexes_of(name);
    let marks = [
        ("name", name.surname().to_lowercase()),
        ("number", name.personal_number().to_owned()),
        ("address", name.email()),
        ("mobile", "701740605".to_owned()),
        ("identity", identity),
        ("number's index", number),
        ("address' index", email),
    ];
    let dump = world.dump().await.to_lowercase().replace('-', "");
    let mut found = Vec::new();
    for line in dump.lines() {
        let table = line.split(' ').next().unwrap_or_default();
        found.extend(marks.iter().filter(|mark| line.contains(&mark.1)).map(|mark| (table.to_owned(), mark.0)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[rstest]
#[tokio::test]
async fn nothing_is_left_of_somebody_but_what_they_did(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;
    let before = traces(&world, Named::Bjorn, &bjorn).await;
    for place in [("person", "name"), ("access_grant", "number's index"), ("job", "address' index")] {
        assert!(before.contains(&(place.0.to_owned(), place.1)), "the search finds what is there: {before:?}");
    }

    world.domain.erase_user(&bjorn).await.unwrap();

    // Activity has the actor's id, which identifies nobody any more. Letters to an address are counted by its keyed
    // hash, for as long as their rows are retained.
    let activity = ("activity".to_owned(), "identity");
    let counted = ("job".to_owned(), "address' index");
    assert_eq!(traces(&world, Named::Bjorn, &bjorn).await, [activity.clone(), counted]);
    world.check_invariants().await;
    world.clock.advance(31 * A_DAY);
    world.domain.forget_letters().await.unwrap();
    assert_eq!(traces(&world, Named::Bjorn, &bjorn).await, [activity]);
}

#[rstest]
#[tokio::test]
async fn a_new_user_does_not_reset_somebody_elses_letter_quota(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..2 {
        let bjorn = world.person(Named::Bjorn).await;
        for _ in 0..2 {
            world.domain.change_email(&bjorn, "elsewhere@example.test").await.unwrap();
            world.domain.send_due_letters(9).await.unwrap();
            world.domain.change_email(&bjorn, &Named::Bjorn.email()).await.unwrap();
        }
        world.domain.erase_user(&bjorn).await.unwrap();
        world.check_invariants().await;
    }

    let bjorn = world.person(Named::Bjorn).await;
    world.domain.change_email(&bjorn, "elsewhere@example.test").await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!(world.letters_to("elsewhere@example.test").len(), 3);
    world.clock.advance(A_DAY);
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!(world.letters_to("elsewhere@example.test").len(), 4);
}

#[rstest]
#[tokio::test]
async fn an_invited_person_with_a_new_user_gets_no_more_letters_than_others(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let bjorn = world.person(Named::Bjorn).await;
    for name in [Named::Anna, Named::Cecilia, Named::David] {
        let owner = world.holder(name).await;
        world.invite(&owner, Named::Bjorn).await.unwrap();
    }
    world.domain.send_due_letters(9).await.unwrap();

    world.domain.erase_user(&bjorn).await.unwrap();

    let hanna = world.holder(Named::Hanna).await;
    world.invite(&hanna, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 3);
}

#[rstest]
#[tokio::test]
async fn erasure_ends_grants_and_notifies_the_owners(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;

    world.domain.erase_user(&bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(world.grant_states().await, [GrantState::Declined, GrantState::Declined, GrantState::Left]);
    assert!(matches!(world.domain.overview(&bjorn, &anna.account).await, Err(Failed::NotFound)));
    assert_eq!(world.letters_to(&Named::Anna.email()).len(), 3, "confirmed, left, declined");
    assert_eq!(world.letters_to(&Named::Cecilia.email()).len(), 1);
    let rows = world.record(&anna.account).await;
    let left = rows.iter().find(|row| row.event == EventKind::AccessLeft).expect("a row");
    assert!(left.for_another && left.actor == Some(bjorn.person_id()));
    assert_eq!(world.orderers().await, [None], "the order stays, and says nobody's name");
}

#[rstest]
#[tokio::test]
async fn every_session_ends_and_a_new_sign_in_is_a_new_person(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    let (_, elsewhere) = world.session(Named::Bjorn, Channel::App, SignInMethod::BankId).await;

    world.domain.erase_user(&bjorn).await.unwrap();

    assert!(world.domain.caller(&elsewhere, Channel::App).await.unwrap().is_none());
    let anew = world.person(Named::Bjorn).await;
    assert_ne!(anew.person_id(), bjorn.person_id());
    assert!(world.domain.account_choice(&anew).await.unwrap().invitations.is_empty());
    assert!(matches!(world.domain.ended_access(&anew, &anna.account).await, Err(Failed::NotFound)));
    world.invite(&anna, Named::Bjorn).await.expect("they can be invited again");
}

#[rstest]
#[tokio::test]
async fn a_second_submission_gets_the_same_answer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;
    world.domain.erase_user(&bjorn).await.unwrap();

    world.domain.erase_user(&bjorn).await.unwrap();

    assert_eq!(world.events_of(&bjorn).await.iter().filter(|event| **event == EventKind::UserErased).count(), 1);
}

#[rstest]
#[tokio::test]
async fn who_is_on_a_contract_is_not_erased(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let refused = world.domain.erase_user(&anna.caller).await;

    assert_refused(refused, EraseRefusal::HoldsContract);
    assert!(world.domain.overview(&anna.caller, &anna.account).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn deleting_asks_for_bankid_within_five_minutes(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (_, bjorn) = story(&world).await;
    let by_number = bjorn.by(SignInMethod::CustomerNumber);
    assert_refused(world.domain.erase_user(&by_number).await, EraseRefusal::NeedsBankId);
    world.clock.advance(5 * 60 + 1);

    assert_refused(world.domain.erase_user(&bjorn).await, EraseRefusal::SignInAgain);

    assert!(world.names().await.contains(&Named::Bjorn.full_name()));
}

#[rstest]
#[tokio::test]
async fn who_was_a_holder_once_is_erased_with_what_they_had_shared(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    world.let_in(&david, Named::Bjorn).await;
    let grant = world.only_grant(&david).await.id;
    world.domain.remove_access(&david.caller, &david.account, grant).await.unwrap();
    world.remove_holder(&david).await;

    world.domain.erase_user(&david.caller).await.unwrap();

    assert_eq!(traces(&world, Named::David, &david.caller).await, [("activity".to_owned(), "identity")]);
    assert!(world.domain.access_grants(&anna.caller, &anna.account).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn deleting_and_inviting_at_once_leave_nobody_half_erased(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, bjorn) = story(&world).await;
    let (david, eva) = (world.holder(Named::David).await, world.holder(Named::Eva).await);

    let (erased, first, second) = tokio::join!(
        world.domain.erase_user(&bjorn),
        world.invite(&david, Named::Bjorn),
        world.invite(&eva, Named::Bjorn),
    );

    erased.unwrap();
    first.and(second).expect("invitations go to the number, not to the user");
    assert!(matches!(world.domain.overview(&bjorn, &anna.account).await, Err(Failed::NotFound)));
    assert!(!world.names().await.contains(&Named::Bjorn.full_name()));
    world.check_invariants().await;
}

fn assert_refused(answer: Result<(), Error<EraseRefusal>>, rule: EraseRefusal) {
    match answer {
        Err(Error::Refused(rules)) => assert_eq!(rules, [rule]),
        other => panic!("{other:?}"),
    }
}
