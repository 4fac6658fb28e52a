//! Contracts and the places they serve, as customers see them.

use serde::{Deserialize, Serialize};

use crate::{
    LocalDate,
    id::FacilityId,
    pickup::{Pickup, PickupRound},
};

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
    /// What stands at a facility.
    Dwelling {
        /// A house of its own.
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
    /// Number as printed on papers.
    pub number: String,
    /// The service.
    pub service: Service,
    /// Name of the person on it; none when it is kept back.
    pub holder: Option<String>,
    /// First day.
    pub since: LocalDate,
}

/// A facility and the contracts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facility {
    /// Street and number; empty, as the rest of the address, when it is kept back.
    pub street: String,
    /// Postal code, five digits.
    pub postal_code: String,
    /// Postal town.
    pub city: String,
    /// Contracts that have not ended.
    pub contracts: Vec<Contract>,
}

/// What the page Översikt shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Customer number, as on the invoices.
    pub customer_number: String,
    /// The account's addresses with their contracts.
    pub facilities: Vec<Facility>,
    /// Whether some addresses and names are kept back from the one who asks.
    pub is_partly_hidden: bool,
}

/// How waste is taken care of under one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waste {
    /// Whether it is sorted by colour.
    pub colour_sorting: bool,
    /// When it is picked up; none when the register does not say.
    pub round: Option<PickupRound>,
}

/// What the person who asks may do about a calendar of an address's pickups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calendar {
    /// Make a link to it.
    Absent,
    /// Use the link that they have made.
    Link(String),
    /// Nothing, before they sign in with BankID.
    NeedsBankId,
}

/// An address with everything that the page Avtal tells about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPlace {
    /// Its identity.
    pub id: FacilityId,
    /// Its address and contracts.
    pub facility: Facility,
    /// Its contracts for waste; nothing when it is kept back.
    pub waste: Vec<Waste>,
    /// The next pickups under all of them.
    pub pickups: Vec<Pickup>,
    /// The calendar of its pickups; none when there are no pickups.
    pub calendar: Option<Calendar>,
}

/// What the page Avtal shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractsPage {
    /// The account's addresses with contracts that have not ended.
    pub places: Vec<ContractPlace>,
    /// Whether some addresses and names are kept back from the one who asks.
    pub is_partly_hidden: bool,
}
