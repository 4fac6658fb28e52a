//! What islands need from the browser. The rest of a page is rendered on the server only.

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::serde_json;
use serde::de::DeserializeOwned;
use types::Channel;
use types::Language;

/// Provides the channel and language that the server rendered the page in.
pub fn prepare() {
    provide_context::<Channel>(channel_of_page());
    let root = document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang")).and_then(|language| language.parse().ok());
    provide_context::<Language>(language.unwrap_or_default());
}

/// The channel according to the browser's address, which is available everywhere; contexts are lost in timers.
fn channel_of_page() -> Channel {
    Channel::of_path(&window().location().pathname().unwrap_or_default()).0
}

/// A path in the channel of the current page.
pub(crate) fn address(path: &str) -> String {
    format!("{}{path}", channel_of_page().base())
}

/// Why a request has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestError {
    /// A rule refused.
    Refused,
    /// The server was not reached, or failed.
    Lost,
}

/// Calls a server function without arguments by its path. Leptos' client includes the code that distinguishes every
/// failure, nine kilobytes on each first visit, and no island needs it.
pub(crate) async fn ask<T: DeserializeOwned>(path: &str) -> Result<T, RequestError> {
    // The server accepts only forms and JSON (`same_origin.rs`), even for a call without a body.
    let request = Request::post(&address(path)).header("Content-Type", "application/x-www-form-urlencoded");
    let answer = request.header("Accept", "application/json").send().await.map_err(|_| RequestError::Lost)?;
    match answer.status() {
        200 => {
            let answer = answer.text().await.map_err(|_| RequestError::Lost)?;
            serde_json::from_str(&answer).map_err(|_| RequestError::Lost)
        }
        422 => Err(RequestError::Refused),
        _ => Err(RequestError::Lost),
    }
}
