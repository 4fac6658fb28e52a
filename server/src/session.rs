//! Finds out who asks: the caller's address, and who is signed in to the channel of the address. What they may do is asked by each operation.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::request::{ClientAddress, Route, SignedInCaller, session_of};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Domain;
use http::HeaderMap;
use types::access_grant::Channel;

use crate::fault::Fault;

/// What finding out takes.
#[derive(Clone)]
pub struct Finding {
    /// The rules.
    domain: Domain,
    trusted_proxies: Arc<[IpAddr]>,
}

impl Finding {
    /// Whose word about the address is believed: an address is the same in both of its forms.
    pub fn new(domain: Domain, trusted_proxies: &[IpAddr]) -> Self {
        Self { domain, trusted_proxies: trusted_proxies.iter().map(IpAddr::to_canonical).collect() }
    }
}

/// Puts the caller's address, the channel, who is signed in to it, and the route into the request.
pub async fn find(State(finding): State<Finding>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Some(matched) = parts.extensions.get::<MatchedPath>() {
        let route = Route(matched.as_str().into());
        parts.extensions.insert(route);
    }
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if let Some(peer) = peer {
        let address = client_address(peer, &parts.headers, &finding.trusted_proxies);
        parts.extensions.insert(ClientAddress(address));
    }
    let (channel, within) = Channel::of_path(parts.uri.path());
    // Looking for somebody keeps their session alive; asking how long it lasts must not.
    let asks_for_time = within == app::paths::SESSION_TIME;
    parts.extensions.insert(channel);
    if let Some(secret) = session_of(&parts).filter(|_| !asks_for_time) {
        match finding.domain.caller(&secret, channel).await {
            Ok(Some(caller)) => _ = parts.extensions.insert(SignedInCaller(caller)),
            Ok(None) => {}
            Err(fault) => {
                return Fault::Down(format!("nobody can be known, the database does not answer: {fault:#}")).into();
            }
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

/// The right-most address of X-Forwarded-For that is no proxy of ours; what stands further left anybody can write.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    // A listener for both kinds of addresses sees an IPv4 peer as ::ffff:a.b.c.d.
    let peer = peer.to_canonical();
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<_> =
        forwarded.flat_map(|list| list.split(',')).map(|text| text.trim().parse::<IpAddr>()).collect();
    let from_the_right = addresses.into_iter().rev().map_while(Result::ok);
    let mut nearest = peer;
    for address in from_the_right {
        nearest = address.to_canonical();
        if !trusted.contains(&nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let (proxy, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.9".parse().unwrap());
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "203.0.113.66, 198.51.100.7, 192.0.2.1".parse().unwrap());

        assert_eq!(client_address(other, &headers, &[proxy]), other);
        assert_eq!(client_address(proxy, &headers, &[proxy]), "198.51.100.7".parse::<IpAddr>().unwrap());
        assert_eq!(client_address(proxy, &HeaderMap::new(), &[proxy]), proxy);
    }
}
