//! Customer accounts as seen by somebody who may use them (*Konto*).

use serde::{Deserialize, Serialize};

use crate::{AccessGrantId, CustomerRef, LocalDate, access_grant::Channel};

word!(
    /// What kind of customer an account belongs to.
    CustomerKind {
        /// A private person, or several on the same account.
        Private = "private",
        /// A company or other legal person.
        Business = "business",
    }
);

/// An account that the person may use in the channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its public reference.
    pub reference: CustomerRef,
    /// Name of the customer.
    pub name: String,
    /// Private or business.
    pub kind: CustomerKind,
    /// How the person may use it.
    pub standing: Standing,
}

/// How a person stands to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Standing {
    /// Named on a contract: the person's own account.
    Holder,
    /// Somebody else shared it.
    Grantee {
        /// The grant that opens it.
        grant: AccessGrantId,
        /// Name of the holder who shared.
        owner: String,
    },
}

impl Standing {
    /// Whether the account is the person's own.
    pub const fn is_holder(&self) -> bool {
        matches!(self, Self::Holder)
    }
}

/// An invitation that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingInvitation {
    /// Its identity.
    pub id: AccessGrantId,
    /// Name of the owner.
    pub owner: String,
    /// The last day to confirm.
    pub last_day: LocalDate,
}

word!(
    /// Why somebody comes to the choice of an account.
    ChoiceVisit {
        /// On the way in: the only account there is opens by itself.
        Entering = "entering",
        /// To see what there is to choose from, or that something has been done.
        Looking = "looking",
    }
);

/// What the page Välj konto shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// Accounts of the channel: the person's own first.
    pub accounts: Vec<Account>,
    /// Invitations of the channel that wait for the person.
    pub invitations: Vec<WaitingInvitation>,
    /// The other channel, if the person may use some account there.
    pub elsewhere: Option<Channel>,
}

impl AccountChoice {
    /// The account to go straight into: the only thing there is to choose.
    pub fn only_account(&self) -> Option<&Account> {
        match (self.accounts.as_slice(), self.invitations.as_slice()) {
            ([account], []) => Some(account),
            _ => None,
        }
    }
}

/// The frame around every page of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountFrame {
    /// The account.
    pub account: Account,
    /// Name of the one who is signed in.
    pub person: String,
    /// Given name of the one who is signed in.
    pub given_name: String,
    /// Whether there is another account, or an invitation, to go to.
    pub has_others: bool,
}
