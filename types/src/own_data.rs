//! A person's own data, as they may see and fetch it (GDPR articles 15 and 20), and deleting their user.

use serde::{Deserialize, Serialize};

use crate::access_grant::GrantState;
use crate::bag_order::BagOrderStatus;
use crate::profile::Profile;
use crate::{Channel, LocalDate};

/// The page Mina uppgifter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnDataView {
    /// The data.
    Shown(Box<OwnData>),
    /// Hidden, and why.
    Hidden(OwnDataRefusal),
}

word!(
    /// Why a person's own data is not shown.
    OwnDataRefusal {
        /// The sign-in is not recent.
        SignInAgain = "sign_in_again",
        /// This requires a BankID session.
        NeedsBankId = "needs_bankid",
    }
);

word!(
    /// Why deleting a user is refused.
    EraseRefusal {
        /// The sign-in is not recent.
        SignInAgain = "sign_in_again",
        /// This requires a BankID session.
        NeedsBankId = "needs_bankid",
        /// The person is on a contract: the company's register decides about them.
        HoldsContract = "holds_contract",
    }
);

/// A person's own data, and nothing of anybody else's except the names of those who share with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnData {
    /// The person's details and sessions.
    pub profile: Profile,
    /// The day the person was first seen.
    pub known_since: LocalDate,
    /// The accounts that the person is a holder of.
    pub accounts: Vec<OwnAccount>,
    /// What others share with the person, or have shared.
    pub shared_with: Vec<SharedWithMe>,
    /// What the person shares with others, or has shared.
    pub shared_by: Vec<SharedByMe>,
    /// The orders of bags that the person has made.
    pub orders: Vec<OwnOrder>,
    /// The days on which the person created their calendar links.
    pub calendar_links: Vec<LocalDate>,
    /// The number of rows of activity by or about the person, which the file contains.
    pub activities: u64,
    /// Whether the person may delete their user themselves.
    pub may_erase: bool,
}

/// An account of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// Name of the customer.
    pub name: String,
    /// The customer number.
    pub number: String,
}

/// A grant that the person holds or held, or that is pending for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWithMe {
    /// Web or app.
    pub channel: Channel,
    /// Its state.
    pub state: GrantState,
    /// Who shares; `None` if it has ended or the owner has a protected identity.
    pub owner: Option<String>,
    /// The person's e-mail address, stored while the grant is live.
    pub email: Option<String>,
    /// The person's mobile number, stored while the grant is live.
    pub mobile: Option<String>,
    /// The day of the invitation.
    pub made_on: LocalDate,
    /// The day the person confirmed.
    pub confirmed_on: Option<LocalDate>,
    /// The day it ended.
    pub ended_on: Option<LocalDate>,
}

/// A grant that the person made. Whom it is for is that person's own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedByMe {
    /// Web or app.
    pub channel: Channel,
    /// Its state.
    pub state: GrantState,
    /// The day of the invitation.
    pub made_on: LocalDate,
    /// The day it ended.
    pub ended_on: Option<LocalDate>,
}

/// An order of bags that the person made, on their own account or on one that is shared with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrder {
    /// The order number.
    pub number: String,
    /// The day it was made.
    pub made_on: LocalDate,
    /// Its status; `None` if the person may no longer use the account.
    pub status: Option<BagOrderStatus>,
}
