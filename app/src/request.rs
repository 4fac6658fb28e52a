//! The current request and its response. The only file that names `leptos_axum`.

mod content_security;
mod cookie;
mod language;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::secret::Secret;
use domain::{Browser, Caller, Domain, Failed};
use http::header::{ACCEPT, HeaderName, REFERER, USER_AGENT};
use http::request::Parts;
use http::uri::PathAndQuery;
use http::{HeaderValue, Method, StatusCode, Uri};
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::ResponseOptions;
use types::page::Destination;
use types::{Channel, Page};

pub use self::content_security::ContentSecurity;
use self::cookie::{DEVICE, cookie_of, order_of, other_channel};
pub(crate) use self::cookie::{
    clear_order, clear_orders, clear_session, store_device, store_language, store_order, store_session,
};
pub use self::cookie::{session_of, signed_in_cookies};
pub use self::language::{language, language_of_request};
use crate::channel::channel;
use crate::failure::Failure;
use crate::page_status::PageStatus;
use crate::paths;
use crate::shell::IsApplication;

/// The signed-in caller, identified by the server's session layer. In the request's extensions; absent if there is
/// none.
#[derive(Clone)]
pub struct SignedInCaller(pub Caller);

/// The client's address, from the connection or a trusted proxy. In the request's extensions.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The matched route, without what a person wrote in the address. In the request's extensions, for the log.
#[derive(Clone)]
pub struct Route(pub Arc<str>);

/// The channel of a request, which the server's session layer has put into the extensions.
pub fn channel_of(parts: &Parts) -> Channel {
    parts.extensions.get().copied().unwrap_or(Channel::Web)
}

/// The domain and the caller, for server functions that require a signed-in caller.
pub(crate) fn signed_in<R>() -> Result<(Domain, Caller), Failure<R>> {
    if let (domain, Some(caller)) = maybe_signed_in() {
        return Ok((domain, caller));
    }
    // The browser knows better than the `Referer` of a call which page it is going to (`page/failed.rs`).
    if !is_call() {
        redirect(&paths::sign_in_for(channel(), &wanted()));
    }
    set_call_status(StatusCode::UNAUTHORIZED);
    Err(Failure::SignedOut)
}

/// The domain, and the caller if somebody is signed in.
pub(crate) fn maybe_signed_in() -> (Domain, Option<Caller>) {
    let caller = use_context::<Parts>().and_then(|parts| parts.extensions.get::<SignedInCaller>().cloned());
    (expect_context::<Domain>(), caller.map(|SignedInCaller(caller)| caller))
}

/// The domain, and the secret of the session in the browser's cookie.
pub(crate) fn session() -> (Domain, Option<Secret>) {
    (expect_context::<Domain>(), use_context::<Parts>().as_ref().and_then(session_of))
}

/// The page wanted by a visitor who is not signed in: the requested one, or the one that a form was sent from.
fn wanted() -> Destination {
    let Some(parts) = use_context::<Parts>() else { return Destination::default() };
    let channel = channel_of(&parts);
    if parts.method == Method::GET {
        return Destination::wanted(channel, path_and_query(&parts.uri));
    }
    let referer = header(&REFERER).and_then(|referer| referer.parse::<Uri>().ok());
    referer.map(|referer| Destination::wanted(channel, path_and_query(&referer))).unwrap_or_default()
}

fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", PathAndQuery::as_str)
}

/// The browser of the current request, for signing in.
pub(crate) fn browser() -> Browser {
    let browser = use_context::<Parts>().as_ref().map(browser_of);
    browser.unwrap_or_else(|| Browser {
        address: Ipv4Addr::LOCALHOST.into(),
        user_agent: String::new(),
        device: String::new(),
        order: None,
        other_order: None,
        session: None,
    })
}

/// The browser of a request, for signing in.
pub fn browser_of(parts: &Parts) -> Browser {
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let address = parts.extensions.get::<ClientAddress>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |client| client.0);
    Browser {
        address,
        user_agent: text(USER_AGENT),
        device: cookie_of(parts, DEVICE).unwrap_or_default(),
        order: order_of(parts, channel_of(parts)),
        other_order: order_of(parts, other_channel(channel_of(parts))),
        session: session_of(parts),
    }
}

impl<R> From<domain::Error<R>> for Failure<R> {
    fn from(error: domain::Error<R>) -> Self {
        match error {
            domain::Error::Refused(rules) => {
                set_call_status(StatusCode::UNPROCESSABLE_ENTITY);
                Self::Refused(rules)
            }
            domain::Error::Failed(failed) => failed.into(),
        }
    }
}

/// The only place where a failed operation becomes a response: it logs and hides faults, and redirects from an account
/// whose access has ended.
impl<R> From<Failed> for Failure<R> {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Forbidden => {
                log_refusal("forbidden");
                set_status(StatusCode::FORBIDDEN);
                Self::Forbidden
            }
            Failed::Ended(account) => {
                log_refusal("ended");
                if !is_call() {
                    redirect(&paths::ended(&account));
                }
                set_call_status(StatusCode::FORBIDDEN);
                Self::Ended
            }
            Failed::NotFound => {
                log_refusal("not found");
                set_status(StatusCode::NOT_FOUND);
                Self::NotFound
            }
            Failed::Broken(fault) if will_be_retried(&fault) => Self::Unreachable,
            Failed::Broken(fault) => {
                let incident = incident();
                tracing::error!(%incident, fault = format!("{fault:#}"), "an operation broke");
                if fault.is_outage() {
                    set_status(StatusCode::SERVICE_UNAVAILABLE);
                    Self::Unavailable(incident)
                } else {
                    set_status(StatusCode::INTERNAL_SERVER_ERROR);
                    Self::Broken(incident)
                }
            }
        }
    }
}

/// How often a request is attempted in all when its transaction conflicts with another.
pub const MAX_ATTEMPTS: u32 = 3;

/// One of several attempts at a request. In the request's extensions, added by the server's retry layer.
#[derive(Clone)]
pub struct Attempt {
    /// Its number, from 1 to [`MAX_ATTEMPTS`].
    pub number: u32,
    /// Whether it lost against another transaction: its response is dropped and the request is run again.
    pub has_lost: Arc<AtomicBool>,
}

/// Whether a fault ends only this attempt.
fn will_be_retried(fault: &domain::Fault) -> bool {
    use_context::<Parts>().is_some_and(|parts| lose_attempt(&parts, fault))
}

/// Marks the attempt as lost if it conflicted with another transaction and there is another attempt; returns whether.
pub fn lose_attempt(parts: &Parts, fault: &domain::Fault) -> bool {
    let this = parts.extensions.get::<Attempt>().filter(|this| fault.is_conflict() && this.number < MAX_ATTEMPTS);
    if let Some(this) = this {
        this.has_lost.store(true, Ordering::Release);
    }
    this.is_some()
}

/// Logs a refused authorization, with the ids of person and session and nothing of what they sent.
fn log_refusal(how: &str) {
    let Some(parts) = use_context::<Parts>() else { return };
    let route = parts.extensions.get::<Route>().map_or("-", |route| &route.0);
    let caller = parts.extensions.get::<SignedInCaller>().map(|SignedInCaller(caller)| caller);
    tracing::warn!(how, route, ?caller, "somebody asks for what they may not");
}

/// Eight characters that a person can read out and that identify the line in the log.
pub fn incident() -> String {
    Secret::random().expose().chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_uppercase()
}

/// Sets the status of a page or a call.
fn set_status(status: StatusCode) {
    if use_context::<Parts>().is_some_and(|parts| matches!(parts.method, Method::GET | Method::HEAD)) {
        respond_with(status);
    }
    set_call_status(status);
}

/// Sets the status of a call. Not of a page, and not of a plain form's response, which has to stay a redirect.
fn set_call_status(status: StatusCode) {
    if is_call() {
        respond_with(status);
    }
}

/// Whether the browser's code has called a server function: neither a page nor a plain form is requested.
fn is_call() -> bool {
    let Some(parts) = use_context::<Parts>() else { return false };
    let accept = parts.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    parts.method == Method::POST && !accept.contains("text/html")
}

fn respond_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Provides a page with its channel, language, status and content security policy. Called once, before rendering.
pub fn provide_page(security: &ContentSecurity) {
    let parts = use_context::<Parts>();
    provide_context(parts.as_ref().map_or(Channel::Web, channel_of));
    provide_context(IsApplication(parts.as_ref().and_then(page_of).is_some_and(|page| !page.is_document())));
    provide_context(language());
    provide_context(PageStatus(Arc::new(|status| {
        if let Ok(status) = StatusCode::from_u16(status) {
            set_status(status);
        }
    })));
    security.provide();
}

/// The page at the request's path. What others append to the query of a link makes it no other page.
fn page_of(parts: &Parts) -> Option<Page> {
    Page::parse(channel_of(parts), parts.uri.path())
}

/// Sets a header of the response.
fn insert_header(name: HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(name, value);
    }
}

/// Adds a header to the response; [`insert_header`] would replace those of the same name.
fn append_header(name: HeaderName, value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(name, value);
    }
}

/// Redirects to one of our own pages.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path);
}

/// Redirects a plain form to an address. A call gets the address as its answer, and loads it as a new document.
pub(crate) fn lead_to_document(address: String) -> String {
    if header(&ACCEPT).is_some_and(|accept| accept.contains("text/html")) {
        redirect(&address);
    }
    address
}

/// Redirects to the page that the browser came from: only by its path, so that it never leaves the portal.
pub fn redirect_back() {
    let referer = header(&REFERER).and_then(|referer| referer.parse::<Uri>().ok());
    let path = referer.as_ref().map(Uri::path).filter(|path| is_own_path(path));
    redirect(path.unwrap_or(&paths::to(&types::Page::Start)));
}

/// `//host` and `/\host` look like paths but lead to another host.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

fn header(name: &HeaderName) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts.headers.get(name)?.to_str().ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_host_is_not_an_own_path() {
        assert!(is_own_path("/k/abc/profil"));
        assert!(!is_own_path("//elsewhere.example"));
        assert!(!is_own_path("/\\elsewhere.example"));
        assert!(!is_own_path(""));
    }
}
