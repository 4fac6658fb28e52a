//! Signing in with BankID.
//!
//! The order is stored in the database, bound to a secret in the browser's cookie: the browser never names an order,
//! and any process can continue it. BankID is polled at most every two seconds per order, however many watch it.

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

/// A browser that signs in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Its address, from the connection or a trusted proxy.
    pub address: std::net::IpAddr,
    /// Its user agent.
    pub user_agent: String,
    /// Its own long-lived device id: a signal for BankID's risk assessment.
    pub device: String,
    /// The secret of its order in the channel of the request.
    pub order: Option<Secret>,
    /// The secret of its order in the other channel, which ends when somebody signs in or out here.
    pub other_order: Option<Secret>,
    /// The secret of its session, which ends when it gets another.
    pub session: Option<Secret>,
}

impl Browser {
    /// The same browser with a device id: its own, or a new one.
    #[must_use]
    pub fn with_device(self) -> Self {
        // A cookie may contain anything; what is not an id of ours is replaced.
        let is_ours = self.device.parse::<uuid::Uuid>().is_ok();
        let device = if is_ours { self.device } else { uuid::Uuid::new_v4().to_string() };
        Self { device, ..self }
    }
}

/// How long QR codes are renewed, in seconds from the first start.
pub(crate) const RENEWED_FOR: i64 = 180;
/// How long an order lives, in seconds from the first start: three minutes of renewal, and then time to identify. Also
/// the lifetime of its cookie.
pub const ORDER_SECONDS: u32 = 300;
/// The minimum interval between two polls of an order, in seconds.
pub(crate) const COLLECT_PAUSE: i64 = 2;
/// How long an order on another device survives without anybody watching its page, in seconds.
const UNWATCHED_AFTER: i64 = 10;

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
    first_started_at <= too_old(now) || first_started_at > now.plus_seconds(SKEW)
}

/// An order that began at this instant or earlier has expired, whether or not it has been deleted yet.
pub(crate) fn too_old(now: Timestamp) -> Timestamp {
    now.minus_seconds(i64::from(ORDER_SECONDS))
}

/// An order on another device that was not watched since this instant is abandoned.
pub(crate) fn left_since(now: Timestamp) -> Timestamp {
    now.minus_seconds(UNWATCHED_AFTER)
}

fn message(code: bankid::MessageCode) -> BankIdMessage {
    code.as_str().parse().unwrap_or(BankIdMessage::Rfa22)
}
