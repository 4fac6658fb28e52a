//! Slow hashes run two at a time, and the queue is limited.

use domain::testing::{Named, PASSWORD, TestDatabase, World};
use rstest::rstest;
use types::customer_number::{ActivateRefusal, NumberSignInRefusal, PasswordRefusal};

use super::{refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn a_full_queue_refuses_every_number_alike_and_counts_nothing(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    let counters = world.counter_count().await;
    let queue = world.fill_queue();

    for number in [&*anna.number(), "987654"] {
        let signed_in = try_to_sign_in(&world, &stranger(), number, PASSWORD).await;
        assert_eq!(refusals(signed_in), [NumberSignInRefusal::TooMany]);
        let activated = world.domain.activate_number(&stranger(), number, "7KQ0-1MZX-A9B2", PASSWORD).await;
        assert_eq!(refusals(activated), [ActivateRefusal::TooMany]);
    }
    let changed = world.domain.change_password(&by_number.caller, PASSWORD, "en helt annan mening").await;
    assert_eq!(refusals(changed), [PasswordRefusal::TooMany]);

    assert_eq!(world.counter_count().await, counters);
    drop(queue);
    assert!(try_to_sign_in(&world, &stranger(), &anna.number(), PASSWORD).await.is_ok());
}

#[rstest]
#[tokio::test]
async fn a_code_is_made_however_many_wait(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    let _queue = world.fill_queue();

    world.code_for(&anna).await;
}
