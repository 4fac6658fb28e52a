//! One order and its life cycle.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::start_request::StartRequest;
use bankid::wire::Order;

/// How long the app has to open an order.
const START: SignedDuration = SignedDuration::from_secs(30);
/// How long the person has in all.
const WHOLE: SignedDuration = SignedDuration::from_secs(180);
/// How long a result, a failure, and an order that was never opened can be collected.
const RESULT_KEPT: SignedDuration = SignedDuration::from_secs(180);
const FAILURE_KEPT: SignedDuration = SignedDuration::from_secs(300);
const UNSTARTED_KEPT: SignedDuration = SignedDuration::from_secs(190);

/// The relying party behind a client certificate.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RelyingParty {
    pub(super) fingerprint: [u8; 32],
    pub(super) name: String,
}

/// How the app opened the order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PickUp {
    Autostart,
    Qr { scanner: Option<IpAddr> },
}

pub(super) enum State {
    Pending { hint: String },
    Failed { hint: String, at: Timestamp },
    Complete { completion: Value, at: Timestamp },
}

pub(super) struct SimulatedOrder {
    pub(super) tokens: Order,
    pub(super) owner: RelyingParty,
    pub(super) request: StartRequest,
    pub(super) made_at: Timestamp,
    pub(super) pick_up: Option<PickUp>,
    pub(super) person: Option<String>,
    pub(super) state: State,
}

impl SimulatedOrder {
    pub(super) fn new(owner: RelyingParty, request: StartRequest, now: Timestamp) -> Self {
        let text = || Uuid::new_v4().to_string();
        Self {
            tokens: Order {
                order_ref: text().into(),
                auto_start_token: text().into(),
                qr_start_token: text().into(),
                qr_start_secret: text().into(),
            },
            owner,
            request,
            made_at: now,
            pick_up: None,
            person: None,
            state: State::Pending { hint: "outstandingTransaction".to_owned() },
        }
    }

    /// Advances the order to `now`; returns whether it still exists.
    pub(super) fn settle(&mut self, now: Timestamp) -> bool {
        let age = now.duration_since(self.made_at);
        if self.is_open() {
            if self.pick_up.is_none() && age >= START {
                self.fail("startFailed", self.made_at + START);
            } else if age >= WHOLE {
                self.fail("expiredTransaction", self.made_at + WHOLE);
            }
        }
        match &self.state {
            State::Pending { .. } => true,
            State::Failed { .. } if self.pick_up.is_none() && age >= UNSTARTED_KEPT => false,
            State::Failed { at, .. } => now.duration_since(*at) < FAILURE_KEPT,
            State::Complete { at, .. } => now.duration_since(*at) < RESULT_KEPT,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::Pending { .. })
    }

    /// Whether the order is known to be for this person.
    pub(super) fn concerns(&self, personal_number: &str) -> bool {
        [&self.person, &self.request.personal_number].into_iter().flatten().any(|known| known == personal_number)
    }

    pub(super) fn fail(&mut self, hint: &str, at: Timestamp) {
        self.state = State::Failed { hint: hint.to_owned(), at };
    }

    /// The app has the order from here on; opening it again in another way changes nothing.
    pub(super) fn pick_up(&mut self, how: PickUp) {
        if self.pick_up.is_none() {
            self.pick_up = Some(how);
            let hint = if self.request.mrtd { "userMrtd" } else { "userSign" };
            self.state = State::Pending { hint: hint.to_owned() };
        }
    }

    /// The app's address as the service sees it: with a launch link, that of the device that started the order.
    pub(super) fn device_ip(&self) -> IpAddr {
        match self.pick_up {
            Some(PickUp::Qr { scanner: Some(scanner) }) => scanner.to_canonical(),
            _ => self.request.end_user_ip,
        }
    }

    /// Where the app returns to: nowhere unless it was opened by a launch link.
    pub(super) fn return_url(&self) -> Option<String> {
        match self.pick_up {
            Some(PickUp::Qr { .. }) => None,
            _ => self.request.return_url.clone(),
        }
    }
}
