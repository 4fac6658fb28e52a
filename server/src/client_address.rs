//! The address a request comes from: the connection's, or the one that a trusted proxy reports.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::HeaderMap;
use http::header::{FORWARDED, HeaderName};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Which proxy headers are understood, for `check-config` and the log.
pub const UNDERSTOOD: &str = "X-Forwarded-For or Forwarded (RFC 7239), with addresses like 203.0.113.5, \
    203.0.113.5:51234, 2001:db8::7, [2001:db8::7] and [2001:db8::7]:40000, in quotation marks or not";

/// The proxies whose headers are trusted. Clones share their state.
#[derive(Clone)]
pub struct TrustedProxies {
    addresses: Arc<[IpAddr]>,
    has_warned: Arc<Warned>,
}

/// What has been logged already. Two flags, because anybody can cause a contradiction and must not silence the other
/// warning.
#[derive(Default)]
struct Warned {
    unreadable: AtomicBool,
    contradiction: AtomicBool,
}

/// Why a proxy's header is unusable.
#[derive(Debug, PartialEq, Eq)]
enum HeaderError {
    Unreadable(HeaderName),
    /// Only one of the two headers can be the proxy's own; anybody can have written the other.
    Contradiction,
}

impl TrustedProxies {
    /// An address equals its IPv4-mapped form: `192.0.2.1` and `::ffff:192.0.2.1`.
    pub fn new(addresses: &[IpAddr]) -> Self {
        Self { addresses: addresses.iter().map(IpAddr::to_canonical).collect(), has_warned: Arc::default() }
    }

    /// The right-most address that is not one of our proxies; anything further left may be forged. If a header cannot
    /// be parsed, it is the nearest known address, and the log says so once.
    pub fn client_address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        // A dual-stack listener sees an IPv4 peer as ::ffff:a.b.c.d.
        let peer = peer.to_canonical();
        if !self.addresses.contains(&peer) {
            return peer;
        }
        let (address, flaw) = self.forwarded(peer, headers);
        if let Some(flaw) = flaw {
            self.warn_once(peer, &flaw);
        }
        address
    }

    fn forwarded(&self, peer: IpAddr, headers: &HeaderMap) -> (IpAddr, Option<HeaderError>) {
        let by_list = self.nearest(peer, headers, &X_FORWARDED_FOR, address_of);
        let by_standard = self.nearest(peer, headers, &FORWARDED, address_of_element);
        match (by_list, by_standard) {
            (Some((address, _)), Some((other, _))) if address != other => (peer, Some(HeaderError::Contradiction)),
            (Some(said), _) | (None, Some(said)) => said,
            (None, None) => (peer, None),
        }
    }

    /// The address that one header gives; `None` if the header is missing.
    fn nearest(
        &self,
        peer: IpAddr,
        headers: &HeaderMap,
        name: &HeaderName,
        read: fn(&str) -> Option<IpAddr>,
    ) -> Option<(IpAddr, Option<HeaderError>)> {
        if !headers.contains_key(name) {
            return None;
        }
        // Split at every comma, inside quotes too: no address contains one, so a forged opening quote cannot swallow
        // what our proxy appends.
        let lines = headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default());
        let elements: Vec<_> = lines.flat_map(|line| line.split(',')).map(read).collect();
        let mut nearest = peer;
        for address in elements.into_iter().rev() {
            let Some(address) = address else { return Some((nearest, Some(HeaderError::Unreadable(name.clone())))) };
            nearest = address;
            if !self.addresses.contains(&nearest) {
                break;
            }
        }
        Some((nearest, None))
    }

    /// Does not log the header itself, which may hold a person's address.
    fn warn_once(&self, proxy: IpAddr, flaw: &HeaderError) {
        let is_first = |warned: &AtomicBool| !warned.swap(true, Ordering::Relaxed);
        match flaw {
            HeaderError::Unreadable(header) if is_first(&self.has_warned.unreadable) => tracing::warn!(
                %proxy, %header, understood = UNDERSTOOD,
                "the address that a proxy tells of a caller cannot be read: such callers count as one (said once)"
            ),
            HeaderError::Contradiction if is_first(&self.has_warned.contradiction) => tracing::warn!(
                %proxy,
                "X-Forwarded-For and Forwarded tell different callers, so neither is believed: let the proxy remove the \
                 one that it does not set (said once)"
            ),
            _ => {}
        }
    }
}

/// The address in a `Forwarded` element: `for=192.0.2.7;proto=https`. Every part must be well-formed, so that a
/// fragment of a quoted string is not accepted.
fn address_of_element(element: &str) -> Option<IpAddr> {
    let mut address = None;
    for pair in element.trim().split(';') {
        let (name, value) = pair.trim().split_once('=')?;
        let is_quoted = value.len() >= 2 && value.starts_with('"') && value.ends_with('"');
        let inner = if is_quoted { &value[1..value.len() - 1] } else { value };
        if name.is_empty() || inner.is_empty() || inner.contains(['"', '\\', '=']) {
            return None;
        }
        if name.eq_ignore_ascii_case("for") {
            address = Some(address_of(inner)?);
        }
    }
    address
}

/// Parses an address with or without port, brackets and quotes. An IPv4-mapped address becomes IPv4.
fn address_of(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if let Some((address, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let is_port = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
        return address.parse::<Ipv6Addr>().ok().filter(|_| is_port).map(|address| IpAddr::V6(address).to_canonical());
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address.to_canonical());
    }
    let (address, port) = text.split_once(':')?;
    address.parse::<Ipv4Addr>().ok().filter(|_| is_port(port)).map(IpAddr::V4)
}

/// A number, or an obfuscated identifier (RFC 7239, section 6.3).
fn is_port(text: &str) -> bool {
    let is_name = |name: &str| name.chars().all(|sign| sign.is_ascii_alphanumeric() || ['.', '_', '-'].contains(&sign));
    text.parse::<u16>().is_ok() || text.strip_prefix('_').is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const PROXY: &str = "192.0.2.1";

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn client(peer: &str, said: &[(&'static str, &str)]) -> (IpAddr, bool) {
        let proxies = TrustedProxies::new(&[address(PROXY), address("192.0.2.2")]);
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            headers.append(*name, value.parse().unwrap());
        }
        let client = proxies.client_address(address(peer), &headers);
        let warned = &proxies.has_warned;
        (client, warned.unreadable.load(Ordering::Relaxed) || warned.contradiction.load(Ordering::Relaxed))
    }

    #[rstest]
    #[case("203.0.113.5", "203.0.113.5")]
    #[case("203.0.113.5:51234", "203.0.113.5")]
    #[case("\"203.0.113.5:51234\"", "203.0.113.5")]
    #[case("2001:db8::7", "2001:db8::7")]
    #[case("[2001:db8::7]", "2001:db8::7")]
    #[case("[2001:db8::7]:40000", "2001:db8::7")]
    #[case("\"[2001:db8::7]:40000\"", "2001:db8::7")]
    #[case("::ffff:203.0.113.5", "203.0.113.5")]
    #[case("[::ffff:203.0.113.5]:443", "203.0.113.5")]
    #[case("198.51.100.9, 203.0.113.5:51234 , 192.0.2.2:8080, ::ffff:192.0.2.1", "203.0.113.5")]
    fn what_a_trusted_proxy_writes_is_understood(#[case] said: &str, #[case] expected: &str) {
        assert_eq!(client(PROXY, &[("x-forwarded-for", said)]), (address(expected), false));
    }

    #[rstest]
    #[case("for=203.0.113.5", "203.0.113.5")]
    #[case("For=\"203.0.113.5:51234\";proto=https;by=192.0.2.1", "203.0.113.5")]
    #[case("proto=https; for=\"[2001:db8::7]:40000\"", "2001:db8::7")]
    #[case("for=\"[2001:db8::7]:_obscured\"", "2001:db8::7")]
    #[case("for=\"[::ffff:203.0.113.5]\"", "203.0.113.5")]
    #[case("for=198.51.100.9, for=203.0.113.5, for=192.0.2.2", "203.0.113.5")]
    #[case("for=\"198.51.100.9, for=203.0.113.5", "203.0.113.5")]
    fn the_standard_header_is_understood(#[case] said: &str, #[case] expected: &str) {
        assert_eq!(client(PROXY, &[("forwarded", said)]), (address(expected), false));
    }

    #[rstest]
    #[case("x-forwarded-for", "unknown")]
    #[case("x-forwarded-for", "")]
    #[case("x-forwarded-for", "203.0.113.5:port")]
    #[case("x-forwarded-for", "203.0.113.5:99999")]
    #[case("x-forwarded-for", "[203.0.113.5]:1")]
    #[case("x-forwarded-for", "[2001:db8::7]40000")]
    #[case("x-forwarded-for", "203.0.113.5, customer.example")]
    #[case("forwarded", "for=unknown")]
    #[case("forwarded", "for=_hidden")]
    #[case("forwarded", "by=203.0.113.5")]
    #[case("forwarded", "for=203.0.113.5;host=\"a, for=198.51.100.9\"")]
    #[case("forwarded", "for=203.0.113.5;host=\"a, for=198.51.100.9;x=\\\"\"")]
    fn what_cannot_be_read_counts_as_the_proxy_and_is_warned_of(#[case] name: &'static str, #[case] said: &str) {
        assert_eq!(client(PROXY, &[(name, said)]), (address(PROXY), true));
    }

    #[test]
    fn two_headers_that_differ_are_not_believed() {
        let same = [("x-forwarded-for", "203.0.113.5:51234"), ("forwarded", "for=203.0.113.5")];
        let other = [("x-forwarded-for", "198.51.100.9"), ("forwarded", "for=203.0.113.5")];

        assert_eq!(client(PROXY, &same), (address("203.0.113.5"), false));
        assert_eq!(client(PROXY, &other), (address(PROXY), true));
    }

    #[test]
    fn nobody_else_is_believed() {
        assert_eq!(client("198.51.100.9", &[("x-forwarded-for", "203.0.113.5")]), (address("198.51.100.9"), false));
        assert_eq!(client(PROXY, &[]), (address(PROXY), false));
    }

    #[test]
    fn lines_of_one_header_are_one_list() {
        let said = [("x-forwarded-for", "203.0.113.5"), ("x-forwarded-for", "198.51.100.9:1, 192.0.2.2")];

        assert_eq!(client("::ffff:192.0.2.1", &said), (address("198.51.100.9"), false));
    }
}
