//! A person's own details: addresses, mobile number and language.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

mod link;
mod own;
mod request;
mod shared;
mod warning;

use domain::secret::Secret;
use domain::testing::World;
use domain::{Error, Result};
use types::profile::ProfileRefusal;

const NEW: &str = "new@example.com";
const A_DAY: u32 = 24 * 3600;

fn refusals<T: std::fmt::Debug>(answer: Result<T, Error<ProfileRefusal>>) -> Vec<ProfileRefusal> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        other => panic!("not refused but {other:?}"),
    }
}

/// The secret of the newest sent link to an address.
async fn link_to(world: &World, address: &str) -> Secret {
    world.domain.send_due_letters(99).await.unwrap();
    Secret::returned(world.letters_to(address)[0].links[0].rsplit('/').next().unwrap())
}
