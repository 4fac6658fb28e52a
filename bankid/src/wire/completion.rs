//! What is known when a person has finished an order.

use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Deserializer};

/// The result of an order; `Debug` shows neither person nor evidence.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Completion {
    /// Who finished the order.
    pub user: User,
    /// Where the app ran.
    #[serde(default, deserialize_with = "or_default")]
    pub device: Device,
    /// When the BankID was issued: `YYYY-MM-DD` and a UTC offset.
    #[serde(default)]
    pub bank_id_issue_date: Option<String>,
    /// The outcome of extra checks, if any were asked for.
    #[serde(default)]
    pub step_up: Option<StepUp>,
    /// Base64 of the signature's XML; evidence, not proof to check at sign-in.
    #[serde(default, deserialize_with = "or_default")]
    pub signature: String,
    /// Base64 of the OCSP response for the certificate that signed.
    #[serde(default, deserialize_with = "or_default")]
    pub ocsp_response: String,
    /// How risky the service holds the order to be; may be absent even when asked for.
    #[serde(default, deserialize_with = "read_risk")]
    pub risk: Option<Risk>,
}

impl fmt::Debug for Completion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Completion").field("risk", &self.risk).field("step_up", &self.step_up).finish_non_exhaustive()
    }
}

/// The person who finished the order; `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Twelve digits; the identity.
    pub personal_number: String,
    /// Full name for display, as the bank writes it, sometimes in capitals.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Given names for display; empty for somebody who has none.
    #[serde(default, deserialize_with = "or_default")]
    pub given_name: String,
    /// Surname for display; empty for somebody who has none.
    #[serde(default, deserialize_with = "or_default")]
    pub surname: String,
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").finish_non_exhaustive()
    }
}

/// The device the app ran on; `Debug` shows nothing of it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// Address of the device as the service saw it; empty when it is not said.
    #[serde(default, deserialize_with = "or_default")]
    pub ip_address: String,
    /// Unique hardware id.
    #[serde(default)]
    pub uhi: Option<String>,
}

impl Device {
    /// The address as a value that can be compared, if it reads as one.
    pub fn ip(&self) -> Option<IpAddr> {
        self.ip_address.parse().ok().map(|ip: IpAddr| ip.to_canonical())
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").finish_non_exhaustive()
    }
}

/// The outcome of extra checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct StepUp {
    /// Whether the identity document was read and passed; absent if that was not asked for.
    #[serde(default)]
    pub mrtd: Option<bool>,
}

/// How risky the service holds an order to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// Nothing stands out.
    Low,
    /// Something stands out.
    Moderate,
    /// Probably not the person, or not the browser, it claims to be.
    High,
}

impl Risk {
    /// The level as the wire spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }

    /// Reads a level in any case of letters.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Low, Self::Moderate, Self::High].into_iter().find(|risk| risk.as_str().eq_ignore_ascii_case(text))
    }
}

// Only the number says who somebody is: whatever else is missing, the person's one completion is not lost over it.
fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

// A level nobody has heard of counts as absent: the person's one completion must not be lost over it.
fn read_risk<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Risk>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let risk = text.as_deref().and_then(Risk::parse);
    if let (Some(text), None) = (&text, risk) {
        tracing::warn!(risk = text, "BankID sent a risk level that is not known here");
    }
    Ok(risk)
}
