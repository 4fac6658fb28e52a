//! Customer accounts as seen by somebody who may use them (*Konto*).

use serde::{Deserialize, Serialize};

use crate::contract::Facility;
use crate::{AccessGrantId, Channel, CustomerRef, LocalDate};

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

/// A person's relation to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum Standing {
    /// Named on a contract: the person's own account.
    Holder,
    /// Somebody else shared it.
    Grantee {
        /// The grant that gives access.
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

/// An invitation that is pending for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingInvitation {
    /// Its id.
    pub id: AccessGrantId,
    /// Name of the owner.
    pub owner: String,
    /// The last day to confirm.
    pub last_day: LocalDate,
}

word!(
    /// Why the choice of an account is shown.
    ChoiceVisit {
        /// On the way in: a single account opens directly.
        Entering = "entering",
        /// To see the choices, or a notice about a completed action.
        Looking = "looking",
    }
);

/// What the page Välj konto shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// Accounts of the channel: the person's own first.
    pub accounts: Vec<Account>,
    /// Pending invitations of the channel.
    pub invitations: Vec<WaitingInvitation>,
    /// The other channel, if the person may use some account there.
    pub elsewhere: Option<Channel>,
}

impl AccountChoice {
    /// The account to open directly, if it is the only choice.
    pub fn only_account(&self) -> Option<&Account> {
        match (self.accounts.as_slice(), self.invitations.as_slice()) {
            ([account], []) => Some(account),
            _ => None,
        }
    }
}

/// The frame around every page of an account: whose account it is, and who uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountContext {
    /// The account.
    pub account: Account,
    /// Name of the signed-in person.
    pub person: String,
    /// Given name of the signed-in person.
    pub given_name: String,
    /// Whether there is another account, or an invitation, to go to.
    pub has_others: bool,
}

/// The data of the page Översikt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Customer number, as on the invoices.
    pub customer_number: String,
    /// The account's addresses with their contracts.
    pub facilities: Vec<Facility>,
    /// Whether some addresses and names are hidden from the caller.
    pub is_partly_hidden: bool,
}
