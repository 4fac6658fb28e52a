//! An account's activity: who sees it, paging, filters and retention.

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

/// Adds so many rows to the account, by correcting an invitation's details repeatedly.
async fn correct(world: &World, of: &Holding, id: types::AccessGrantId, times: usize) {
    for time in 0..times {
        let given_name = if time % 2 == 0 { "Bo" } else { "Bjorn" }.to_owned();
        let grantee = types::access_grant::GranteeDetails { given_name, ..domain::testing::Named::Bjorn.details() };
        world.domain.correct_invitation(&of.caller, &of.account, id, grantee).await.unwrap();
    }
}
