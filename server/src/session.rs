//! Identifies the caller: the client address, and who is signed in to the channel of the address. Each operation
//! decides what they may do.

use std::net::SocketAddr;

use app::request::{ClientAddress, Route, SignedInCaller, session_of};
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::Domain;
use types::Channel;

use crate::client_address::TrustedProxies;
use crate::fault::Fault;

/// The state of the session layer.
#[derive(Clone)]
pub struct SessionLayer {
    /// The domain.
    domain: Domain,
    proxies: TrustedProxies,
}

impl SessionLayer {
    /// For this domain, behind these proxies.
    pub fn new(domain: Domain, proxies: TrustedProxies) -> Self {
        Self { domain, proxies }
    }
}

/// Adds the client address, the channel, the signed-in caller, and the route to the request.
pub async fn identify_caller(State(layer): State<SessionLayer>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Some(matched) = parts.extensions.get::<MatchedPath>() {
        let route = Route(matched.as_str().into());
        parts.extensions.insert(route);
    }
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    if let Some(peer) = peer {
        let address = layer.proxies.client_address(peer, &parts.headers);
        parts.extensions.insert(ClientAddress(address));
    }
    let (channel, within) = Channel::of_path(parts.uri.path());
    // Looking up a caller extends their session; asking how long it lasts, or what has changed, must not.
    let is_at_rest = [app::paths::SESSION_TIME, app::paths::LIVE_EVENTS].contains(&within);
    parts.extensions.insert(channel);
    if let Some(secret) = session_of(&parts).filter(|_| !is_at_rest) {
        match layer.domain.caller(&secret, channel).await {
            Ok(Some(caller)) => _ = parts.extensions.insert(SignedInCaller(caller)),
            Ok(None) => {}
            Err(fault) => {
                return Fault::Down(format!("nobody can be known, the database does not answer: {fault:#}")).into();
            }
        }
    }
    next.run(Request::from_parts(parts, body)).await
}
