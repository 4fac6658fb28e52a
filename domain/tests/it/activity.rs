//! What has happened on an account: who sees it, how it is looked through, and how it is forgotten.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

mod filter;
mod forget;
mod named;
mod page;
mod seen;

use domain::testing::{Holding, World};
use types::activity::{ActivityList, EventKind};

fn events(list: &ActivityList) -> Vec<EventKind> {
    list.entries.iter().map(|entry| entry.event).collect()
}

/// So many rows of the account: the details of an invitation are corrected again and again.
async fn correct(world: &World, of: &Holding, id: types::AccessGrantId, times: usize) {
    for time in 0..times {
        let given_name = if time % 2 == 0 { "Bo" } else { "Bjorn" }.to_owned();
        let grantee = types::access_grant::GranteeDetails { given_name, ..domain::testing::Named::Bjorn.details() };
        world.domain.correct_invitation(&of.caller, &of.account, id, grantee).await.unwrap();
    }
}
