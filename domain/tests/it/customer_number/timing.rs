//! The duration of a refusal says nothing about the number.

use std::time::{Duration, Instant};

use domain::Browser;
use domain::testing::{Named, TestDatabase, World};

use super::try_to_sign_in;

/// As many attempts as a number allows from everywhere before a pause.
const ROUNDS: u8 = 50;

/// The ratio is printed; only a missing hash would make it this large, however busy the machine is.
#[tokio::test]
async fn an_unknown_number_takes_as_long_as_a_wrong_password() {
    let mut world = World::new(TestDatabase::Sqlite).await;
    world.hash_for_real();
    let (anna, david) = (world.holder_at_home(Named::Anna).await, world.holder_at_home(Named::David).await);
    world.activate(&anna).await;
    let numbers = [anna.number(), david.number(), "987654".to_owned()];
    let mut took: [Vec<Duration>; 3] = Default::default();

    for round in 0..ROUNDS {
        for (number, took) in numbers.iter().zip(&mut took) {
            // Each from its own network, so that none has to wait.
            let browser = Browser::at(&format!("10.0.{round}.1"));
            let begun = Instant::now();
            assert!(try_to_sign_in(&world, &browser, number, "ett annat ord").await.is_err());
            took.push(begun.elapsed());
        }
    }

    let [wrong, not_activated, unknown] = took.map(|mut took| {
        took.sort();
        took[took.len() / 2].as_secs_f64()
    });
    let ratios = [not_activated / wrong, unknown / wrong];
    println!("medians: wrong password {wrong:.4} s, ratios of not activated and unknown {ratios:.3?}");
    assert!(ratios.iter().all(|ratio| (0.4..2.5).contains(ratio)), "{ratios:?}");
}
