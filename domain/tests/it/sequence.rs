//! Random sequences of all operations, compared with a plain model. After every step the result equals the model's, the
//! tables match the model, and the invariants hold.
//!
//! `SEQUENCES=500` runs more of them; `SEQUENCE_SEED=…` repeats those of a printed seed.

mod command;
mod model;
mod play;

use std::env;

use domain::testing::TestDatabase;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use command::Command;
use play::Play;

/// Steps of the longest sequence.
const STEPS: usize = 30;

#[test]
fn every_sequence_keeps_the_rules_on_sqlite() {
    run(TestDatabase::Sqlite, 16);
}

#[test]
fn every_sequence_keeps_the_rules_on_postgresql() {
    run(TestDatabase::Postgres, 8);
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| text.parse().expect("a number"))
}

fn run(database: TestDatabase, cases: u32) {
    let cases = number("SEQUENCES").map_or(cases, |count| u32::try_from(count).expect("a small number"));
    let seed = number("SEQUENCE_SEED").unwrap_or_else(|| getrandom::u64().expect("a random number"));
    println!("SEQUENCE_SEED={seed}");
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    let config =
        ProptestConfig { cases, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");

    let outcome = runner.run(&prop::collection::vec(Command::any(), 1..=STEPS), |commands| {
        runtime.block_on(async {
            let mut play = Play::begin(database).await;
            for command in commands {
                play.step(command).await;
            }
        });
        Ok(())
    });

    if let Err(failure) = outcome {
        panic!("{failure}\nagain with SEQUENCE_SEED={seed}");
    }
}
