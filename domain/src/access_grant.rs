//! Access grants: letting another person use a customer account (rules G1–G20).

mod confirm;
mod deadline;
mod delete;
mod end;
mod form;
mod invitation;
mod list;
mod parse;
mod repeat;
mod share;

pub use deadline::expires_at;
pub(crate) use delete::delete_grants;
pub(crate) use end::{Ending, close, close_by_former_holders, end, expire};
pub(crate) use invitation::mark_wrong_person;
#[cfg(feature = "testing")]
pub(crate) use list::{live_grants_query, news_query};

use types::access_grant::GranteeDetails;

use crate::Domain;
use crate::entity::access_grant;

pub(crate) const DETAILS: &str = "access_grant.details_sealed";
pub(crate) const NUMBER: &str = "access_grant.number_sealed";

impl Domain {
    /// The details of a live grant; empty once the grant has ended.
    pub(crate) fn details_of(&self, grant: &access_grant::Model) -> anyhow::Result<GranteeDetails> {
        match &grant.details_sealed {
            Some(sealed) => self.vault.open_json(DETAILS, grant.id.0, sealed),
            None => Ok(GranteeDetails::default()),
        }
    }
}
