//! Contracts and the places they serve, as customers see them.

use serde::{Deserialize, Serialize};

use crate::LocalDate;

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
