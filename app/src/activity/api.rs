//! The door of what has happened.

// `#[server]` makes a struct of each function, whose fields are the arguments.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::activity::{ActivityKind, ActivityList, ActivityMark, ActivityPeriod};

use crate::failure::Answer;

/// What has happened on an account: what is looked for, and which page of it.
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
