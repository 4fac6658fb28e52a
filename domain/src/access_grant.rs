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

use types::AccessGrantId;

use crate::Domain;
use crate::details::ParsedDetails;
use crate::entity::access_grant;

pub(crate) const DETAILS: &str = "access_grant.details_sealed";
pub(crate) const NUMBER: &str = "access_grant.number_sealed";

impl Domain {
    /// The details of a live grant; `None` once the grant has ended.
    pub(crate) fn details_of(&self, grant: &access_grant::Model) -> anyhow::Result<Option<ParsedDetails>> {
        let sealed = grant.details_sealed.as_ref();
        sealed.map(|sealed| self.vault.open_json(DETAILS, grant.id.0, sealed)).transpose()
    }

    /// The details of a grant as they are stored.
    fn seal_details(&self, grant: AccessGrantId, details: &ParsedDetails) -> Vec<u8> {
        self.vault.seal_json(DETAILS, grant.0, details)
    }
}
