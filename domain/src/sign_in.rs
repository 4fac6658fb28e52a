//! Signing in with BankID.
//!
//! The order is stored in the database, bound to a secret in the browser's cookie: the browser never names an order,
//! and any process can continue it. BankID is polled at most every two seconds per order, however many watch it.

mod binding;
mod cancel;
mod finish;
mod message;
mod order;
mod start;
mod watch;

use std::time::Duration;

use types::{PersonalNumber, Timestamp};

use crate::clock::SKEW;
use crate::entity::sign_in_order::too_old;

pub use finish::SignedIn;
pub use start::Started;

/// How long QR codes are renewed, from the first start.
pub(crate) const RENEWED_FOR: Duration = Duration::from_mins(3);
/// The minimum interval between two polls of an order.
pub(crate) const COLLECT_PAUSE: Duration = Duration::from_secs(2);

pub(crate) const ORDER: &str = "sign_in_order.order_sealed";
const IDENTITY: &str = "sign_in_order.identity_sealed";

/// BankID's data of an order, as sealed.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct OpenOrder {
    order_ref: String,
    pub(crate) auto_start_token: String,
    qr_start_token: String,
    qr_start_secret: String,
}

/// The identified person, as sealed until the session opens.
#[derive(serde::Serialize, serde::Deserialize)]
struct Identity {
    number: String,
    given_name: String,
    surname: String,
    app_address: Option<std::net::IpAddr>,
    high_risk: bool,
}

impl Identity {
    fn number(&self) -> anyhow::Result<PersonalNumber> {
        Ok(PersonalNumber::trusted(&self.number)?)
    }
}

/// Whether an order that began at an instant has expired. One in the future has: the clock has gone back since.
pub(crate) fn is_over(first_started_at: Timestamp, now: Timestamp) -> bool {
    first_started_at <= too_old(now) || first_started_at > now + SKEW
}
