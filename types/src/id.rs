//! Identities of rows: one type a table, so that a person is never taken for a customer.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "column", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub Uuid);

        // Asked of every primary key; ours are never counted up by the database.
        #[cfg(feature = "column")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

id!(
    /// A person: somebody who can identify with BankID.
    PersonId
);
id!(
    /// A customer account of the company.
    CustomerId
);
id!(
    /// An access grant; stands in the address of its invitation and has no authority of its own.
    AccessGrantId
);
id!(
    /// A signed-in session, as the person's list shows it; never the secret in the cookie.
    SessionId
);
id!(
    /// A facility: one address that the company serves.
    FacilityId
);
id!(
    /// A contract for one service at one facility.
    ContractId
);
id!(
    /// An order of sorting bags.
    BagOrderId
);
id!(
    /// A link to a calendar; never the secret in it.
    CalendarLinkId
);
id!(
    /// A press of a button that changes something: the same key twice is the same press.
    RequestKey
);
