//! The headers of every response. A page adds its own content security policy with its nonce while it is rendered
//! (`app::request::provide_page`); everything else gets the one here, which allows nothing to run.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue};
use types::Channel;

/// `same-origin`, never `no-referrer`: a form without WebAssembly finds its way back by `Referer`.
const ALWAYS: [(HeaderName, &str); 6] = [
    (STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// Defaults for responses that do not set these themselves.
const DEFAULTS: [(HeaderName, &str); 2] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (CACHE_CONTROL, "no-store"),
];

/// Prefixes of addresses that letters contain or customers pass on: the rest of the address grants something, or names
/// a private matter. Programs may fetch them (`robots.txt` forbids nothing), but search engines must not list them.
const UNLISTED_PREFIXES: [&str; 4] = ["/bekrafta-epost/", "/inbjudan/", "/kalender/", "/var-det-inte-du/"];
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Adds the headers to a response.
pub async fn add(request: Request, next: Next) -> Response {
    let (_, path) = Channel::of_path(request.uri().path());
    let is_given_away = UNLISTED_PREFIXES.iter().any(|beginning| path.starts_with(beginning));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if is_given_away {
        headers.insert(ROBOTS, HeaderValue::from_static("noindex, nofollow, noarchive"));
    }
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in DEFAULTS {
        add_default(headers, name, value);
    }
    response
}

fn add_default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
