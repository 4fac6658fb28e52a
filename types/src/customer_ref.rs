//! The public reference of a customer account, as in `/k/{konto}/…`.

use serde::{Deserialize, Serialize};

/// Number of characters: 80 random bits in base 32.
pub const LENGTH: usize = 16;

/// Identifies a customer account in addresses and forms. Random; it reveals nothing and grants nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "column", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
pub struct CustomerRef(String);

impl CustomerRef {
    /// The reference as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not sixteen characters from `a`–`z` and `2`–`7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a customer reference")]
pub struct NotACustomerRef;

impl TryFrom<String> for CustomerRef {
    type Error = NotACustomerRef;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = text.len() == LENGTH && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'));
        if fits { Ok(Self(text)) } else { Err(NotACustomerRef) }
    }
}

impl std::str::FromStr for CustomerRef {
    type Err = NotACustomerRef;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.to_owned().try_into()
    }
}

impl From<CustomerRef> for String {
    fn from(reference: CustomerRef) -> Self {
        reference.0
    }
}

impl std::fmt::Display for CustomerRef {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}
