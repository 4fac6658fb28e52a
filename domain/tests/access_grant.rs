//! Sharing, confirming and ending (rules G1–G20), rule by rule.

#[path = "access_grant/activity.rs"]
mod activity;
#[path = "access_grant/confirm.rs"]
mod confirm;
#[path = "access_grant/deadline.rs"]
mod deadline;
#[path = "access_grant/decline.rs"]
mod decline;
#[path = "access_grant/detail.rs"]
mod detail;
#[path = "access_grant/end.rs"]
mod end;
#[path = "access_grant/holder.rs"]
mod holder;
#[path = "access_grant/limit.rs"]
mod limit;
#[path = "access_grant/list.rs"]
mod list;
#[path = "access_grant/lookalike.rs"]
mod lookalike;
#[path = "access_grant/protected.rs"]
mod protected;
#[path = "access_grant/recent.rs"]
mod recent;
#[path = "access_grant/repeat.rs"]
mod repeat;
#[path = "access_grant/request.rs"]
mod request;
#[path = "access_grant/share.rs"]
mod share;
#[path = "access_grant/twin.rs"]
mod twin;
#[path = "access_grant/wrong_person.rs"]
mod wrong_person;

use domain::{Error, Result};

/// The rules that said no.
fn refusals<T: std::fmt::Debug, R: std::fmt::Debug>(answer: Result<T, Error<R>>) -> Vec<R> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        other => panic!("not refused but {other:?}"),
    }
}
