//! Networks: a single address says little about a caller, since each customer may change theirs within one network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use app::request::ClientAddress;
use http::Extensions;

/// The /24 (IPv4) or /64 (IPv6) of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    /// The network a request comes from; one shared network for unknown addresses.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get().map_or(Self(Ipv4Addr::UNSPECIFIED.into()), |client: &ClientAddress| client.0.into())
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8)).into(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("192.0.2.7", "192.0.2.200", true)]
    #[case("192.0.2.7", "192.0.3.7", false)]
    #[case("::ffff:192.0.2.7", "192.0.2.8", true)]
    #[case("2001:db8::1", "2001:db8::ffff:0:0:1", true)]
    #[case("2001:db8::1", "2001:db8:0:1::1", false)]
    fn a_network_is_a_24_or_a_64(#[case] one: IpAddr, #[case] other: IpAddr, #[case] same: bool) {
        assert_eq!(Network::from(one) == Network::from(other), same);
    }
}
