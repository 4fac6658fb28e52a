//! Slowing down guessing, without locking the customer out.

use domain::Browser;
use domain::testing::{Holding, Named, PASSWORD, TestDatabase, World};
use rstest::rstest;
use types::customer_number::NumberSignInRefusal::{self, TooMany, Wrong};

use super::{A_DAY, fail, refusals, stranger, try_to_sign_in};
use TestDatabase::{Postgres, Sqlite};

async fn activated(database: TestDatabase) -> (World, Holding) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    (world, anna)
}

async fn answer(world: &World, browser: &Browser, number: &str, password: &str) -> Option<NumberSignInRefusal> {
    match try_to_sign_in(world, browser, number, password).await {
        Ok(_) => None,
        refused => refusals(refused).first().copied(),
    }
}

#[rstest]
#[tokio::test]
async fn five_tries_and_then_longer_and_longer_pauses(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    fail(&world, &stranger(), &anna, 5).await;

    for pause in [30, 60, 120, 240, 480, 900, 900, 900] {
        world.clock.advance(pause - 1);
        assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, Some(TooMany), "{pause}");
        world.clock.advance(1);
        assert_eq!(answer(&world, &stranger(), &anna.number(), "ett annat ord").await, Some(Wrong), "{pause}");
    }
}

#[rstest]
#[tokio::test]
async fn a_number_of_nobody_slows_down_just_the_same(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let mut answers = Vec::new();

    for number in [&*anna.number(), "987654"] {
        let mut of_number = Vec::new();
        for pause in [0, 0, 0, 0, 0, 0, 29, 1, 59, 1] {
            world.clock.advance(pause);
            of_number.push(answer(&world, &stranger(), number, "ett annat ord").await);
        }
        answers.push(of_number);
    }

    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0][5..], [Some(TooMany), Some(TooMany), Some(Wrong), Some(TooMany), Some(Wrong)]);
}

#[rstest]
#[tokio::test]
async fn what_waits_is_not_looked_at(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    fail(&world, &stranger(), &anna, 5).await;

    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, Some(TooMany));
    world.clock.advance(30);

    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, None, "nor was it counted");
}

#[rstest]
#[tokio::test]
async fn a_successful_sign_in_resets_the_counter(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    fail(&world, &stranger(), &anna, 4).await;
    world.sign_in_by_number(&stranger(), &anna).await;

    fail(&world, &stranger(), &anna, 5).await;

    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn a_stranger_who_fails_for_hours_does_not_hold_up_the_customers_own_browser(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = activated(database).await;
    let own = Browser::at("203.0.113.77");
    world.sign_in_by_number(&own, &anna).await;
    for _ in 0..40 {
        // From the customer's own network, and from another.
        for from in ["203.0.113.9", "198.51.100.9"] {
            answer(&world, &Browser::at(from), &anna.number(), "ett annat ord").await;
        }
        world.clock.advance(300);
    }
    answer(&world, &stranger(), &anna.number(), "ett annat ord").await;
    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, Some(TooMany));

    let elsewhere = Browser { address: "198.51.100.10".parse().unwrap(), ..own.clone() };

    assert_eq!(answer(&world, &own, &anna.number(), PASSWORD).await, None);
    assert_eq!(answer(&world, &elsewhere, &anna.number(), PASSWORD).await, None);
}

#[rstest]
#[tokio::test]
async fn a_known_browser_guesses_no_faster(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let own = Browser::at("203.0.113.77");
    world.sign_in_by_number(&own, &anna).await;
    fail(&world, &own, &anna, 5).await;

    let moved = Browser { address: "192.0.2.1".parse().unwrap(), ..own.clone() };

    assert_eq!(answer(&world, &own, &anna.number(), PASSWORD).await, Some(TooMany));
    assert_eq!(answer(&world, &moved, &anna.number(), PASSWORD).await, Some(TooMany));
    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, None);
}

#[rstest]
#[tokio::test]
async fn a_browser_that_is_known_at_one_number_is_a_stranger_at_another(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let (world, anna) = activated(database).await;
    let david = world.holder_at_home(Named::David).await;
    world.activate(&david).await;
    let of_anna = Browser::at("203.0.113.77");
    world.sign_in_by_number(&of_anna, &anna).await;
    fail(&world, &stranger(), &david, 5).await;

    assert_eq!(answer(&world, &of_anna, &david.number(), PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn a_browser_is_known_for_half_a_year(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let own = Browser::at("203.0.113.77");
    world.sign_in_by_number(&own, &anna).await;
    world.clock.advance(180 * A_DAY - 1);
    world.domain.forget_attempts().await.unwrap();
    fail(&world, &stranger(), &anna, 5).await;
    let just_before = answer(&world, &own, &anna.number(), "ett annat ord").await;
    world.clock.advance(1);

    assert_eq!(just_before, Some(Wrong));
    assert_eq!(answer(&world, &own, &anna.number(), PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn one_network_tries_twenty_numbers_an_hour(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    for number in 100_001..=100_020 {
        let browser = Browser::at(&format!("203.0.113.{}", number % 250));
        assert_eq!(answer(&world, &browser, &number.to_string(), PASSWORD).await, Some(Wrong));
    }

    assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, Some(TooMany));
    assert_eq!(answer(&world, &Browser::at("203.0.114.9"), &anna.number(), PASSWORD).await, None);
    world.clock.advance(30);
    assert_eq!(answer(&world, &stranger(), "100021", PASSWORD).await, Some(Wrong));
    assert_eq!(answer(&world, &stranger(), "100022", PASSWORD).await, Some(TooMany));
    // One of them expires every three minutes.
    world.clock.advance(21 * 180);
    for number in 100_022..=100_041 {
        assert_eq!(answer(&world, &stranger(), &number.to_string(), PASSWORD).await, Some(Wrong), "{number}");
    }
}

#[rstest]
#[tokio::test]
async fn one_number_is_tried_fifty_times_an_hour_from_everywhere(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let own = Browser::at("203.0.113.77");
    world.sign_in_by_number(&own, &anna).await;
    let from = |place: u8| Browser::at(&format!("10.0.{place}.1"));
    for place in 0..50 {
        assert_eq!(answer(&world, &from(place), &anna.number(), "ett annat ord").await, Some(Wrong), "{place}");
    }

    assert_eq!(answer(&world, &from(50), &anna.number(), PASSWORD).await, Some(TooMany));
    assert_eq!(answer(&world, &own, &anna.number(), "ett annat ord").await, Some(Wrong), "has its own counter");
    // However long it continues, nobody waits for more than half a minute.
    for place in 50..60 {
        world.clock.advance(29);
        assert_eq!(answer(&world, &from(place), &anna.number(), PASSWORD).await, Some(TooMany), "{place}");
        world.clock.advance(1);
        assert_eq!(answer(&world, &from(place), &anna.number(), "ett annat ord").await, Some(Wrong), "{place}");
    }
    world.clock.advance(30);
    assert_eq!(answer(&world, &from(60), &anna.number(), PASSWORD).await, None);
    // One expires every 72 seconds.
    world.clock.advance(20 * 72);
    for place in 100..110 {
        assert_eq!(answer(&world, &from(place), &anna.number(), "ett annat ord").await, Some(Wrong), "{place}");
    }
    assert_eq!(answer(&world, &from(110), &anna.number(), PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn a_number_of_nobody_slows_down_from_everywhere_too(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    for place in 0..50 {
        let browser = Browser::at(&format!("10.0.{place}.1"));
        assert_eq!(answer(&world, &browser, "987654", PASSWORD).await, Some(Wrong), "{place}");
    }

    assert_eq!(answer(&world, &stranger(), "987654", PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn one_ipv6_site_tries_sixty_an_hour(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let from = |network: u32| Browser::at(&format!("2001:db8:1:{network:x}::1"));
    for number in 0..60 {
        let answer = answer(&world, &from(number), &(100_000 + number).to_string(), PASSWORD).await;
        assert_eq!(answer, Some(Wrong), "{number}");
    }

    assert_eq!(answer(&world, &from(60), &anna.number(), PASSWORD).await, Some(TooMany));
    assert_eq!(answer(&world, &Browser::at("2001:db8:2::1"), &anna.number(), PASSWORD).await, None);
}

#[rstest]
#[tokio::test]
async fn a_thief_with_a_number_of_their_own_tries_no_more(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    for number in 100_001..=100_020 {
        assert_eq!(answer(&world, &stranger(), &number.to_string(), PASSWORD).await, Some(Wrong));
        if number == 100_010 {
            assert_eq!(answer(&world, &stranger(), &anna.number(), PASSWORD).await, None);
        }
    }

    assert_eq!(answer(&world, &stranger(), "100021", PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test]
async fn failures_of_a_network_fade_however_many_succeed_there(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    for number in 100_001..=100_019 {
        assert_eq!(answer(&world, &stranger(), &number.to_string(), PASSWORD).await, Some(Wrong), "{number}");
    }
    // Half an hour in which somebody signs in every two minutes; ten failures have expired by then.
    for _ in 0..15 {
        world.clock.advance(120);
        world.sign_in_by_number(&stranger(), &anna).await;
    }

    for number in 100_020..=100_030 {
        assert_eq!(answer(&world, &stranger(), &number.to_string(), PASSWORD).await, Some(Wrong), "{number}");
    }
    assert_eq!(answer(&world, &stranger(), "100031", PASSWORD).await, Some(TooMany));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tries_at_the_same_time_count_one_after_the_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    let guess = |_| {
        let (domain, number) = (world.domain.clone(), anna.number());
        let wanted = types::page::Destination::default();
        tokio::spawn(async move { domain.sign_in_by_number(&stranger(), &number, "ett annat ord", wanted).await })
    };

    let mut looked_at = 0;
    for guess in (0..20).map(guess).collect::<Vec<_>>() {
        looked_at += usize::from(refusals(guess.await.unwrap()) == [Wrong]);
    }

    assert_eq!(looked_at, 5);
}

#[rstest]
#[tokio::test]
async fn counters_fade_after_a_day_without_failure(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna) = activated(database).await;
    fail(&world, &stranger(), &anna, 5).await;
    let counters = world.counter_count().await;
    world.clock.advance(A_DAY - 1);
    assert_eq!(world.domain.forget_attempts().await.unwrap(), 0);
    world.clock.advance(1);

    assert_eq!(world.domain.forget_attempts().await.unwrap(), 4, "with what asked for the letter");
    assert_eq!((counters, world.counter_count().await), (4, 0));
    fail(&world, &stranger(), &anna, 5).await;
}
