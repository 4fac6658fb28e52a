//! Everything about the request and its answer. The one file that names `leptos_axum`.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use domain::secret::Secret;
use domain::{Browser, Caller, Domain};
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_SECURITY_POLICY, COOKIE, HeaderName, REFERER, SET_COOKIE, USER_AGENT,
};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, Uri};
use leptos::nonce::use_nonce;
use leptos::prelude::{expect_context, provide_context, use_context};
use leptos_axum::ResponseOptions;
use leptos_i18n::Locale as _;

use types::destination::Destination;

use crate::PageStatus;
use crate::failure::Failure;
use crate::i18n::Locale;
use crate::paths;

const LANGUAGE_COOKIE: &str = "__Host-lang";
const SESSION_COOKIE: &str = "__Host-sess";
const ORDER_COOKIE: &str = "__Host-flow";
const DEVICE_COOKIE: &str = "__Host-dev";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// Who is signed in, found by the server's session layer. In the request's extensions; absent when nobody is.
#[derive(Clone)]
pub struct SignedInCaller(pub Caller);

/// The address the browser calls from, as the connection or a trusted proxy says. In the request's extensions.
#[derive(Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

/// The route that matched, without what a person wrote in the address. In the request's extensions, for the log.
#[derive(Clone)]
pub struct Route(pub Arc<str>);

/// The rules, and who asks. For every server function that needs somebody to be signed in.
pub(crate) fn signed_in<R>() -> Result<(Domain, Caller), Failure<R>> {
    if let (domain, Some(caller)) = maybe_signed_in() {
        return Ok((domain, caller));
    }
    redirect(&paths::sign_in_for(&wanted()));
    set_call_status(StatusCode::UNAUTHORIZED);
    Err(Failure::SignedOut)
}

/// The rules, and who asks if somebody is signed in.
pub(crate) fn maybe_signed_in() -> (Domain, Option<Caller>) {
    let caller = use_context::<Parts>().and_then(|parts| parts.extensions.get::<SignedInCaller>().cloned());
    (expect_context::<Domain>(), caller.map(|SignedInCaller(caller)| caller))
}

/// The rules, and the secret of the session in the browser's cookie.
pub(crate) fn session() -> (Domain, Option<Secret>) {
    (expect_context::<Domain>(), use_context::<Parts>().as_ref().and_then(session_of))
}

/// The page that somebody wanted who is not signed in: the one asked for, or the one a form was sent from.
fn wanted() -> Destination {
    let Some(parts) = use_context::<Parts>() else { return Destination::default() };
    if parts.method == Method::GET {
        return Destination::parse(parts.uri.path());
    }
    let referer = header(&REFERER).and_then(|referer| referer.parse::<Uri>().ok());
    referer.map(|referer| Destination::parse(referer.path())).unwrap_or_default()
}

/// The browser that asks, for signing in.
pub(crate) fn browser() -> Browser {
    let browser = use_context::<Parts>().as_ref().map(browser_of);
    browser.unwrap_or_else(|| Browser {
        address: Ipv4Addr::LOCALHOST.into(),
        user_agent: String::new(),
        device: String::new(),
        order: None,
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
        device: cookie_of(parts, DEVICE_COOKIE).unwrap_or_default(),
        order: cookie_of(parts, ORDER_COOKIE).map(|secret| Secret::returned(&secret)),
        session: session_of(parts),
    }
}

/// The secret of the session in a request's cookie.
pub fn session_of(parts: &Parts) -> Option<Secret> {
    cookie_of(parts, SESSION_COOKIE).map(|secret| Secret::returned(&secret))
}

/// The cookies of somebody who has just signed in: the session, no order any more, and the person's language where the
/// browser has none of its own.
pub fn signed_in_cookies(parts: &Parts, session: &Secret, language: types::Language) -> Vec<String> {
    let mut cookies = vec![cookie_for(SESSION_COOKIE, session.expose(), None), cookie_for(ORDER_COOKIE, "", Some(0))];
    if cookie_of(parts, LANGUAGE_COOKIE).is_none() {
        cookies.push(cookie_for(LANGUAGE_COOKIE, language_of(language).as_str(), Some(A_YEAR)));
    }
    cookies
}

/// Remembers a new session in the browser.
pub(crate) fn remember_session(session: &Secret, language: types::Language) {
    let Some(parts) = use_context::<Parts>() else { return };
    for cookie in signed_in_cookies(&parts, session, language) {
        append_cookie(&cookie);
    }
}

/// Forgets the session in the browser, and whatever of it is stored there.
pub(crate) fn forget_session() {
    append_cookie(&cookie_for(SESSION_COOKIE, "", Some(0)));
    if let Some(response) = use_context::<ResponseOptions>() {
        let name = HeaderName::from_static("clear-site-data");
        response.insert_header(name, HeaderValue::from_static("\"cache\", \"storage\""));
    }
}

/// Remembers in the browser which order is its own; for as long as an order can live.
pub(crate) fn remember_order(order: &Secret, device: &str) {
    append_cookie(&cookie_for(ORDER_COOKIE, order.expose(), Some(domain::ORDER_SECONDS)));
    append_cookie(&cookie_for(DEVICE_COOKIE, device, Some(A_YEAR)));
}

/// Forgets the order in the browser.
pub(crate) fn forget_order() {
    append_cookie(&cookie_for(ORDER_COOKIE, "", Some(0)));
}

fn cookie_for(name: &str, value: &str, max_age: Option<u32>) -> String {
    let max_age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={value}; Path=/{max_age}; SameSite=Lax; Secure; HttpOnly")
}

/// The pages' word for a person's language.
pub(crate) fn language_of(language: types::Language) -> Locale {
    match language {
        types::Language::Swedish => Locale::sv,
        types::Language::English => Locale::en,
    }
}

/// A person's word for the language of the pages.
pub(crate) fn word_of(language: Locale) -> types::Language {
    match language {
        Locale::sv => types::Language::Swedish,
        Locale::en => types::Language::English,
    }
}

/// The one place where an operation's end becomes an answer: it logs and hides what is broken, and leads away from an
/// account whose access is over.
impl<R> From<domain::Error<R>> for Failure<R> {
    fn from(error: domain::Error<R>) -> Self {
        match error {
            domain::Error::Refused(rules) => {
                set_call_status(StatusCode::UNPROCESSABLE_ENTITY);
                Self::Refused(rules)
            }
            domain::Error::Forbidden => {
                log_refusal("forbidden");
                set_status(StatusCode::FORBIDDEN);
                Self::Forbidden
            }
            domain::Error::Ended(account) => {
                log_refusal("ended");
                redirect(&paths::ended(&account));
                set_call_status(StatusCode::FORBIDDEN);
                Self::Ended
            }
            domain::Error::NotFound => {
                log_refusal("not found");
                set_status(StatusCode::NOT_FOUND);
                Self::NotFound
            }
            domain::Error::Broken(fault) => {
                let incident = incident();
                tracing::error!(%incident, fault = format!("{fault:#}"), "an operation broke");
                set_status(StatusCode::INTERNAL_SERVER_ERROR);
                Self::Broken(incident)
            }
        }
    }
}

/// One line for what somebody may not do, with the ids of person and session and nothing of what they sent.
fn log_refusal(how: &str) {
    let Some(parts) = use_context::<Parts>() else { return };
    let route = parts.extensions.get::<Route>().map_or("-", |route| &route.0);
    let caller = parts.extensions.get::<SignedInCaller>().map(|SignedInCaller(caller)| caller);
    tracing::warn!(how, route, ?caller, "somebody asks for what they may not");
}

/// Eight characters that a person can read out and that find the line in the log.
pub fn incident() -> String {
    Secret::random().expose().chars().filter(char::is_ascii_alphanumeric).take(8).collect::<String>().to_uppercase()
}

/// Sets the status of a page or of a call.
fn set_status(status: StatusCode) {
    if use_context::<Parts>().is_some_and(|parts| matches!(parts.method, Method::GET | Method::HEAD)) {
        respond_with(status);
    }
    set_call_status(status);
}

/// Sets the status of a call. Not of a page, and not of a plain form's answer: that is a redirect and stays one.
fn set_call_status(status: StatusCode) {
    let Some(parts) = use_context::<Parts>() else { return };
    let accept = parts.headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if parts.method == Method::POST && !accept.contains("text/html") {
        respond_with(status);
    }
}

fn respond_with(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// What pages may reach beyond our own address.
#[derive(Clone, Debug, Default)]
pub struct ContentSecurity {
    /// Origins, besides our own, that a form may post to or be redirected to: BankID's launch address.
    pub form_action: Vec<String>,
    /// Where browsers report what a page has tried to reach in spite of this: a path of ours.
    pub report_to: &'static str,
}

/// Gives a page its language, its status and its content security policy. Called once, before rendering.
pub fn provide_page(security: &ContentSecurity) {
    provide_context(language());
    provide_context(PageStatus(Arc::new(|status| {
        if let Ok(status) = StatusCode::from_u16(status) {
            set_status(status);
        }
    })));
    let Some(response) = use_context::<ResponseOptions>() else { return };

    if let Some(policy) = use_nonce().and_then(|nonce| security.policy(&nonce)) {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(endpoint) = security.reporting_endpoint() {
        response.insert_header(HeaderName::from_static("reporting-endpoints"), endpoint);
    }
}

impl ContentSecurity {
    fn policy(&self, nonce: &str) -> Option<HeaderValue> {
        let form_action = self.form_action.join(" ");
        let policy = format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' \
             'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             worker-src 'self'; form-action 'self' {form_action}; frame-ancestors 'none'; base-uri 'none'; \
             object-src 'none'; report-to csp"
        );
        HeaderValue::from_str(&policy).ok()
    }

    /// What the policy's word `csp` stands for.
    fn reporting_endpoint(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("csp=\"{}\"", self.report_to)).ok()
    }
}

/// Remembers the chosen language for a year.
pub(crate) fn remember_language(language: Locale) {
    append_cookie(&cookie_for(LANGUAGE_COOKIE, language.as_str(), Some(A_YEAR)));
}

/// Sends the browser to one of our own pages.
pub fn redirect(path: &str) {
    leptos_axum::redirect(path);
}

/// Sends the browser back to the page it came from: only its path, so that it never leaves the portal.
pub fn redirect_back() {
    let referer = header(&REFERER).and_then(|referer| referer.parse::<Uri>().ok());
    let path = referer.as_ref().map(Uri::path).filter(|path| is_own_path(path));
    redirect(path.unwrap_or("/"));
}

/// `//host` and `/\host` look like paths but lead to another host.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

/// Adds a cookie to the answer; `insert_header` would replace the ones already there.
fn append_cookie(cookie: &str) {
    if let (Some(response), Ok(cookie)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        response.append_header(SET_COOKIE, cookie);
    }
}

/// The language of the pages.
pub fn language() -> Locale {
    use_context::<Parts>().as_ref().map(language_wanted_in).unwrap_or_default()
}

/// The language that a request is answered in: the person's choice, else what the browser asks for, else Swedish.
pub fn language_wanted_in(parts: &Parts) -> Locale {
    let chosen = cookie_of(parts, LANGUAGE_COOKIE).and_then(|language| language.parse().ok());
    let wanted = || parts.headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(wanted_language);
    chosen.or_else(wanted).unwrap_or_default()
}

/// The best of our languages in an `Accept-Language`. Of equals the first wins.
fn wanted_language(wanted: &str) -> Option<Locale> {
    let weighted = wanted.split(',').rev().filter_map(|part| {
        let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let language = tag.trim().split('-').next()?.to_ascii_lowercase().parse().ok()?;
        let weight = weight.trim().parse::<f32>().ok().filter(|weight| *weight > 0.0)?;
        Some((language, weight))
    });
    weighted.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(language, _)| language)
}

/// Of a cookie that came twice the first counts; an empty one is none.
fn cookie_of(parts: &Parts, name: &str) -> Option<String> {
    let cookies = parts.headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}

fn header(name: &HeaderName) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts.headers.get(name)?.to_str().ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_the_browser_wants_most_wins() {
        assert_eq!(wanted_language("en-GB,en;q=0.9,sv;q=0.8"), Some(Locale::en));
        assert_eq!(wanted_language("de,en;q=0.3,sv;q=0.7"), Some(Locale::sv));
        assert_eq!(wanted_language("sv,en"), Some(Locale::sv));
        assert_eq!(wanted_language("de, en;q=0"), None);
        assert_eq!(wanted_language("*;q=x,,"), None);
    }

    #[test]
    fn another_host_is_not_an_own_path() {
        assert!(is_own_path("/k/abc/profil"));
        assert!(!is_own_path("//elsewhere.example"));
        assert!(!is_own_path("/\\elsewhere.example"));
        assert!(!is_own_path(""));
    }

    #[test]
    fn forms_may_only_post_to_named_origins() {
        let security =
            ContentSecurity { form_action: vec!["https://app.bankid.com".to_owned()], report_to: "/csp-report" };

        let policy = security.policy("abc").expect("the policy is a header value");

        let policy = policy.to_str().expect("the policy is ASCII");
        assert!(policy.contains("form-action 'self' https://app.bankid.com;"), "{policy}");
        assert!(policy.contains("'nonce-abc'"), "{policy}");
    }
}
