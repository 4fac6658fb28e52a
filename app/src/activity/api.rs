//! The server function of activity.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::activity::{ActivityKind, ActivityList, ActivityMark, ActivityPeriod};

use crate::failure::Answer;

/// One page of an account's activity, filtered.
#[server(endpoint = "/activity")]
pub async fn load_activity(
    account: CustomerRef,
    #[server(default)] kind: Option<ActivityKind>,
    #[server(default)] period: Option<ActivityPeriod>,
    #[server(default)] older: Option<ActivityMark>,
    #[server(default)] newer: Option<ActivityMark>,
) -> Answer<ActivityList> {
    use types::activity::{ActivityFilter, ActivityPlace};

    let (domain, caller) = crate::request::signed_in()?;
    let filter = ActivityFilter { kind, period, place: ActivityPlace::beside(older, newer) };
    Ok(domain.activity(&caller, &account, filter).await?)
}
