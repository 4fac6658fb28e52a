//! Letters about orders: to the orderer, and to the company.

use domain::import::ImportMode;
use domain::secret::Secret;
use domain::testing::{Named, TestDatabase};
use rstest::rstest;
use types::id::BagOrderId;

use super::Scene;
use TestDatabase::{Postgres, Sqlite};

impl Scene {
    /// Sends owed letters, and opens the link that verifies a person's address.
    async fn confirm_address(&self, name: Named) {
        self.world.domain.send_due_letters(99).await.expect("letters leave");
        let link = self.world.letters_to(&name.email())[0].links[0].clone();
        let secret = Secret::returned(link.rsplit('/').next().expect("a secret"));
        self.world.domain.verify_email(&secret).await.expect("a confirmed address");
    }

    /// An order by a grantee with a verified address, with its number.
    async fn ordered_by_bjorn(&self) -> (BagOrderId, String) {
        let bjorn = self.let_in(Named::Bjorn).await;
        self.confirm_address(Named::Bjorn).await;
        let id = self.world.order(&bjorn, self.home).await.expect("an order");
        (id, self.seen(id).await.number)
    }
}

#[rstest]
#[tokio::test]
async fn who_ordered_gets_everything_once_more(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let (id, number) = scene.ordered_by_bjorn().await;
    scene.world.domain.send_due_letters(99).await.unwrap();

    let letters = scene.world.letters_to(&Named::Bjorn.email());
    let letter = letters.iter().find(|letter| letter.text.contains(&number)).expect("a letter with the number");

    for fact in ["2 × green – waste", "1 × blue – waste", "30 november 2026", "to the mailbox"] {
        assert!(letter.text.contains(fact) && letter.html.contains(fact), "{fact}: {}", letter.text);
    }
    assert!(!letter.text.contains("Storgatan"), "a letter names no address");
    let page = format!("http://localhost:3000/k/{}/bestallningar/{id}", scene.anna.account.as_str());
    assert_eq!(letter.links, [page]);
    let of_anna = scene.world.letters_to(&Named::Anna.email());
    assert!(of_anna.iter().all(|letter| !letter.text.contains(&number)), "only who ordered is written to");
}

#[rstest]
#[tokio::test]
async fn an_address_that_nobody_has_confirmed_gets_none(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let bjorn = scene.let_in(Named::Bjorn).await;
    let id = scene.world.order(&bjorn, scene.home).await.unwrap();
    let number = scene.seen(id).await.number;

    scene.world.domain.send_due_letters(99).await.unwrap();

    let letters = scene.world.letters_to(&Named::Bjorn.email());
    assert!(letters.iter().all(|letter| !letter.text.contains(&number)));
}

#[rstest]
#[tokio::test]
async fn what_is_cancelled_first_is_not_written_about(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    scene.world.domain.cancel_bag_order(&scene.anna.caller, &scene.anna.account, id).await.unwrap();

    scene.world.domain.send_due_letters(99).await.unwrap();

    assert!(scene.world.letters_to(&Named::Anna.email()).is_empty());
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_cancellation_by_the_company_notifies_the_orderer(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let (_, number) = scene.ordered_by_bjorn().await;
    scene.world.domain.send_due_letters(99).await.unwrap();
    let file = format!("order_number,status\n{number},cancelled\n");
    let before = scene.world.letters_to(&Named::Bjorn.email()).len();

    // The file is sent twice.
    for _ in 0..2 {
        scene.world.domain.update_orders(file.as_bytes(), ImportMode::Apply, |_| {}).await.unwrap();
    }
    scene.world.domain.send_due_letters(99).await.unwrap();

    let letters = scene.world.letters_to(&Named::Bjorn.email());
    assert_eq!(letters.len(), before + 1);
    assert!(
        letters[0].text.contains(&format!("Vi har behövt avbryta din beställning {number}")),
        "{}",
        letters[0].text
    );
    assert!(!letters[0].text.contains("Storgatan"), "a letter names no address");
    let of_anna = scene.world.letters_to(&Named::Anna.email());
    assert!(of_anna.iter().all(|letter| !letter.text.contains(&number)), "only who ordered is written to");
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn who_is_removed_first_is_not_written_to(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let (_, number) = scene.ordered_by_bjorn().await;
    let grant = scene.world.only_grant(&scene.anna).await.id;
    scene.world.domain.remove_access(&scene.anna.caller, &scene.anna.account, grant).await.unwrap();

    scene.world.domain.send_due_letters(99).await.unwrap();

    let letters = scene.world.letters_to(&Named::Bjorn.email());
    assert!(letters.iter().all(|letter| !letter.text.contains(&number)));
}

#[rstest]
#[tokio::test]
async fn the_company_gets_the_number_and_no_name(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let id = scene.ordered().await;
    let number = scene.seen(id).await.number;
    scene.world.clock.advance(8 * 24 * 3600);
    scene.world.domain.report_missing(&scene.anna.caller, &scene.anna.account, id).await.unwrap();
    scene.world.domain.send_due_letters(99).await.unwrap();

    let letters = scene.world.letters_to(&scene.world.domain.settings().bags.told_to);

    let [letter] = letters.as_slice() else { panic!("one letter, not {}", letters.len()) };
    assert!(letter.text.contains(&number) && letter.text.contains("30 november 2026"), "{}", letter.text);
    for personal in ["Anna", "Andersson", "Storgatan", scene.anna.account.as_str()] {
        assert!(!letter.text.contains(personal) && !letter.subject.contains(personal), "{personal}");
    }
}
