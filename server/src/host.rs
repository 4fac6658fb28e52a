//! Refuses requests for another host: a response could be cached or followed under its name.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use http::header::HOST;
use http::uri::Authority;

use crate::health;
use crate::own_origin::OwnOrigins;

/// The hosts that requests may name. Clones share their state.
#[derive(Clone)]
pub struct OwnHosts {
    origins: OwnOrigins,
    has_warned: Arc<AtomicBool>,
}

impl OwnHosts {
    /// The hosts of these origins.
    pub fn new(origins: OwnOrigins) -> Self {
        Self { origins, has_warned: Arc::default() }
    }

    /// Why a request is refused. The host is in `Host`, in the address (HTTP/2's `:authority`), or in both, and each
    /// has to be ours. Health checks may name any host, or none: they use the machine's address.
    fn refusal(&self, request: &Request) -> Option<StatusCode> {
        let mut headers = request.headers().get_all(HOST).into_iter();
        let header = headers.next().map(|host| host.to_str().unwrap_or_default());
        if headers.next().is_some() {
            return Some(StatusCode::BAD_REQUEST);
        }
        if request.uri().path().starts_with(health::PATHS) {
            return None;
        }
        let mut named = header.into_iter().chain(request.uri().authority().map(Authority::as_str)).peekable();
        if named.peek().is_none() {
            return Some(StatusCode::BAD_REQUEST);
        }
        (!named.all(|host| self.origins.has_host(host))).then_some(StatusCode::MISDIRECTED_REQUEST)
    }
}

/// Passes on requests for our hosts.
pub async fn refuse_other_hosts(State(own): State<OwnHosts>, request: Request, next: Next) -> Response {
    let Some(status) = own.refusal(&request) else { return next.run(request).await };
    if status == StatusCode::MISDIRECTED_REQUEST && !own.has_warned.swap(true, Ordering::Relaxed) {
        let public_url = own.origins.public();
        tracing::warn!(public_url, "a request for another host is refused: a proxy has to pass Host on (said once)");
    }
    status.into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use http::Version;
    use rstest::rstest;

    use super::*;
    use crate::config::ServerConfig;

    fn refusal(version: Version, address: &str, hosts: &[&str]) -> Option<u16> {
        let config = ServerConfig::defaults().unwrap();
        let config = ServerConfig { public_url: "https://portal.example".to_owned(), ..config };
        let mut request = Request::get(address).version(version);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let request = request.body(Body::empty()).unwrap();
        OwnHosts::new(OwnOrigins::new(&config)).refusal(&request).map(|status| status.as_u16())
    }

    #[rstest]
    #[case::ours("/", &["portal.example"], None)]
    #[case::another("/", &["evil.example"], Some(421))]
    #[case::the_machine("/", &["192.0.2.1:3000"], Some(421))]
    #[case::two("/", &["portal.example", "portal.example"], Some(400))]
    #[case::none("/", &[], Some(400))]
    #[case::no_text("/", &["\u{e5}"], Some(421))]
    #[case::a_whole_address("http://portal.example/", &["portal.example"], None)]
    #[case::a_whole_address_of_another("http://evil.example/", &["portal.example"], Some(421))]
    #[case::another_beside_a_whole_address("http://portal.example/", &["evil.example"], Some(421))]
    #[case::health_of_the_machine("/health/ready", &["192.0.2.1:3000"], None)]
    #[case::health_without("/health/live", &[], None)]
    #[case::health_of_two("/health/live", &["a.example", "b.example"], Some(400))]
    fn a_request_is_for_us_or_not(#[case] address: &str, #[case] hosts: &[&str], #[case] expected: Option<u16>) {
        assert_eq!(refusal(Version::HTTP_11, address, hosts), expected);
    }

    #[rstest]
    #[case::ours("https://portal.example/", &[], None)]
    #[case::another("https://evil.example/", &[], Some(421))]
    #[case::another_beside_ours("https://portal.example/", &["evil.example"], Some(421))]
    fn the_authority_of_http_2_is_a_host(#[case] address: &str, #[case] hosts: &[&str], #[case] expected: Option<u16>) {
        assert_eq!(refusal(Version::HTTP_2, address, hosts), expected);
    }
}
