//! Cookies: the session, the order of BankID, the device and the language.

use std::time::Duration;

use domain::secret::Secret;
use http::HeaderValue;
use http::header::{COOKIE, HeaderName, SET_COOKIE};
use http::request::Parts;
use leptos::prelude::use_context;
use types::Channel;
use types::Language;
use types::time::days;

use super::{append_header, channel_of, insert_header};
use crate::channel::channel;

const LANGUAGE: &str = "__Host-lang";
pub(super) const DEVICE: &str = "__Host-dev";
const A_YEAR: Duration = days(365);
/// The lifetime of a cookie to delete.
const NO_TIME: Duration = Duration::ZERO;

/// Each channel has its own cookies: a browser may be signed in to both, and a cookie of one is never read as the
/// other's.
const fn session_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "__Host-sess",
        Channel::App => "__Host-app-sess",
    }
}

const fn order_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "__Host-flow",
        Channel::App => "__Host-app-flow",
    }
}

/// The channel that a request is not in.
pub(super) const fn other_channel(channel: Channel) -> Channel {
    match channel {
        Channel::Web => Channel::App,
        Channel::App => Channel::Web,
    }
}

/// The secret of a channel's order in a request's cookie.
pub(super) fn order_of(parts: &Parts, channel: Channel) -> Option<Secret> {
    cookie_of(parts, order_name(channel)).map(|secret| Secret::returned(&secret))
}

/// The secret of the session in a request's cookie, for the channel of the address.
pub fn session_of(parts: &Parts) -> Option<Secret> {
    cookie_of(parts, session_name(channel_of(parts))).map(|secret| Secret::returned(&secret))
}

/// The cookies after signing in: the session, removal of the orders of both channels, and the person's language if the
/// browser has none.
pub fn signed_in_cookies(parts: &Parts, session: &Secret, language: Language) -> Vec<String> {
    let channel = channel_of(parts);
    let mut cookies = vec![cookie_for(session_name(channel), session.expose(), None)];
    cookies.extend(no_orders());
    if cookie_of(parts, LANGUAGE).is_none() {
        cookies.push(cookie_for(LANGUAGE, language.as_str(), Some(A_YEAR)));
    }
    cookies
}

/// Stores a new session in the browser.
pub(crate) fn store_session(session: &Secret, language: Language) {
    let Some(parts) = use_context::<Parts>() else { return };
    for cookie in signed_in_cookies(&parts, session, language) {
        append_cookie(&cookie);
    }
}

/// Removes the session from the browser, and whatever is stored there.
pub(crate) fn clear_session() {
    append_cookie(&cookie_for(session_name(channel()), "", Some(NO_TIME)));
    let everything = HeaderValue::from_static("\"cache\", \"storage\"");
    insert_header(HeaderName::from_static("clear-site-data"), everything);
}

/// Stores the order in the browser, for as long as an order can live.
pub(crate) fn store_order(order: &Secret, device: &str) {
    append_cookie(&cookie_for(order_name(channel()), order.expose(), Some(domain::ORDER_LASTS)));
    store_device(device);
}

/// Stores the device id in the browser.
pub(crate) fn store_device(device: &str) {
    append_cookie(&cookie_for(DEVICE, device, Some(A_YEAR)));
}

/// Removes the order of this channel from the browser.
pub(crate) fn clear_order() {
    append_cookie(&cookie_for(order_name(channel()), "", Some(NO_TIME)));
}

/// Removes the orders of both channels from the browser.
pub(crate) fn clear_orders() {
    for cookie in no_orders() {
        append_cookie(&cookie);
    }
}

fn no_orders() -> [String; 2] {
    [Channel::Web, Channel::App].map(|channel| cookie_for(order_name(channel), "", Some(NO_TIME)))
}

/// Stores the chosen language for a year.
pub(crate) fn store_language(language: Language) {
    append_cookie(&cookie_for(LANGUAGE, language.as_str(), Some(A_YEAR)));
}

/// The language chosen in the browser.
pub(super) fn chosen_language(parts: &Parts) -> Option<Language> {
    cookie_of(parts, LANGUAGE)?.parse().ok()
}

fn cookie_for(name: &str, value: &str, max_age: Option<Duration>) -> String {
    let max_age = max_age.map(|lasts| format!("; Max-Age={}", lasts.as_secs())).unwrap_or_default();
    format!("{name}={value}; Path=/{max_age}; SameSite=Lax; Secure; HttpOnly")
}

/// Adds a cookie to the response, beside others.
fn append_cookie(cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        append_header(SET_COOKIE, cookie);
    }
}

/// If a cookie is sent twice, the first counts; an empty one counts as missing.
pub(super) fn cookie_of(parts: &Parts, name: &str) -> Option<String> {
    let cookies = parts.headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}
