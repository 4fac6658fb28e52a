//! A person's own details. Never delegated.

use serde::{Deserialize, Serialize};

use crate::details::{self, Unparsable};
use crate::session::SessionSummary;
use crate::{CustomerRef, Language, LocalDate, PhoneNumber};

/// A person's own details, as Min profil shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Given name, from the register or BankID.
    pub given_name: String,
    /// Surname, from the register or BankID.
    pub surname: String,
    /// `19850214-****`.
    pub masked_number: String,
    /// E-mail address that letters go to; empty when there is none.
    pub email: String,
    /// A new address that is not verified yet.
    pub unverified_email: Option<String>,
    /// Whether nothing has been sent there until the person has seen what the address really is.
    pub is_email_to_check: bool,
    /// Mobile number; empty when there is none.
    pub mobile: String,
    /// Language of pages and letters.
    pub language: Language,
    /// Live sessions, the current one first.
    pub sessions: Vec<SessionSummary>,
}

/// The page Min profil: part of an account, though most of it is the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileDetails {
    /// The person's own details.
    pub profile: Profile,
    /// Whether the person is a holder, who may share.
    pub is_holder: bool,
    /// The accounts that others share with the person in the channel.
    pub shared: Vec<SharedAccount>,
    /// The customer number that the session was opened by; `None` with BankID.
    pub customer_number: Option<String>,
}

/// An account that somebody else shares with the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAccount {
    /// Its public reference.
    pub reference: CustomerRef,
    /// Name of the customer.
    pub name: String,
    /// Name of the holder who shared.
    pub owner: String,
    /// The day the person confirmed.
    pub since: LocalDate,
}

word!(
    /// Why a change of a person's details is refused.
    ProfileRefusal {
        /// No e-mail address.
        EmailMissing = "email_missing",
        /// Not an e-mail address.
        EmailInvalid = "email_invalid",
        /// The e-mail address has an invisible character.
        EmailHiddenSign = "email_hidden_sign",
        /// Not a mobile number.
        MobileInvalid = "mobile_invalid",
        /// The verification link is unknown, used or expired.
        LinkInvalid = "link_invalid",
        /// Too many verification letters today.
        TooManyToday = "too_many_today",
        /// This requires a BankID session.
        NeedsBankId = "needs_bankid",
    }
);

impl ProfileRefusal {
    /// Refuses an e-mail address that is certainly not one.
    pub fn of_email(text: &str) -> Result<(), Self> {
        details::email(text).map(|_| ()).map_err(Self::of_unparsable_email)
    }

    /// Why an e-mail address was not parsed.
    pub const fn of_unparsable_email(why: Unparsable) -> Self {
        match why {
            Unparsable::Missing => Self::EmailMissing,
            Unparsable::Invalid => Self::EmailInvalid,
            Unparsable::HiddenSign => Self::EmailHiddenSign,
        }
    }

    /// Parses a mobile number; an empty field is `None`.
    pub fn of_mobile(text: &str) -> Result<Option<PhoneNumber>, Self> {
        details::mobile(text).map_err(|_| Self::MobileInvalid)
    }
}
