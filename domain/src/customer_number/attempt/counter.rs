//! What is counted together, how counters expire, and how long the next attempt waits.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use types::Timestamp;
use types::time::DAY;

use crate::entity::sign_in_failure;
use crate::vault::Vault;

/// The first pause; each is twice the previous one.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
/// A counter expires after this time without a failure.
pub(super) const EXPIRES_AFTER: Duration = DAY;

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Attempts at one number, from one place.
    PerSource,
    /// Attempts at any number from one network: a rate per hour, at which they expire.
    Network,
    /// The same from a /48 of IPv6, which one subscriber may have, with 65,536 networks to choose from.
    Site,
    /// Attempts at one number from everywhere, by unknown browsers: a rate per hour.
    Number,
}

/// A counter that an attempt increments.
pub(super) struct Counter {
    pub(super) kind: Kind,
    pub(super) key: Vec<u8>,
}

impl Kind {
    /// How many failures are free.
    fn free(self) -> i32 {
        match self {
            Self::PerSource => 5,
            Self::Network => 20,
            Self::Site => 60,
            Self::Number => 50,
        }
    }

    /// The longest pause. A number's is short: otherwise strangers could keep its customer out of every new
    /// browser.
    fn max_pause(self) -> Duration {
        match self {
            Self::PerSource | Self::Network | Self::Site => Duration::from_mins(15),
            Self::Number => FIRST_PAUSE,
        }
    }

    /// The remaining failures of a counter.
    pub(super) fn left(self, row: &sign_in_failure::Model, now: Timestamp) -> i32 {
        let passed = now.seconds_since(row.last_at);
        match self {
            _ if now >= row.last_at + EXPIRES_AFTER => 0,
            Self::PerSource => row.count,
            Self::Network | Self::Site | Self::Number => {
                let gone = passed * i64::from(self.free()) / 3600;
                row.count.saturating_sub(i32::try_from(gone).unwrap_or(i32::MAX)).max(0)
            }
        }
    }

    /// Whether another attempt has to wait.
    pub(super) fn is_waiting(self, row: &sign_in_failure::Model, now: Timestamp) -> bool {
        let excess = row.count - self.free();
        if self.left(row, now) < self.free() || excess < 0 {
            return false;
        }
        let longest = self.max_pause();
        let pause = FIRST_PAUSE * (1 << excess.min(20));
        now < row.last_at + pause.min(longest)
    }
}

/// The counters of the networks that an address belongs to, for one purpose.
pub(super) fn of_networks(vault: &Vault, purpose: &str, address: IpAddr) -> Vec<Counter> {
    let network = Counter { kind: Kind::Network, key: vault.attempt_index(purpose, &[&network(address)]) };
    let site =
        site(address).map(|site| Counter { kind: Kind::Site, key: vault.attempt_index(purpose, &["site", &site]) });
    std::iter::once(network).chain(site).collect()
}

/// The /24 or /64 of an address.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8)).to_string(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).to_string(),
    }
}

/// The /48 of an IPv6 address.
fn site(address: IpAddr) -> Option<String> {
    match address.to_canonical() {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => Some(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 80)).to_string()),
    }
}
