//! "Var det inte du?": the effect of the notice's link.

use bankid_simulator::{Approval, Simulator};
use domain::secret::Secret;
use domain::testing::{Holding, Named, PASSWORD, TestDatabase, World};
use domain::{Browser, Failed};
use rstest::rstest;
use types::access_grant::{GrantRefusal, GrantState};
use types::activity::EventKind;
use types::customer_number::NumberSignInRefusal;
use types::page::Destination;
use types::sharing_notice::DenyRefusal;
use types::sign_in::BankIdStart;
use types::{AccessGrantId, Channel, CustomerNumber};

use super::{A_DAY, refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

/// Anna, a grant that somebody made with her number, and the link in her letter.
struct Shared {
    world: World,
    anna: Holding,
    by_number: Holding,
    grant: AccessGrantId,
    link: Secret,
}

async fn shared(database: TestDatabase) -> Shared {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    let grant = world.invite(&by_number, Named::Bjorn).await.unwrap();
    world.domain.send_due_letters(9).await.unwrap();
    let letters = world.letters_to(&Named::Anna.email());
    let letter = letters.iter().find(|letter| letter.links[0].contains("/var-det-inte-du/")).unwrap();
    let link = Secret::returned(letter.links[0].rsplit('/').next().unwrap());
    Shared { world, anna, by_number, grant, link }
}

async fn confirmed(database: TestDatabase) -> Shared {
    let shared = shared(database).await;
    let bjorn = shared.world.person(Named::Bjorn).await;
    shared.world.confirm(&bjorn, shared.grant, Named::Bjorn).await.unwrap();
    shared
}

/// The browser of a person who has just approved.
async fn identified(world: &World, bankid: &Simulator, name: Named, wanted: Destination) -> Browser {
    let began = world.domain.start_sign_in(&stranger(), Channel::Web, BankIdStart::OtherDevice, &wanted).await;
    let browser = Browser { order: Some(began.unwrap().secret), ..stranger() };
    let token = world.auto_start_token(&browser).await;
    bankid.approve_with(&token, &Approval::by(name.personal_number())).unwrap();
    browser
}

async fn sign_in_with_bankid(world: &World, bankid: &Simulator, name: Named) {
    let browser = identified(world, bankid, name, Destination::default()).await;
    world.clock.advance(2);
    assert!(world.domain.finish_sign_in(&browser).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn looking_changes_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, grant, link, .. } = shared(database).await;

    let known = world.domain.is_notice_valid(&link).await.unwrap();
    let unknown = world.domain.is_notice_valid(&Secret::random()).await.unwrap();

    assert_eq!((known, unknown), (true, false));
    assert_eq!(world.grant_row(grant).await.state, GrantState::Pending);
}

#[rstest]
#[tokio::test]
async fn what_was_shared_is_taken_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let pending = shared(database).await;
    let active = confirmed(database).await;

    for (of, state) in [(pending, GrantState::Withdrawn), (active, GrantState::Removed)] {
        of.world.domain.deny_sharing(&of.link).await.unwrap();

        assert_eq!(of.world.grant_row(of.grant).await.state, state);
        let record = of.world.record(&of.anna.account).await;
        let last: Vec<_> = record.iter().rev().take(2).map(|row| (row.event, row.actor)).collect();
        let ended = if state == GrantState::Removed { EventKind::AccessRemoved } else { EventKind::AccessWithdrawn };
        assert_eq!(last, [(EventKind::SharingBlocked, None), (ended, None)]);
        of.world.check_invariants().await;
    }
}

#[rstest]
#[tokio::test]
async fn everything_that_was_shared_by_the_number_is_taken_back(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, by_number, grant, link } = confirmed(database).await;
    let pending = world.invite(&by_number, Named::Hanna).await.unwrap();
    let by_bankid = world.invite(&anna, Named::Cecilia).await.unwrap();
    let david = world.holder_at_home(Named::David).await;
    world.activate(&david).await;
    let of_another = world.invite(&world.by_number(&david).await, Named::Bjorn).await.unwrap();

    world.domain.deny_sharing(&link).await.unwrap();

    let mut states = Vec::new();
    for id in [grant, pending, by_bankid, of_another] {
        states.push(world.grant_row(id).await.state);
    }
    assert_eq!(states, [GrantState::Removed, GrantState::Withdrawn, GrantState::Pending, GrantState::Pending]);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn what_the_link_took_back_is_news(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, by_number, link, .. } = confirmed(database).await;
    world.invite(&by_number, Named::Hanna).await.unwrap();

    world.domain.deny_sharing(&link).await.unwrap();

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();
    let news: Vec<_> = list.news.iter().map(|news| news.event).collect();
    assert_eq!(news, [EventKind::AccessWithdrawn, EventKind::AccessRemoved, EventKind::AccessConfirmed]);
}

#[rstest]
#[tokio::test]
async fn the_number_opens_nothing_until_a_new_letter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, link, .. } = shared(database).await;
    let session = world.sign_in_by_number(&stranger(), &anna).await.session;
    world.clock.advance(A_DAY);
    let waiting = world.code_for(&anna).await;
    world.domain.deny_sharing(&link).await.unwrap();

    let by_password = try_to_sign_in(&world, &stranger(), &anna.number(), PASSWORD).await;
    let by_old_code = world.domain.activate_number(&stranger(), &anna.number(), &waiting, PASSWORD).await;

    assert_eq!(refusals(by_password), [NumberSignInRefusal::Wrong]);
    assert_eq!(refusals(by_old_code), [types::customer_number::ActivateRefusal::CodeWrong]);
    assert!(world.domain.caller(&session.secret, Channel::Web).await.unwrap().is_none());
    assert_eq!(world.password_hash(&anna).await, None);
    world.clock.advance(A_DAY);
    world.activate(&anna).await;
    world.by_number(&anna).await;
}

#[rstest]
#[tokio::test]
async fn a_live_session_by_the_number_ends_at_its_next_request(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, link, .. } = shared(database).await;
    let session = world.sign_in_by_number(&stranger(), &anna).await.session;

    world.domain.deny_sharing(&link).await.unwrap();

    assert!(world.domain.caller(&session.secret, Channel::Web).await.unwrap().is_none());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn nobody_shares_until_a_holder_has_signed_in_with_bankid(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { mut world, anna, by_number, link, .. } = shared(database).await;
    let david = world.joint_holder(Named::David, &anna).await;
    let bankid = world.open_bankid();
    world.domain.deny_sharing(&link).await.unwrap();

    for holding in [&anna, &david, &by_number] {
        assert_eq!(refusals(world.invite(holding, Named::Hanna).await), [GrantRefusal::Blocked]);
        let form = world.domain.new_access_grant_form(&holding.caller, &holding.account, None).await.unwrap();
        assert_eq!(form.obstacle, Some(GrantRefusal::Blocked));
    }

    sign_in_with_bankid(&world, &bankid, Named::Ivar).await;
    assert_eq!(refusals(world.invite(&anna, Named::Hanna).await), [GrantRefusal::Blocked], "a stranger's does not");
    sign_in_with_bankid(&world, &bankid, Named::David).await;

    world.invite(&anna, Named::Hanna).await.unwrap();
    let record = world.record(&anna.account).await;
    let lifted = record.iter().find(|row| row.event == EventKind::SharingUnblocked).unwrap();
    assert_eq!(lifted.actor, Some(david.caller.person_id()));
}

#[rstest]
#[tokio::test]
async fn customer_service_lifts_a_block_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, link, .. } = shared(database).await;
    let number = |text: &str| CustomerNumber::trusted(text);
    world.domain.deny_sharing(&link).await.unwrap();

    let first = world.domain.allow_sharing(&number(&anna.number())).await.unwrap();
    let again = world.domain.allow_sharing(&number(&anna.number())).await.unwrap();
    let of_nobody = world.domain.allow_sharing(&number("987654")).await;

    assert_eq!((first, again), (true, false));
    assert!(matches!(of_nobody, Err(Failed::NotFound)), "{of_nobody:?}");
    let record = world.record(&anna.account).await;
    let lifted: Vec<_> = record.iter().filter(|row| row.event == EventKind::SharingUnblocked).collect();
    assert_eq!(lifted.iter().map(|row| row.actor).collect::<Vec<_>>(), [None]);
    world.invite(&anna, Named::Hanna).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn once_more_is_the_same(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, anna, link, .. } = confirmed(database).await;
    world.domain.deny_sharing(&link).await.unwrap();
    let before = world.record(&anna.account).await;

    world.domain.deny_sharing(&link).await.unwrap();

    assert_eq!(world.record(&anna.account).await, before);
}

#[rstest]
#[tokio::test]
async fn a_used_link_stops_nothing_that_came_after(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { mut world, anna, link, .. } = confirmed(database).await;
    let bankid = world.open_bankid();
    world.domain.deny_sharing(&link).await.unwrap();
    sign_in_with_bankid(&world, &bankid, Named::Anna).await;
    world.clock.advance(A_DAY);
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    let later = world.invite(&by_number, Named::Hanna).await.unwrap();

    let is_good = world.domain.is_notice_valid(&link).await.unwrap();
    world.domain.deny_sharing(&link).await.unwrap();

    assert!(!is_good);
    assert_eq!(world.grant_row(later).await.state, GrantState::Pending);
    assert!(world.password_hash(&anna).await.is_some());
    world.invite(&by_number, Named::Cecilia).await.unwrap();
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_lift_blocks_for_each_others_invitations_do_not_wait_in_a_ring(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let Shared { mut world, anna, .. } = shared(database).await;
    let david = world.holder(Named::David).await;
    let of = [world.invite(&anna, Named::Hanna).await.unwrap(), world.invite(&david, Named::Hanna).await.unwrap()];
    let bankid = world.open_bankid();
    for _ in 0..10 {
        world.block_sharing(&anna).await;
        world.block_sharing(&david).await;
        let mut both = Vec::new();
        for (name, id) in [(Named::Anna, of[1]), (Named::David, of[0])] {
            both.push(identified(&world, &bankid, name, types::Page::Invitation(id).into()).await);
        }
        world.clock.advance(2);
        let finish = |browser: Browser| {
            let domain = world.domain.clone();
            tokio::spawn(async move { domain.finish_sign_in(&browser).await.map(|_| ()) })
        };
        let both: Vec<_> = both.into_iter().map(finish).collect();

        for one in both {
            one.await.unwrap().unwrap();
        }
    }
}

#[rstest]
#[tokio::test]
async fn the_link_works_for_thirty_days_and_until_midnight(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, link, .. } = shared(database).await;
    // Shared at ten in the morning.
    world.clock.advance(30 * A_DAY + 14 * 3600 - 1);
    world.domain.forget_attempts().await.unwrap();
    let just_before = world.domain.is_notice_valid(&link).await.unwrap();

    world.clock.advance(1);
    let at_the_limit = world.domain.is_notice_valid(&link).await.unwrap();

    assert_eq!((just_before, at_the_limit), (true, false));
    assert_eq!(refusals(world.domain.deny_sharing(&link).await), [DenyRefusal::LinkInvalid]);
    world.clock.advance(2 * A_DAY);
    world.domain.forget_attempts().await.unwrap();
    assert_eq!(refusals(world.domain.deny_sharing(&link).await), [DenyRefusal::LinkInvalid]);
}

#[rstest]
#[tokio::test]
async fn another_secret_is_not_a_link(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let Shared { world, grant, .. } = shared(database).await;

    let answer = world.domain.deny_sharing(&Secret::random()).await;

    assert_eq!(refusals(answer), [DenyRefusal::LinkInvalid]);
    assert_eq!(world.grant_row(grant).await.state, GrantState::Pending);
}
