//! What proves that the person in the BankID app is at the browser that began (rule S6). The reasons are in
//! `docs/bankid.md`.

use std::net::IpAddr;

use types::sign_in::{BankIdStart, SignInDigits, SignInPhase};

use super::Identity;
use crate::Browser;
use crate::entity::sign_in_order;

/// What binds app and browser, for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// The app scanned the code on the browser's screen.
    Qr,
    /// The nonce or the digits returned with the browser's cookie.
    Returned,
    /// The app, the start and this request have the same address.
    Address,
}

/// The proof, if there is one. The same address is enough, since BankID's own rating covers the rest of the network; a
/// different one only requires another proof.
pub(super) fn proof(row: &sign_in_order::Model, identity: &Identity, browser: &Browser) -> Option<Proof> {
    if row.start == BankIdStart::OtherDevice {
        return Some(Proof::Qr);
    }
    if row.nonce_returned {
        return Some(Proof::Returned);
    }
    let same_address =
        identity.app_address == Some(browser.address) && row.start_address == browser.address.to_string();
    same_address.then_some(Proof::Address)
}

/// Whether the page asks for the digits. A refusal because of the risk takes precedence.
pub(super) fn digits_of(row: &sign_in_order::Model, identity: Option<&Identity>, browser: &Browser) -> SignInDigits {
    match (row.phase, identity) {
        (SignInPhase::Identified, Some(identity)) if !identity.high_risk && proof(row, identity, browser).is_none() => {
            SignInDigits::Asked
        }
        (SignInPhase::Waiting, _) if row.start == BankIdStart::ThisDevice && row.nonce_hash.is_none() => {
            SignInDigits::MayBeAsked
        }
        _ => SignInDigits::Unused,
    }
}

/// Parses the two typed digits. Any other input does not count as an attempt.
pub(super) fn read_digits(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    (digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

/// How far the app's address is from the one where the order began, for the log, which must not contain the addresses.
pub(super) fn distance(start: &str, app: Option<IpAddr>) -> &'static str {
    let (Ok(start), Some(app)) = (start.parse::<IpAddr>(), app) else { return "unknown" };
    match (start, app) {
        _ if start == app => "same",
        (IpAddr::V4(start), IpAddr::V4(app)) if start.octets()[..3] == app.octets()[..3] => "same_network",
        (IpAddr::V6(start), IpAddr::V6(app)) if start.octets()[..8] == app.octets()[..8] => "same_network",
        (IpAddr::V4(_), IpAddr::V4(_)) | (IpAddr::V6(_), IpAddr::V6(_)) => "other_network",
        _ => "other_family",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_are_read_however_they_are_spaced() {
        assert_eq!(read_digits(" 4 7\u{a0}").as_deref(), Some("47"));
        assert_eq!(read_digits("07").as_deref(), Some("07"));
        for other in ["", "4", "471", "4x", "４７"] {
            assert_eq!(read_digits(other), None, "{other}");
        }
    }

    #[test]
    fn the_log_tells_how_far_and_not_where() {
        let app = |address: &str| Some(address.parse().expect("an address"));

        assert_eq!(distance("203.0.113.24", app("203.0.113.24")), "same");
        assert_eq!(distance("203.0.113.24", app("203.0.113.99")), "same_network");
        assert_eq!(distance("203.0.113.24", app("198.51.100.7")), "other_network");
        assert_eq!(distance("2001:db8::1", app("2001:db8::ffff")), "same_network");
        assert_eq!(distance("203.0.113.24", app("2001:db8::1")), "other_family");
        assert_eq!(distance("203.0.113.24", None), "unknown");
    }
}
