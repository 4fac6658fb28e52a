//! Finds out who asks: the caller's address, and who is signed in. What they may do is asked by each operation.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use app::request::{ClientAddress, SignedInCaller, session_of};
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::Domain;
use http::{HeaderMap, StatusCode};
use types::access_grant::Channel;

/// What finding out takes.
#[derive(Clone)]
pub struct Finding {
    /// The rules.
    pub domain: Domain,
    /// Proxies whose word about the address is believed.
    pub trusted_proxies: Arc<[IpAddr]>,
}

/// Puts the caller's address, and who is signed in, into the request.
pub async fn find(State(finding): State<Finding>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if let Some(peer) = peer {
        let address = client_address(peer, &parts.headers, &finding.trusted_proxies);
        parts.extensions.insert(ClientAddress(address.to_canonical()));
    }
    // Looking for somebody keeps their session alive; asking how long it lasts must not.
    let asks_for_time = parts.uri.path() == app::paths::SESSION_TIME;
    if let Some(secret) = session_of(&parts).filter(|_| !asks_for_time) {
        match finding.domain.caller(&secret, Channel::Web).await {
            Ok(Some(caller)) => _ = parts.extensions.insert(SignedInCaller(caller)),
            Ok(None) => {}
            Err(fault) => {
                tracing::error!(fault = format!("{fault:#}"), "nobody can be known: the database does not answer");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

/// The right-most address of X-Forwarded-For that is no proxy of ours; what stands further left anybody can write.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = headers.get_all("x-forwarded-for").into_iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<_> = forwarded.flat_map(|list| list.split(',')).map(|text| text.trim().parse()).collect();
    let from_the_right = addresses.into_iter().rev().map_while(Result::ok);
    let mut nearest = peer;
    for address in from_the_right {
        nearest = address;
        if !trusted.contains(&address) {
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
