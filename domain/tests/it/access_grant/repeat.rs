//! Sending the letter again, and correcting a pending invitation (rule G10).

use domain::job::JobKind;
use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::AccessGrantId;
use types::access_grant::{GrantRefusal, GranteeDetails};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

struct Scene {
    world: World,
    anna: Holding,
    id: AccessGrantId,
}

impl Scene {
    async fn new(database: TestDatabase) -> Self {
        let world = World::new(database).await;
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.expect("an invitation");
        Self { world, anna, id }
    }

    async fn repeat(&self) -> domain::Result<(), domain::Error<GrantRefusal>> {
        self.world.domain.repeat_invitation(&self.anna.caller, &self.anna.account, self.id).await
    }

    async fn correct(&self, details: GranteeDetails) -> domain::Result<(), domain::Error<GrantRefusal>> {
        self.world.domain.correct_invitation(&self.anna.caller, &self.anna.account, self.id, details).await
    }
}

fn with_email(email: &str) -> GranteeDetails {
    GranteeDetails { email: email.to_owned(), ..Named::Bjorn.details() }
}

#[rstest]
#[tokio::test]
async fn the_letter_is_sent_again_after_ten_minutes(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    scene.world.clock.advance(600);

    scene.repeat().await.unwrap();

    let kinds: Vec<_> = scene.world.letters_about(scene.id).await.iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, [JobKind::Invitation; 2]);
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn not_a_second_earlier(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    scene.world.clock.advance(599);

    let answer = scene.repeat().await;

    assert_eq!(refusals(answer), [GrantRefusal::SentJustNow]);
    assert!(!scene.world.only_grant(&scene.anna).await.may_send_again);
}

#[rstest]
#[tokio::test]
async fn three_times_and_no_more(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    for _ in 0..3 {
        scene.world.clock.advance(600);
        scene.repeat().await.unwrap();
    }
    scene.world.clock.advance(24 * 3600);

    let fourth = scene.repeat().await;

    assert_eq!(refusals(fourth), [GrantRefusal::SentTooOften]);
    assert!(!scene.world.only_grant(&scene.anna).await.may_send_again);
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn sending_again_keeps_the_last_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let before = scene.world.only_grant(&scene.anna).await.last_day;
    scene.world.clock.advance(5 * 24 * 3600);

    scene.repeat().await.unwrap();

    assert_eq!(scene.world.only_grant(&scene.anna).await.last_day, before);
}

#[rstest]
#[tokio::test]
async fn nothing_is_sent_again_once_it_is_confirmed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let bjorn = scene.world.person(Named::Bjorn).await;
    scene.world.confirm(&bjorn, scene.id, Named::Bjorn).await.unwrap();
    scene.world.clock.advance(600);

    let answer = scene.repeat().await;

    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
    assert_eq!(refusals(scene.correct(with_email("b@example.com")).await), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn a_corrected_name_needs_no_letter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let corrected = GranteeDetails { given_name: "Björn".to_owned(), ..Named::Bjorn.details() };

    scene.correct(corrected.clone()).await.unwrap();

    assert_eq!(scene.world.only_grant(&scene.anna).await.grantee, corrected);
    assert_eq!(scene.world.letters_about(scene.id).await.len(), 1);
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_corrected_address_gets_a_letter_at_once_that_counts(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    for email in ["b1@example.com", "b2@example.com", "b3@example.com"] {
        scene.correct(with_email(email)).await.unwrap();
    }

    let fourth = scene.correct(with_email("b4@example.com")).await;

    assert_eq!(refusals(fourth), [GrantRefusal::SentTooOften]);
    assert_eq!(scene.world.grant_row(scene.id).await.letters, 4);
    assert_eq!(scene.world.only_grant(&scene.anna).await.grantee.email, "b3@example.com");
    scene.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_same_details_again_are_no_change(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;
    let before = scene.world.record(&scene.anna.account).await;

    scene.correct(Named::Bjorn.details()).await.unwrap();

    assert_eq!(scene.world.record(&scene.anna.account).await, before);
}

#[rstest]
#[tokio::test]
async fn wrong_corrections_are_all_reported(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let scene = Scene::new(database).await;

    let answer = scene.correct(GranteeDetails { email: "b@".to_owned(), ..GranteeDetails::default() }).await;

    let expected = [GrantRefusal::GivenNameMissing, GrantRefusal::SurnameMissing, GrantRefusal::EmailInvalid];
    assert_eq!(refusals(answer), expected);
}
