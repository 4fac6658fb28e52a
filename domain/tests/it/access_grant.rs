//! Sharing, confirming and ending (rules G1–G20), rule by rule.

mod activity;
mod confirm;
mod deadline;
mod decline;
mod detail;
mod end;
mod holder;
mod limit;
mod list;
mod lookalike;
mod protected;
mod recent;
mod repeat;
mod request;
mod share;
mod twin;
mod wrong_person;

use domain::{Error, Result};

/// The refusals.
fn refusals<T: std::fmt::Debug, R: std::fmt::Debug>(answer: Result<T, Error<R>>) -> Vec<R> {
    match answer {
        Err(Error::Refused(rules)) => rules,
        other => panic!("not refused but {other:?}"),
    }
}
