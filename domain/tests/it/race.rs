//! Concurrent operations. Whichever wins, the rules hold.

mod bag_order;

use std::sync::Arc;

use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Domain, Error, Result};
use rstest::rstest;
use tokio::sync::Barrier;
use types::AccessGrantId;
use types::access_grant::{ConfirmRefusal, GrantRefusal, GrantState, NewAccessGrant};

use TestDatabase::{Postgres, Sqlite};

/// How often each race is run.
const ROUNDS: usize = 25;
const A_DAY_AND_MORE: u32 = 25 * 3600;

/// Starts all at the same instant and waits for their results.
async fn together<T, F>(racers: Vec<F>) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let barrier = Arc::new(Barrier::new(racers.len()));
    let start = |racer: F| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            racer.await
        })
    };
    let running: Vec<_> = racers.into_iter().map(start).collect();
    let mut answers = Vec::new();
    for racer in running {
        answers.push(racer.await.expect("a racer ends"));
    }
    answers
}

/// The same for two different operations.
async fn both<A: Send + 'static, B: Send + 'static>(
    first: impl Future<Output = A> + Send + 'static,
    second: impl Future<Output = B> + Send + 'static,
) -> (A, B) {
    let barrier = Arc::new(Barrier::new(2));
    let other = barrier.clone();
    let first = tokio::spawn(async move {
        barrier.wait().await;
        first.await
    });
    let second = tokio::spawn(async move {
        other.wait().await;
        second.await
    });
    (first.await.expect("the first ends"), second.await.expect("the second ends"))
}

async fn share(domain: Domain, owner: Holding, new: NewAccessGrant) -> Result<AccessGrantId, Error<GrantRefusal>> {
    domain.share_access(&owner.caller, &owner.account, new).await
}

fn rules<T: std::fmt::Debug, R: std::fmt::Debug>(answer: &Result<T, Error<R>>) -> &[R] {
    match answer {
        Ok(_) => &[],
        Err(Error::Refused(rules)) => rules,
        Err(error) => panic!("a race ends in an answer, not in {error:?}"),
    }
}

/// The refusals of all results together.
fn all_rules<T: std::fmt::Debug, R: std::fmt::Debug + Copy>(answers: &[Result<T, Error<R>>]) -> Vec<R> {
    answers.iter().flat_map(rules).copied().collect()
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_grant_is_confirmed_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
        let confirm = || {
            let (domain, bjorn) = (world.domain.clone(), bjorn.clone());
            async move { domain.confirm_access(&bjorn, id, Named::Bjorn.details()).await }
        };

        let answers = together(vec![confirm(), confirm(), confirm()]).await;

        assert_eq!(all_rules(&answers), [ConfirmRefusal::AlreadyConfirmed; 2]);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_removed_grant_is_removed_whenever_it_was_confirmed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
        let (domain, caller) = (world.domain.clone(), bjorn.clone());
        let confirm = async move { domain.confirm_access(&caller, id, Named::Bjorn.details()).await };
        let (domain, owner) = (world.domain.clone(), anna.clone());
        let remove = async move { domain.remove_access(&owner.caller, &owner.account, id).await };

        let (confirmed, removed) = both(confirm, remove).await;

        removed.unwrap();
        let state = world.grant_row(id).await.state;
        match rules(&confirmed) {
            [] => assert_eq!(state, GrantState::Removed),
            refused => assert_eq!((refused, state), (&[ConfirmRefusal::Ended][..], GrantState::Withdrawn)),
        }
        assert!(world.domain.overview(&bjorn, &anna.account).await.is_err());
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn at_the_deadline_a_grant_is_either_confirmed_or_expired(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
        let deadline = world.grant_row(id).await.expires_at;
        world.clock.set_to(types::Timestamp(deadline.0 - 1));
        let domain = world.domain.clone();
        let confirm = async move { domain.confirm_access(&bjorn, id, Named::Bjorn.details()).await };
        let (domain, clock) = (world.domain.clone(), world.clock.clone());
        let expire = async move {
            clock.set_to(deadline);
            domain.expire_access(10).await
        };

        let (confirmed, expired) = both(confirm, expire).await;

        let state = world.grant_row(id).await.state;
        match rules(&confirmed) {
            [] => assert_eq!((state, expired.unwrap()), (GrantState::Active, 0)),
            refused => {
                assert_eq!(refused, [ConfirmRefusal::Expired]);
                assert_eq!(state, GrantState::Expired);
                assert!(expired.unwrap() <= 1, "ended by the job, or by the press that found it run out");
            }
        }
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_holders_share_with_one_person_once(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let david = world.holder(Named::David).await;
        let eva = world.joint_holder(Named::Eva, &david).await;
        let submit = |owner: &Holding| share(world.domain.clone(), owner.clone(), world.details(Named::Bjorn));

        let answers = together(vec![submit(&david), submit(&eva)]).await;

        assert_eq!(all_rules(&answers), [GrantRefusal::AlreadyInvited]);
        world.only_grant(&david).await;
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_limit_of_an_account_is_never_passed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.pending = 2).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let david = world.holder(Named::David).await;
        let eva = world.joint_holder(Named::Eva, &david).await;
        world.invite(&david, Named::Bjorn).await.unwrap();
        let submit = |owner: &Holding, name| share(world.domain.clone(), owner.clone(), world.details(name));

        let answers =
            together(vec![submit(&david, Named::Hanna), submit(&eva, Named::Ivar), submit(&eva, Named::Anna)]).await;

        assert_eq!(all_rules(&answers), [GrantRefusal::TooManyPending; 2]);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_limit_of_an_owner_is_never_passed_over_two_accounts(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.per_owner_and_day = 1).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let (house, cottage) = (world.holder(Named::David).await, world.holder(Named::David).await);
        let submit = |owner: &Holding| share(world.domain.clone(), owner.clone(), world.details(Named::Bjorn));

        let answers = together(vec![submit(&house), submit(&cottage)]).await;

        assert_eq!(all_rules(&answers), [GrantRefusal::TooManyToday]);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_letter_is_not_sent_again_for_what_was_removed(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        world.clock.advance(A_DAY_AND_MORE);
        let (domain, owner) = (world.domain.clone(), anna.clone());
        let repeat = async move { domain.repeat_invitation(&owner.caller, &owner.account, id).await };
        let (domain, owner) = (world.domain.clone(), anna.clone());
        let remove = async move { domain.remove_access(&owner.caller, &owner.account, id).await };

        let (repeated, removed) = both(repeat, remove).await;

        removed.unwrap();
        let letters = world.letters_about(id).await.len();
        match rules(&repeated) {
            [] => assert_eq!(letters, 2),
            refused => assert_eq!((refused, letters), (&[GrantRefusal::Changed][..], 1)),
        }
        assert_eq!(world.grant_row(id).await.state, GrantState::Withdrawn);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_submission_that_arrives_four_times_is_one_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let anna = world.holder(Named::Anna).await;
        let new = world.details(Named::Bjorn);
        let submit = || share(world.domain.clone(), anna.clone(), new.clone());

        let answers = together(vec![submit(), submit(), submit(), submit()]).await;

        let id = world.only_grant(&anna).await.id;
        assert!(answers.into_iter().all(|answer| answer.unwrap() == id));
        assert_eq!(world.letters_about(id).await.len(), 1);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_submission_for_two_accounts_is_one_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let (house, cottage) = (world.holder(Named::David).await, world.holder(Named::David).await);
        let new = world.details(Named::Bjorn);
        let submit = |owner: &Holding| share(world.domain.clone(), owner.clone(), new.clone());

        let answers = together(vec![submit(&house), submit(&cottage)]).await;

        assert_eq!(all_rules(&answers), [GrantRefusal::Changed]);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn yes_and_no_at_once_is_one_of_them(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for _ in 0..ROUNDS {
        world.clock.advance(A_DAY_AND_MORE);
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        let bjorn = world.person(Named::Bjorn).await;
        let (domain, caller) = (world.domain.clone(), bjorn.clone());
        let confirm = async move { domain.confirm_access(&caller, id, Named::Bjorn.details()).await };
        let domain = world.domain.clone();
        let decline = async move { domain.decline_access(&bjorn, id).await };

        let (yes, no) = both(confirm, decline).await;

        let expected = match world.grant_row(id).await.state {
            GrantState::Active => (&[][..], &[ConfirmRefusal::AlreadyConfirmed][..]),
            _ => (&[ConfirmRefusal::Ended][..], &[][..]),
        };
        assert_eq!((rules(&yes), rules(&no)), expected);
    }
    world.check_invariants().await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_recipient_has_three_letters_however_many_write_at_once(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    for _ in 0..5 {
        world.clock.advance(4 * A_DAY_AND_MORE);
        let mut racers = Vec::new();
        for name in [Named::Anna, Named::Cecilia, Named::David, Named::Eva, Named::Hanna] {
            racers.push(share(world.domain.clone(), world.holder(name).await, world.details(Named::Bjorn)));
        }

        let answers = together(racers).await;

        let mut waits = Vec::new();
        for id in answers {
            waits.push(world.letters_about(id.unwrap()).await[0].due_at.seconds_since(world.clock.now()) / 3600);
        }
        waits.sort_unstable();
        assert_eq!(waits, [0, 0, 0, 24, 24]);
    }
    world.check_invariants().await;
}
