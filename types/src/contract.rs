//! Contracts and facilities, as customers see them.

use serde::{Deserialize, Serialize};

use crate::LocalDate;
use crate::id::FacilityId;
use crate::pickup::{Pickup, PickupRound};

word!(
    /// A service of the company.
    Service {
        /// Elnät.
        ElectricityGrid = "electricity_grid",
        /// Stadsnät.
        CityNetwork = "city_network",
        /// Avfall.
        Waste = "waste",
        /// Vatten och avlopp.
        Water = "water",
        /// Fjärrvärme.
        DistrictHeating = "district_heating",
    }
);

word!(
    /// The kind of building at a facility.
    Dwelling {
        /// A detached house.
        House = "house",
        /// A flat.
        Flat = "flat",
        /// A holiday home.
        HolidayHome = "holiday_home",
    }
);

/// A contract for one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Number as printed on documents.
    pub number: String,
    /// The service.
    pub service: Service,
    /// Name of its holder; `None` if hidden.
    pub holder: Option<String>,
    /// First day.
    pub since: LocalDate,
}

/// A facility and the contracts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facility {
    /// Street and number; empty if hidden, as is the rest of the address.
    pub street: String,
    /// Postal code, five digits.
    pub postal_code: String,
    /// Postal town.
    pub city: String,
    /// Contracts that have not ended.
    pub contracts: Vec<Contract>,
}

/// The waste service of one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waste {
    /// Whether it is sorted by colour.
    pub colour_sorting: bool,
    /// When it is picked up; `None` if the register does not say.
    pub round: Option<PickupRound>,
}

/// What the caller may do about a calendar of an address's pickups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calendar {
    /// Create a link to it.
    Absent,
    /// Use the link that they have created.
    Link(String),
    /// Nothing, until they sign in with BankID.
    NeedsBankId,
}

/// An address with everything that the page Avtal shows about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPlace {
    /// Its id.
    pub id: FacilityId,
    /// Its address and contracts.
    pub facility: Facility,
    /// Its waste contracts; empty if hidden.
    pub waste: Vec<Waste>,
    /// The next pickups of all of them.
    pub pickups: Vec<Pickup>,
    /// The calendar of its pickups; `None` without pickups.
    pub calendar: Option<Calendar>,
}

/// The addresses on the page Avtal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPlaces {
    /// The account's addresses with contracts that have not ended.
    pub places: Vec<ContractPlace>,
    /// Whether some addresses and names are hidden from the caller.
    pub is_partly_hidden: bool,
}
