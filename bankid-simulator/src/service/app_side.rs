//! What a person does in the app: scan, open, approve, cancel, fail.

use std::net::IpAddr;
use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::{Book, Service};
use crate::completion::completion;
use crate::order::{PickUp, SimulatedOrder, State};
use crate::person::{SimulatedPerson, is_personal_number};
use crate::start_request::Purpose;
use bankid::qr::qr_text;
use bankid::wire::{AutoStartToken, PendingHint, Risk};

/// Why the app cannot do what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AppRefusal {
    /// Not a QR text, too old, or of no order that waits for one.
    #[error("the QR code is stale or false")]
    BadQr,
    /// No open order has this token.
    #[error("no open order has this token")]
    NoOrder,
    /// The order is for somebody else.
    #[error("the order is meant for somebody else")]
    WrongPerson,
    /// A personal number is twelve digits.
    #[error("a personal number is twelve digits")]
    BadPersonalNumber,
}

/// How a person approves an order.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// Twelve digits; need not be on the list of people.
    pub personal_number: String,
    /// The device's address; by default where the order was scanned or started.
    #[serde(default)]
    pub ip_address: Option<IpAddr>,
    /// The risk the service sees: low, moderate or high; low by default.
    #[serde(default)]
    pub risk: Option<String>,
}

impl Approval {
    /// An ordinary approval.
    pub fn by(personal_number: &str) -> Self {
        Self { personal_number: personal_number.to_owned(), ip_address: None, risk: None }
    }
}

impl std::fmt::Debug for Approval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Approval").field("risk", &self.risk).finish_non_exhaustive()
    }
}

/// What the app shows of an order.
pub(crate) struct OrderView {
    pub(crate) relying_party: String,
    pub(crate) referring_domain: Option<String>,
    pub(crate) visible_text: Option<String>,
    pub(crate) is_signing: bool,
    pub(crate) personal_number: Option<String>,
    pub(crate) return_url: Option<String>,
}

impl Service {
    /// Opens an order by its QR text, which must be at most five seconds old and one second ahead.
    pub(crate) fn scan(
        &self,
        qr: &str,
        scanner: Option<IpAddr>,
        person: Option<&str>,
    ) -> Result<AutoStartToken, AppRefusal> {
        let (mut book, now) = self.book();
        let (start_token, seconds) = read_qr(qr.trim()).ok_or(AppRefusal::BadQr)?;
        let index = book
            .orders
            .iter()
            .position(|order| order.tokens.qr_start_token.as_str() == start_token)
            .ok_or(AppRefusal::BadQr)?;
        let order = &book.orders[index];
        let elapsed = u64::try_from(now.duration_since(order.made_at).as_secs()).unwrap_or(0);
        let is_fresh = (elapsed.saturating_sub(5)..=elapsed + 1).contains(&seconds);
        let tokens = &order.tokens;
        let expected = qr_text(&tokens.qr_start_token, &tokens.qr_start_secret, Duration::from_secs(seconds));
        let is_genuine: bool = expected.as_bytes().ct_eq(qr.trim().as_bytes()).into();
        if !order.is_open() || order.pick_up.is_some() || !is_fresh || !is_genuine {
            return Err(AppRefusal::BadQr);
        }
        let token = tokens.auto_start_token.clone();
        book.pick_up(index, PickUp::Qr { scanner }, person, now)?;
        Ok(token)
    }

    /// Opens an order by its launch link.
    pub(crate) fn open(&self, token: &str, person: Option<&str>) -> Result<OrderView, AppRefusal> {
        let (mut book, now) = self.book();
        let index = find_open(&book, token)?;
        book.pick_up(index, PickUp::Autostart, person, now)?;
        Ok(OrderView::of(&book.orders[index]))
    }

    /// Reads an order without changing it.
    pub(crate) fn view(&self, token: &str) -> Result<OrderView, AppRefusal> {
        let (book, _) = self.book();
        find_open(&book, token).map(|index| OrderView::of(&book.orders[index]))
    }

    /// Completes an order; returns where the app leads.
    pub(crate) fn approve(&self, token: &str, approval: &Approval) -> Result<Option<String>, AppRefusal> {
        let (mut book, now) = self.book();
        let index = find_open(&book, token)?;
        book.pick_up(index, PickUp::Autostart, Some(&approval.personal_number), now)?;
        let person = self
            .people
            .iter()
            .find(|person| person.personal_number == approval.personal_number)
            .cloned()
            .unwrap_or_else(|| SimulatedPerson::unlisted(&approval.personal_number));
        let risk = approval.risk.as_deref().and_then(Risk::parse).unwrap_or(Risk::Low);
        let order = &mut book.orders[index];
        if order.request.risk_limit.is_some_and(|limit| risk > limit) {
            order.fail("transactionRiskBlocked", now);
        } else {
            let device_ip = approval.ip_address.unwrap_or_else(|| order.device_ip());
            order.state = State::Complete { completion: completion(order, &person, device_ip, risk), at: now };
        }
        Ok(order.return_url())
    }

    /// Ends an order with any code; returns where the app leads.
    pub(crate) fn fail(&self, token: &str, hint: &str) -> Result<Option<String>, AppRefusal> {
        let (mut book, now) = self.book();
        let index = find_open(&book, token)?;
        let order = &mut book.orders[index];
        order.fail(hint, now);
        Ok(order.return_url())
    }

    /// Sets any pending code; codes that imply that the app has the order open it.
    pub(crate) fn show_hint(&self, token: &str, hint: &str) -> Result<(), AppRefusal> {
        let (mut book, _) = self.book();
        let index = find_open(&book, token)?;
        let order = &mut book.orders[index];
        if !matches!(PendingHint::from_code(hint), PendingHint::OutstandingTransaction | PendingHint::NoClient) {
            order.pick_up(PickUp::Autostart);
        }
        order.state = State::Pending { hint: hint.to_owned() };
        Ok(())
    }
}

impl Book {
    // The person is known only now, so only now can another open order of theirs be found; that one is cancelled.
    fn pick_up(&mut self, index: usize, how: PickUp, person: Option<&str>, now: Timestamp) -> Result<(), AppRefusal> {
        if let Some(person) = person {
            if !is_personal_number(person) {
                return Err(AppRefusal::BadPersonalNumber);
            }
            if self.orders[index].request.personal_number.as_deref().is_some_and(|only| only != person) {
                return Err(AppRefusal::WrongPerson);
            }
            self.end_others(person, Some(index), now);
            self.orders[index].person = Some(person.to_owned());
        }
        self.orders[index].pick_up(how);
        Ok(())
    }
}

impl OrderView {
    fn of(order: &SimulatedOrder) -> Self {
        Self {
            relying_party: order.owner.name.clone(),
            referring_domain: order.request.referring_domain.clone(),
            visible_text: order.request.visible_text.clone(),
            is_signing: order.request.purpose == Purpose::Signing,
            personal_number: order.request.personal_number.clone(),
            return_url: order.return_url(),
        }
    }
}

fn find_open(book: &Book, token: &str) -> Result<usize, AppRefusal> {
    book.orders
        .iter()
        .position(|order| order.is_open() && order.tokens.auto_start_token.as_str() == token)
        .ok_or(AppRefusal::NoOrder)
}

/// The start token and the second of a QR text.
fn read_qr(qr: &str) -> Option<(&str, u64)> {
    let mut parts = qr.strip_prefix("bankid.")?.split('.');
    let (token, seconds, _code) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() { None } else { Some((token, seconds.parse().ok()?)) }
}
