//! Access grants: letting another person use an account.

pub mod api;
mod correct_page;
mod elsewhere;
mod field;
mod invitation;
mod leave_page;
mod list_page;
mod new_page;
mod news;
mod refusal;
mod remove_page;
mod row;
mod saved_page;

pub use correct_page::CorrectInvitationPage;
pub use invitation::{DeclinePage, InvitationLayout, InvitationPage};
pub use leave_page::LeavePage;
pub use list_page::AccessGrantsPage;
pub use new_page::NewAccessGrantPage;
pub use remove_page::RemoveAccessPage;
pub use saved_page::AccessGrantSavedPage;

use types::access_grant::{AccessGrant, GranteeDetails, Relation};

use crate::date::date_text;
use crate::i18n::text;

/// Given name and surname.
fn full_name(details: &GranteeDetails) -> String {
    format!("{} {}", details.given_name, details.surname)
}

/// The grantee's relation to the owner, in words.
fn relation_text(relation: Relation) -> &'static str {
    match relation {
        Relation::Household => text!(access_grant.relation.household),
        Relation::Relative => text!(access_grant.relation.relative),
        Relation::GodMan => text!(access_grant.relation.god_man),
        Relation::Other => text!(access_grant.relation.somebody_else),
    }
}

/// The state of a live grant, in words.
fn status_text(grant: &AccessGrant) -> String {
    if let Some(day) = grant.active_since {
        text!(access_grant.status.active, date = date_text(day))
    } else {
        text!(access_grant.status.pending, date = date_text(grant.last_day))
    }
}
