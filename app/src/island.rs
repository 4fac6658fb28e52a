//! What the islands of a page find in the browser. Everything else of a page is made on the server only.

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::serde_json;
use serde::de::DeserializeOwned;
use types::Language;
use types::access_grant::Channel;

/// Gives the islands the channel and the language that the server made the page in.
pub fn prepare() {
    provide_context::<Channel>(channel_of_page());
    let root = document().document_element();
    let language = root.and_then(|root| root.get_attribute("lang")).and_then(|language| language.parse().ok());
    provide_context::<Language>(language.unwrap_or_default());
}

/// The browser's address tells the channel wherever it is asked; contexts are lost in what a timer begins.
fn channel_of_page() -> Channel {
    Channel::of_path(&window().location().pathname().unwrap_or_default()).0
}

/// A path in the channel of the page that the browser shows.
pub(crate) fn address(path: &str) -> String {
    format!("{}{path}", channel_of_page().base())
}

/// Why a question has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// A rule said no.
    Refused,
    /// The server was not reached, or could not answer.
    Lost,
}

/// Asks a server function without arguments, by its address. Its own client brings along the code to tell every reason
/// for a failure from the others, nine kilobytes on each first visit, and no island tells them apart.
pub(crate) async fn ask<T: DeserializeOwned>(path: &str) -> Result<T, NoAnswer> {
    // Nothing but forms and JSON is let in by the server (`same_origin.rs`), not even a call without a body.
    let request = Request::post(&address(path)).header("Content-Type", "application/x-www-form-urlencoded");
    let answer = request.header("Accept", "application/json").send().await.map_err(|_| NoAnswer::Lost)?;
    match answer.status() {
        200 => {
            let answer = answer.text().await.map_err(|_| NoAnswer::Lost)?;
            serde_json::from_str(&answer).map_err(|_| NoAnswer::Lost)
        }
        422 => Err(NoAnswer::Refused),
        _ => Err(NoAnswer::Lost),
    }
}
