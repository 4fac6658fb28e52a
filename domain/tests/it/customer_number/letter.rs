//! The letter with a code: to whom, where, and how often.

use std::os::unix::fs::PermissionsExt as _;

use domain::Browser;
use domain::job::{JobKind, JobState};
use domain::mail::Paper;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Language;
use types::activity::EventKind;
use types::customer_number::CodeRefusal;

use super::{A_DAY, refusals, stranger};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn the_letter_goes_to_the_address_of_the_oldest_contract(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let david = world.joint_holder(Named::David, &anna).await;
    let (here, there) = (world.add_address(&anna, "Storgatan 1").await, world.add_address(&anna, "Lillgatan 2").await);
    world.add_contract_of(&david, there, "2011-05-01", None).await;
    world.add_contract_of(&anna, here, "2011-05-02", None).await;
    world.add_contract_of(&anna, here, "2001-01-01", Some("2026-11-22")).await;

    world.ask_for_code(&anna.number()).await;

    let text = &world.paper_letters()[0].text;
    assert!(text.contains("David Dahl\nLillgatan 2\n702 10 Orebro\n"), "{text}");
    assert!(!text.contains("Anna") && !text.contains("Storgatan"), "{text}");
}

#[rstest]
#[case(Language::Swedish, "kan användas en gång", "till och med 23 december 2026")]
#[case(Language::English, "can be used once", "until 23 December 2026")]
#[tokio::test]
async fn the_letter_says_how_and_until_when(
    #[case] language: Language,
    #[case] once: &str,
    #[case] last_day: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.domain.change_language(&anna.caller, language).await.unwrap();

    world.ask_for_code(&anna.number()).await;

    let letter = &world.paper_letters()[0];
    assert_eq!((&letter.customer_number, &*letter.at), (&anna.number(), "2026-11-23T09:00:00Z"));
    assert_eq!(letter.code.len(), 14, "twelve signs in groups of four");
    for fact in [once, last_day, &anna.number(), &letter.code, "localhost:3000"] {
        assert!(letter.text.contains(fact), "{fact:?} is not in:\n{}", letter.text);
    }
    assert!(!letter.text.contains(&Named::Anna.personal_number()[2..8]), "{}", letter.text);
}

#[rstest]
#[tokio::test]
async fn a_companys_letter_names_the_company_and_the_person(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.make_company(&anna, "Bageriet AB").await;

    world.ask_for_code(&anna.number()).await;

    let text = &world.paper_letters()[0].text;
    assert!(text.contains("Bageriet AB\nAtt: Anna Andersson\nStorgatan 1\n"), "{text}");
}

#[rstest]
#[tokio::test]
async fn a_number_of_nobody_is_answered_alike_and_owes_a_letter_that_is_dropped(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    world.holder_at_home(Named::Anna).await;

    world.domain.ask_for_code(&stranger(), "123 456").await.unwrap();

    let owed = world.letters_owed().await;
    assert_eq!(
        owed.iter().map(|way| (way.kind, way.state)).collect::<Vec<_>>(),
        [(JobKind::ActivationCode, JobState::Owed)]
    );
    world.domain.send_due_letters(9).await.unwrap();
    assert_eq!(world.letters_owed().await[0].state, JobState::Dropped);
    assert!(world.paper_letters().is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nobody_gets_a_letter_where_an_identity_is_protected(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[values(Named::Anna, Named::Sara)] protected: Named,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let sara = world.joint_holder(Named::Sara, &anna).await;
    let home = world.add_address(&anna, "Storgatan 1").await;
    world.add_contract(&sara, home).await;
    world.protect(protected, true).await;

    world.ask_for_code(&anna.number()).await;

    assert!(world.paper_letters().is_empty());
}

#[rstest]
#[tokio::test]
async fn a_customer_that_has_ended_gets_no_letter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.end_customer(&anna).await;

    world.ask_for_code(&anna.number()).await;

    assert!(world.paper_letters().is_empty());
}

#[rstest]
#[tokio::test]
async fn one_letter_a_day_and_three_in_thirty_days(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let mut letters = Vec::new();

    for pause in [0, A_DAY - 1, 1, A_DAY, A_DAY, 26 * A_DAY, A_DAY] {
        world.clock.advance(pause);
        world.domain.forget_letters().await.unwrap();
        world.ask_for_code(&anna.number()).await;
        letters.push(world.paper_letters().len());
    }

    assert_eq!(letters, [1, 1, 2, 3, 3, 3, 4]);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_ask_at_once_get_one_letter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let ask = |_| {
        let (domain, number) = (world.domain.clone(), anna.number());
        tokio::spawn(async move { domain.ask_for_code(&stranger(), &number).await })
    };

    for asked in (0..4).map(ask).collect::<Vec<_>>() {
        asked.await.unwrap().unwrap();
    }

    assert_eq!(world.letters_owed().await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn one_network_does_not_ask_for_everybody(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let ask =
        async |from: &str, number: usize| world.domain.ask_for_code(&Browser::at(from), &format!("{number}")).await;
    for number in 100_001..=100_020 {
        ask("203.0.113.9", number).await.unwrap();
    }

    let one_more = ask("203.0.113.200", 100_021).await;

    assert_eq!(refusals(one_more), [CodeRefusal::TooMany]);
    ask("203.0.114.9", 100_021).await.unwrap();
}

#[rstest]
#[case("", CodeRefusal::NumberMissing)]
#[case("  ", CodeRefusal::NumberMissing)]
#[case("1.234", CodeRefusal::NumberInvalid)]
#[case("hundratusenö", CodeRefusal::NumberInvalid)]
#[tokio::test]
async fn malformed_numbers_are_reported(#[case] typed: &str, #[case] rule: CodeRefusal) {
    let world = World::new(Sqlite).await;

    assert_eq!(refusals(world.domain.ask_for_code(&stranger(), typed).await), [rule]);
}

#[rstest]
#[tokio::test]
async fn only_so_many_letters_leave_in_a_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.customer_number.letters_a_day = 1).await;
    let (anna, david) = (world.holder_at_home(Named::Anna).await, world.holder_at_home(Named::David).await);
    world.ask_for_code("987654").await;

    // The answer is always the same.
    world.ask_for_code(&anna.number()).await;
    world.ask_for_code(&david.number()).await;
    let on_one_day = world.paper_letters().len();
    world.clock.advance(A_DAY);
    world.ask_for_code(&david.number()).await;

    assert_eq!((on_one_day, world.paper_letters().len()), (1, 2));
    assert_eq!(world.record(&david.account).await.len(), 1, "what was left out is not recorded");
}

#[rstest]
#[tokio::test]
async fn a_letter_that_is_tried_again_was_asked_for_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.print_by(Paper::folder("/dev/null/no-folder".into()));
    world.ask_for_code(&anna.number()).await;
    world.print_by(Paper::memory());
    world.clock.advance(60);

    world.domain.send_due_letters(9).await.unwrap();

    assert_eq!(world.paper_letters().len(), 1);
    let record = world.record(&anna.account).await;
    assert_eq!(
        record.iter().map(|row| (row.event, row.actor)).collect::<Vec<_>>(),
        [(EventKind::ActivationAsked, None)]
    );
}

#[tokio::test]
async fn a_letter_is_a_file_that_only_its_owner_reads() {
    let mut world = World::new(Sqlite).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let folder = tempfile::tempdir().unwrap();
    world.print_by(Paper::folder(folder.path().join("letters")));

    world.ask_for_code(&anna.number()).await;

    let files: Vec<_> = std::fs::read_dir(folder.path().join("letters")).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let letter: serde_json::Value = serde_json::from_slice(&std::fs::read(files[0].path()).unwrap()).unwrap();
    assert_eq!(letter["customer_number"], anna.number());
    let names: Vec<_> = letter.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["at", "code", "customer_number", "text"]);
}
