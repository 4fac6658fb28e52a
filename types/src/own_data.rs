//! What is kept about a person, as they may see and fetch it (GDPR articles 15 and 20), and deleting their user.

use serde::{Deserialize, Serialize};

use crate::{
    LocalDate,
    access_grant::{Channel, GrantState},
    bag_order::BagOrderStatus,
    profile::Profile,
};

/// What the page of one's own data shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnDataPage {
    /// The data.
    Shown(Box<OwnData>),
    /// Nothing, and why.
    Hidden(OwnDataRefusal),
}

word!(
    /// The rules that may refuse to show or give somebody their own data.
    OwnDataRefusal {
        /// The sign-in is too long ago.
        SignInAgain = "sign_in_again",
        /// The session is not one by BankID, and this asks for one.
        NeedsBankId = "needs_bankid",
    }
);

word!(
    /// The rules that may refuse to delete somebody's user.
    EraseRefusal {
        /// The sign-in is too long ago.
        SignInAgain = "sign_in_again",
        /// The session is not one by BankID, and this asks for one.
        NeedsBankId = "needs_bankid",
        /// The person is on a contract: the company's register decides about them.
        HoldsContract = "holds_contract",
    }
);

/// A person's own data, and nothing of anybody else's but the name of who shares with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnData {
    /// The person's details and sessions.
    pub profile: Profile,
    /// The day the portal came to know the person.
    pub known_since: LocalDate,
    /// The accounts that the person is on a contract of.
    pub accounts: Vec<OwnAccount>,
    /// What others share with the person, or have shared.
    pub shared_with: Vec<SharedWithMe>,
    /// What the person shares with others, or has shared.
    pub shared_by: Vec<SharedByMe>,
    /// The orders of bags that the person has made.
    pub orders: Vec<OwnOrder>,
    /// The days on which the person made the links to calendars that there are.
    pub calendar_links: Vec<LocalDate>,
    /// How many rows there are of what the person has done and what has happened with what is theirs; the file holds them.
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

/// A grant that is or was the person's, or waits for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWithMe {
    /// Web or app.
    pub channel: Channel,
    /// Where it is in its life.
    pub state: GrantState,
    /// Who shares; not told of what is over or of somebody with a protected identity.
    pub owner: Option<String>,
    /// The e-mail address of the person that it keeps while it lives.
    pub email: Option<String>,
    /// The mobile number of the person that it keeps while it lives.
    pub mobile: Option<String>,
    /// The day of the invitation.
    pub made_on: LocalDate,
    /// The day the person confirmed.
    pub confirmed_on: Option<LocalDate>,
    /// The day it ended.
    pub ended_on: Option<LocalDate>,
}

/// A grant that the person made. Whom it is for is that person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedByMe {
    /// Web or app.
    pub channel: Channel,
    /// Where it is in its life.
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
    /// Where it is; none where the person may not use the account any more.
    pub status: Option<BagOrderStatus>,
}
