//! Sharing from a session by customer number (rule G15).

use domain::job::JobKind;
use domain::settings::SharingByNumber;
use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Error, Result};
use rstest::rstest;
use types::AccessGrantId;
use types::access_grant::{GrantRefusal, GrantSource, GranteeDetails, NewAccessGrant};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

async fn world_with_a_session(database: TestDatabase) -> (World, Holding, Holding) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    (world, anna, by_number)
}

async fn share(world: &World, owner: &Holding, new: NewAccessGrant) -> Result<AccessGrantId, Error<GrantRefusal>> {
    world.domain.share_access(&owner.caller, &owner.account, new).await
}

async fn obstacle(world: &World, owner: &Holding, again: Option<AccessGrantId>) -> Option<GrantRefusal> {
    let again = again.map(GrantSource::Replaced);
    world.domain.new_access_grant_form(&owner.caller, &owner.account, again).await.unwrap().obstacle
}

#[rstest]
#[tokio::test]
async fn the_registered_addresses_are_asked_whether_it_was_them(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    world.set_customer_email(&anna, Some("konto@example.com")).await;

    world.invite(&by_number, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();

    let letters: Vec<_> = [&*Named::Anna.email(), "konto@example.com"]
        .iter()
        .flat_map(|address| world.letters_to(address))
        .filter(|letter| letter.subject == "Någon har delat ditt konto")
        .collect();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0].links, letters[1].links, "the link of each of them works");
    assert!(letters[0].text.contains("Var det inte du?"), "{}", letters[0].text);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nobody_is_asked_when_it_was_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, _) = world_with_a_session(database).await;

    world.invite(&anna, Named::Bjorn).await.unwrap();

    assert!(world.letters_owed().await.iter().all(|way| way.kind != JobKind::SharedByNumber));
}

#[rstest]
#[tokio::test]
async fn the_same_press_asks_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, _, by_number) = world_with_a_session(database).await;
    let new = world.details(Named::Bjorn);

    let first = share(&world, &by_number, new.clone()).await.unwrap();
    let second = share(&world, &by_number, new).await.unwrap();

    assert_eq!(first, second);
    let asked = world.letters_owed().await.iter().filter(|way| way.kind == JobKind::SharedByNumber).count();
    assert_eq!(asked, 1);
}

#[rstest]
#[tokio::test]
async fn the_company_may_ask_for_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (mut world, anna, by_number) = world_with_a_session(database).await;
    world.change_settings(|settings| {
        settings.grants.sharing_by_customer_number = SharingByNumber::BankIdRequired;
    });

    let answer = share(&world, &by_number, world.details(Named::Bjorn)).await;

    assert_eq!(refusals(answer), [GrantRefusal::NeedsBankId]);
    assert_eq!(obstacle(&world, &by_number, None).await, Some(GrantRefusal::NeedsBankId));
    assert_eq!(obstacle(&world, &anna, None).await, None);
    world.invite(&anna, Named::Bjorn).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn without_an_address_to_ask_it_takes_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    world.forget_email(&anna).await;

    let answer = share(&world, &by_number, world.details(Named::Bjorn)).await;

    assert_eq!(refusals(answer), [GrantRefusal::NeedsBankId]);
    assert_eq!(obstacle(&world, &by_number, None).await, Some(GrantRefusal::NeedsBankId));
    world.set_customer_email(&anna, Some("konto@example.com")).await;
    world.invite(&by_number, Named::Bjorn).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn what_shows_somebodys_details_again_takes_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let masked = GranteeDetails { email: "b•••@example.com".to_owned(), ..Named::Bjorn.details() };

    let correction = world.domain.correct_invitation(&by_number.caller, &by_number.account, id, masked).await;
    let again = NewAccessGrant { source: Some(GrantSource::Replaced(id)), ..world.details(Named::Bjorn) };

    assert_eq!(refusals(correction), [GrantRefusal::NeedsBankId]);
    assert_eq!(refusals(share(&world, &by_number, again).await), [GrantRefusal::NeedsBankId]);
    assert_eq!(obstacle(&world, &by_number, Some(id)).await, Some(GrantRefusal::NeedsBankId));
}

#[rstest]
#[tokio::test]
async fn sending_again_and_taking_back_stay_possible(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(600);

    world.domain.repeat_invitation(&by_number.caller, &by_number.account, id).await.unwrap();
    world.domain.remove_access(&by_number.caller, &by_number.account, id).await.unwrap();

    assert_eq!(world.grant_row(id).await.state, types::access_grant::GrantState::Withdrawn);
}
