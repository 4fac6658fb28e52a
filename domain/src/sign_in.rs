//! Signing in with BankID.
//!
//! The order lives in the database, bound to a secret in the browser's cookie: the browser never names an order, and
//! any instance can go on with it. BankID is asked at most once in two seconds for each order, whoever watches it.

mod binding;
mod cancel;
mod finish;
mod order;
mod start;
mod watch;

use types::{PersonalNumber, Timestamp, sign_in::BankIdMessage};

use crate::{clock::SKEW, secret::Secret};

pub(crate) use cancel::take_orders;
pub use finish::SignedIn;
pub use start::Started;

/// A browser on its way to sign in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The address it calls from, as a trusted proxy or the connection says.
    pub address: std::net::IpAddr,
    /// What it calls itself.
    pub user_agent: String,
    /// Its own long-lived device identifier: a signal for BankID's risk assessment.
    pub device: String,
    /// The secret of its order under way in the channel that it asks in.
    pub order: Option<Secret>,
    /// The secret of its order under way in the other channel; over when somebody signs in or out here.
    pub other_order: Option<Secret>,
    /// The secret of the session it has; over when it gets another.
    pub session: Option<Secret>,
}

impl Browser {
    /// The same browser with a device identifier: its own, or a new one.
    #[must_use]
    pub fn with_device(self) -> Self {
        // Anything may come back in a cookie; what does not look like one of ours is replaced.
        let is_ours = self.device.parse::<uuid::Uuid>().is_ok();
        let device = if is_ours { self.device } else { uuid::Uuid::new_v4().to_string() };
        Self { device, ..self }
    }
}

/// How long QR codes renew themselves, in seconds from the first start.
pub(crate) const RENEWED_FOR: i64 = 180;
/// How long an order lives, in seconds from the first start: renewed for three minutes, and then time to identify. Also
/// the life of its cookie.
pub const ORDER_SECONDS: u32 = 300;
/// BankID is asked at most this often for each order, in seconds.
pub(crate) const COLLECT_PAUSE: i64 = 2;
/// How long an order on another device lives on when nobody watches its page, in seconds.
const LEFT_AFTER: i64 = 10;

pub(crate) const ORDER: &str = "sign_in_order.order_sealed";
const IDENTITY: &str = "sign_in_order.identity_sealed";

/// What BankID gave for an order under way, as it is sealed.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct OpenOrder {
    order_ref: String,
    pub(crate) auto_start_token: String,
    qr_start_token: String,
    qr_start_secret: String,
}

/// Who was identified, as it is sealed until the session opens.
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

/// Whether an order is over that began at an instant. One of a time to come is: the clock has gone back since.
pub(crate) fn is_over(first_started_at: Timestamp, now: Timestamp) -> bool {
    first_started_at <= too_old(now) || first_started_at > now.plus_seconds(SKEW)
}

/// An order that began at this instant or earlier is over, whether or not it has been forgotten yet.
pub(crate) fn too_old(now: Timestamp) -> Timestamp {
    now.minus_seconds(i64::from(ORDER_SECONDS))
}

/// An order on another device that was not watched since this instant is left.
pub(crate) fn left_since(now: Timestamp) -> Timestamp {
    now.minus_seconds(LEFT_AFTER)
}

fn message(code: bankid::MessageCode) -> BankIdMessage {
    code.as_str().parse().unwrap_or(BankIdMessage::Rfa22)
}
