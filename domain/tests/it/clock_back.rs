//! What has ended stays ended when the machine's clock goes back.

use domain::secret::Secret;
use domain::testing::{Named, PASSWORD, TestDatabase, World};
use domain::{Browser, Error, OpenedSession};
use rstest::rstest;
use types::Channel;
use types::access_grant::{ConfirmRefusal, GrantRefusal, GrantState, InvitationStanding};
use types::customer_number::ActivateRefusal;
use types::own_data::OwnDataView;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod, SignInRefusal};

use TestDatabase::{Postgres, Sqlite};

const AN_HOUR: u32 = 3600;
const A_DAY: u32 = 24 * AN_HOUR;
const IDLE: u32 = AN_HOUR / 2;

async fn uses(world: &World, session: &OpenedSession) -> bool {
    world.domain.caller(&session.secret, Channel::Web).await.expect("an answer").is_some()
}

fn refusals<T, R: Copy>(answer: domain::Result<T, domain::Error<R>>) -> Vec<R> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        _ => panic!("a rule says no"),
    }
}

/// The secret in the newest letter to an address.
fn link_to(world: &World, address: &str) -> Secret {
    Secret::returned(world.letters_to(address)[0].links[0].rsplit('/').next().expect("a secret"))
}

/// The secret in the notice that asks the owner of an address whether they shared.
fn notice_to(world: &World, address: &str) -> Secret {
    let letters = world.letters_to(address);
    let letter = letters.iter().find(|letter| letter.links[0].contains("/var-det-inte-du/")).expect("a notice");
    Secret::returned(letter.links[0].rsplit('/').next().expect("a secret"))
}

#[rstest]
#[case::idle(IDLE, 31 * 60)]
#[case::absolute(13 * AN_HOUR, 2 * AN_HOUR)]
#[tokio::test]
async fn a_session_that_was_found_over_does_not_come_back(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] over_after: u32,
    #[case] back: u32,
) {
    let world = World::with(database, |settings| {
        settings.sessions.idle_minutes = if over_after == IDLE { 30 } else { 60 * 24 };
    })
    .await;
    let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    world.clock.advance(over_after + 1);
    assert!(!uses(&world, &session).await);

    world.clock.go_back(back.min(over_after));

    assert!(!uses(&world, &session).await);
    assert_eq!(world.session_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn a_session_gains_nothing_by_a_clock_that_goes_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    world.clock.advance(IDLE - 1);
    assert!(uses(&world, &session).await);
    world.clock.go_back(IDLE - 1);
    assert!(uses(&world, &session).await);

    world.clock.advance(IDLE);

    assert!(!uses(&world, &session).await);
}

#[rstest]
#[tokio::test]
async fn a_sign_in_of_a_time_to_come_is_not_recent(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    world.clock.advance(AN_HOUR);
    let anna = world.holder(Named::Anna).await;

    world.clock.go_back(AN_HOUR);

    assert!(matches!(world.domain.own_data(&anna.caller).await.unwrap(), OwnDataView::Hidden(_)));
}

#[rstest]
#[case::looked_at("look")]
#[case::confirmed("confirm")]
#[case::declined("decline")]
#[case::sent_again("repeat")]
#[tokio::test]
async fn an_invitation_that_was_found_run_out_cannot_be_confirmed(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] found_by: &str,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.clock.advance(16 * A_DAY);
    let bjorn = world.person(Named::Bjorn).await;
    match found_by {
        "look" => {
            let standing = world.domain.invitation(None, id).await.unwrap().standing;
            assert_eq!(standing, InvitationStanding::Expired);
        }
        "confirm" => assert_eq!(refusals(world.confirm(&bjorn, id, Named::Bjorn).await), [ConfirmRefusal::Expired]),
        "decline" => assert_eq!(refusals(world.domain.decline_access(&bjorn, id).await), [ConfirmRefusal::Expired]),
        _ => assert!(world.domain.repeat_invitation(&anna.caller, &anna.account, id).await.is_err()),
    }

    world.clock.go_back(15 * A_DAY);

    assert_eq!(refusals(world.confirm(&bjorn, id, Named::Bjorn).await), [ConfirmRefusal::Expired]);
    assert_eq!(world.grant_row(id).await.state, GrantState::Expired);
}

#[rstest]
#[tokio::test]
async fn an_order_of_bankid_that_was_found_over_lets_nobody_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let bankid = world.open_bankid();
    let browser = Browser::at("203.0.113.24");
    let began = world
        .domain
        .start_sign_in(&browser, Channel::Web, BankIdStart::OtherDevice, &Destination::default())
        .await
        .unwrap();
    let browser = Browser { order: Some(began.secret), ..browser };
    let token = world.auto_start_token(&browser).await;
    let approval = bankid_simulator::Approval::by(Named::Anna.personal_number());
    bankid.approve_with(&token, &approval).unwrap();
    world.clock.advance(2);
    world.domain.watch_sign_in(&browser).await.unwrap();
    world.clock.advance(300);
    assert_eq!(refusals(world.domain.finish_sign_in(&browser).await), [SignInRefusal::NoOrder]);

    world.clock.go_back(300);

    assert_eq!(refusals(world.domain.finish_sign_in(&browser).await), [SignInRefusal::NoOrder]);
    assert_eq!((world.order_count().await, world.session_count().await), (0, 0));
}

/// Only reading: with a full or read-only disk everybody can still read that something has ended.
#[tokio::test]
async fn what_is_over_can_be_looked_at_while_nothing_can_be_written() {
    let mut world = World::new(Sqlite).await;
    let _bankid = world.open_bankid();
    let anna = world.holder_at_home(Named::Anna).await;
    let invitation = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    world.invite(&by_number, Named::Hanna).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let notice = notice_to(&world, &Named::Anna.email());
    world.domain.change_email(&anna.caller, "new@example.com").await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let address = link_to(&world, "new@example.com");
    let browser = Browser::at("203.0.113.24");
    let wanted = Destination::default();
    let began = world.domain.start_sign_in(&browser, Channel::Web, BankIdStart::OtherDevice, &wanted).await.unwrap();
    let browser = Browser { order: Some(began.secret), ..browser };
    world.clock.advance(32 * A_DAY);

    world.run_sql("PRAGMA query_only = ON").await;

    let standing = world.domain.invitation(None, invitation).await.unwrap().standing;
    assert_eq!(standing, InvitationStanding::Expired);
    assert!(!world.domain.is_notice_valid(&notice).await.unwrap());
    assert!(!world.domain.is_email_link_valid(&address).await.unwrap());
    assert_eq!(refusals(world.domain.watch_sign_in(&browser).await), [SignInRefusal::NoOrder]);
}

#[rstest]
#[tokio::test]
async fn what_began_in_a_time_to_come_is_not_under_way(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut world = World::new(database).await;
    let _bankid = world.open_bankid();
    let mut anna = world.holder(Named::Anna).await;
    world.clock.advance(AN_HOUR);
    anna.caller = world.session(Named::Anna, Channel::Web, SignInMethod::BankId).await.0;
    let form = world.domain.new_access_grant_form(&anna.caller, &anna.account, None).await.unwrap();
    let (browser, wanted) = (Browser::at("203.0.113.24"), Destination::default());
    let began = world.domain.start_sign_in(&browser, Channel::Web, BankIdStart::OtherDevice, &wanted).await.unwrap();
    let browser = Browser { order: Some(began.secret), ..browser };

    world.clock.go_back(AN_HOUR);

    assert_eq!(form.obstacle, None);
    let shared = world.domain.share_access(&anna.caller, &anna.account, world.details(Named::Bjorn)).await;
    assert_eq!(refusals(shared), [GrantRefusal::SignInAgain]);
    assert_eq!(refusals(world.domain.watch_sign_in(&browser).await), [SignInRefusal::NoOrder]);
    assert_eq!(world.order_count().await, 0);
}

#[rstest]
#[tokio::test]
async fn a_code_that_was_found_too_old_activates_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let code = world.code_for(&anna).await;
    let browser = Browser::at("198.51.100.7");
    let activate = async || world.domain.activate_number(&browser, &anna.number(), &code, PASSWORD).await;
    world.clock.advance(32 * A_DAY);
    assert_eq!(refusals(activate().await), [ActivateRefusal::CodeWrong]);

    world.clock.go_back(31 * A_DAY);

    assert_eq!(refusals(activate().await), [ActivateRefusal::CodeWrong]);
}

#[rstest]
#[case::looked_at(true)]
#[case::pressed(false)]
#[tokio::test]
async fn a_link_that_was_found_too_old_verifies_nothing(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] is_looked_at: bool,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.domain.change_email(&anna.caller, "new@example.com").await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let link = link_to(&world, "new@example.com");
    world.clock.advance(A_DAY);
    if is_looked_at {
        assert!(!world.domain.is_email_link_valid(&link).await.unwrap());
    } else {
        assert!(world.domain.verify_email(&link).await.is_err());
    }

    world.clock.go_back(A_DAY);

    assert!(!world.domain.is_email_link_valid(&link).await.unwrap());
    assert!(world.domain.verify_email(&link).await.is_err());
}

#[rstest]
#[case::looked_at(true)]
#[case::pressed(false)]
#[tokio::test]
async fn a_notice_that_was_found_too_old_takes_nothing_back(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] is_looked_at: bool,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    world.invite(&by_number, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let link = notice_to(&world, &Named::Anna.email());
    world.clock.advance(32 * A_DAY);
    if is_looked_at {
        assert!(!world.domain.is_notice_valid(&link).await.unwrap());
    } else {
        assert!(world.domain.deny_sharing(&link).await.is_err());
    }

    world.clock.go_back(31 * A_DAY);

    assert!(!world.domain.is_notice_valid(&link).await.unwrap());
    assert!(world.domain.deny_sharing(&link).await.is_err());
}
