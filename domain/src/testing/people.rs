//! The people of the demo, by their given names. Their numbers use serials that Skatteverket reserves for tests.

use bankid_simulator::SimulatedPerson;
use types::access_grant::GranteeDetails;

/// A person of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// Holder of a house.
    Anna,
    /// Holder of a flat.
    Cecilia,
    /// Holder of two addresses.
    David,
    /// On one of David's contracts.
    Eva,
    /// Anna's partner.
    Bjorn,
    /// Anna's sister.
    Hanna,
    /// A god man.
    Ivar,
    /// Sixteen years old.
    Moa,
    /// Twelve years old.
    Nils,
    /// Has a protected identity.
    Sara,
}

/// Bjorn's number as a coordination number: 60 is added to the day, and the check digit computed again.
pub const COORDINATION_NUMBER: &str = "198406772395";

impl Named {
    /// Everybody.
    pub const ALL: [Self; 10] = [
        Self::Anna,
        Self::Cecilia,
        Self::David,
        Self::Eva,
        Self::Bjorn,
        Self::Hanna,
        Self::Ivar,
        Self::Moa,
        Self::Nils,
        Self::Sara,
    ];

    /// Twelve digits.
    pub const fn personal_number(self) -> &'static str {
        match self {
            Self::Anna => "198502142386",
            Self::Cecilia => "197609302380",
            Self::David => "196905112394",
            Self::Eva => "197203082388",
            Self::Bjorn => "198406172398",
            Self::Hanna => "198811052383",
            Self::Ivar => "196402222399",
            Self::Moa => "201001122389",
            Self::Nils => "201405202381",
            Self::Sara => "199107072382",
        }
    }

    /// Given name, spelt in ASCII.
    pub const fn given_name(self) -> &'static str {
        match self {
            Self::Anna => "Anna",
            Self::Cecilia => "Cecilia",
            Self::David => "David",
            Self::Eva => "Eva",
            Self::Bjorn => "Bjorn",
            Self::Hanna => "Hanna",
            Self::Ivar => "Ivar",
            Self::Moa => "Moa",
            Self::Nils => "Nils",
            Self::Sara => "Sara",
        }
    }

    /// Surname, spelt in ASCII.
    pub const fn surname(self) -> &'static str {
        match self {
            Self::Anna => "Andersson",
            Self::Cecilia => "Carlsson",
            Self::David | Self::Eva => "Dahl",
            Self::Bjorn => "Berg",
            Self::Hanna => "Hagg",
            Self::Ivar => "Isaksson",
            Self::Moa => "Mard",
            Self::Nils => "Nord",
            Self::Sara => "Skog",
        }
    }

    /// Given name and surname.
    pub fn full_name(self) -> String {
        format!("{} {}", self.given_name(), self.surname())
    }

    /// An e-mail address.
    pub fn email(self) -> String {
        format!("{}.{}@example.com", self.given_name(), self.surname()).to_lowercase()
    }

    /// What an owner who invites the person would type.
    pub fn details(self) -> GranteeDetails {
        GranteeDetails {
            given_name: self.given_name().to_owned(),
            surname: self.surname().to_owned(),
            email: self.email(),
            mobile: String::new(),
        }
    }
}

pub(super) fn simulated() -> Vec<SimulatedPerson> {
    let person = |name: Named| SimulatedPerson {
        personal_number: name.personal_number().to_owned(),
        given_name: name.given_name().to_owned(),
        surname: name.surname().to_owned(),
        role: String::new(),
    };
    Named::ALL.map(person).to_vec()
}
