//! Mobile number and language.

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Language;
use types::profile::ProfileRefusal;

use super::{NEW, refusals};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_mobile_number_is_kept_in_one_form_and_taken_away_by_an_empty_field(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await.caller;
    let shown = async || world.domain.profile(&anna).await.unwrap().mobile;
    world.domain.change_mobile(&anna, "070-174 06 35").await.unwrap();
    let before = shown().await;

    let wrong = world.domain.change_mobile(&anna, "call me").await;

    assert_eq!(refusals(wrong), [ProfileRefusal::MobileInvalid]);
    assert_eq!([before, shown().await], ["+46701740635", "+46701740635"]);
    world.domain.change_mobile(&anna, " ").await.unwrap();
    assert_eq!(shown().await, "");
}

#[rstest]
#[tokio::test]
async fn a_language_is_one_persons_and_holds_for_letters_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, hanna) = (world.person(Named::Anna).await, world.person(Named::Hanna).await);

    world.domain.change_language(&anna, Language::English).await.unwrap();

    let spoken = async |caller| world.domain.profile(caller).await.unwrap().language;
    assert_eq!([spoken(&anna).await, spoken(&hanna).await], [Language::English, Language::Swedish]);
    world.domain.change_email(&anna, NEW).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!(world.letters_to(NEW)[0].subject, "Confirm your e-mail address");
}
