//! Signing in by customer number (docs/customer-number.md), rule by rule.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

mod activation;
mod attempts;
mod change;
mod closed;
mod letter;
mod mask;
mod notice;
mod queue;
mod secrecy;
mod session;
mod share;
mod sign_in;
mod timing;

use domain::testing::{Holding, World};
use domain::{Browser, Error, Result, SignedIn};
use types::customer_number::NumberSignInRefusal;
use types::page::Destination;

const A_DAY: u32 = 24 * 3600;

/// The refusals.
fn refusals<T, R: std::fmt::Debug>(answer: Result<T, Error<R>>) -> Vec<R> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        Err(error) => panic!("not refused but {error:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// A new browser.
fn stranger() -> Browser {
    Browser::at("203.0.113.9")
}

async fn try_to_sign_in(
    world: &World,
    browser: &Browser,
    number: &str,
    password: &str,
) -> Result<SignedIn, Error<NumberSignInRefusal>> {
    world.domain.sign_in_by_number(browser, number, password, Destination::default()).await
}

/// Fails to sign in so many times, as the first failures of a browser.
async fn fail(world: &World, browser: &Browser, of: &Holding, times: usize) {
    for _ in 0..times {
        let answer = try_to_sign_in(world, browser, &of.number(), "ett annat ord").await;
        assert_eq!(refusals(answer), [NumberSignInRefusal::Wrong]);
    }
}
