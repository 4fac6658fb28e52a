//! How a server function fails, as the browser sees it.

use leptos::prelude::FromServerFnError;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::i18n::text;
use crate::page_status::PageStatus;

/// The refusals of a server function that no rule refuses. It has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoRefusal {}

/// The result of a server function. `R` lists the rules that may refuse.
pub type Answer<T, R = NoRefusal> = Result<T, Failure<R>>;

/// Why a server function failed. It may appear in a URL, so it contains no personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure<R = NoRefusal> {
    /// All the rules that refused, in the order of the form.
    Refused(Vec<R>),
    /// No session; the response also redirects to the sign-in page.
    SignedOut,
    /// The account may be used, but not for this.
    Forbidden,
    /// The access to the account has ended; the response also redirects to the page that says so.
    Ended,
    /// It does not exist, or not for this caller.
    NotFound,
    /// A fault of ours; the log has the details under this incident id.
    Broken(String),
    /// The database is not available or not writable; the log has the details under this incident id.
    Unavailable(String),
    /// The server was not reached.
    Unreachable,
    /// The server could not parse the request, for example one from a page of an older version.
    Malformed,
}

impl<R> Failure<R> {
    /// The refusals; empty for any other failure.
    pub fn refusals(&self) -> &[R] {
        match self {
            Self::Refused(rules) => rules,
            _ => &[],
        }
    }

    /// A sentence for every failure but refusals, whose texts belong to the feature.
    pub fn sentence(&self) -> Option<String> {
        match self {
            Self::Refused(_) => None,
            Self::SignedOut => Some(text!(failure.signed_out).to_owned()),
            Self::Forbidden => Some(text!(failure.forbidden).to_owned()),
            Self::Ended => Some(text!(failure.ended).to_owned()),
            Self::NotFound => Some(text!(failure.not_found).to_owned()),
            Self::Broken(incident) => Some(text!(failure.broken, incident = incident)),
            Self::Unavailable(incident) => Some(text!(failure.unavailable, incident = incident)),
            Self::Unreachable => Some(text!(failure.unreachable).to_owned()),
            Self::Malformed => Some(text!(failure.malformed).to_owned()),
        }
    }
}

impl<R> std::fmt::Display for Failure<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Refused(_) => "refused",
            Self::SignedOut => "signed out",
            Self::Forbidden => "forbidden",
            Self::Ended => "ended",
            Self::NotFound => "not found",
            Self::Broken(_) => "broken",
            Self::Unavailable(_) => "unavailable",
            Self::Unreachable => "unreachable",
            Self::Malformed => "malformed",
        })
    }
}

impl<R: std::fmt::Debug> std::error::Error for Failure<R> {}

impl<R> FromServerFnError for Failure<R>
where
    R: std::fmt::Debug + Serialize + DeserializeOwned + 'static,
{
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr::{Args, Deserialization, MissingArg, Request};

        // In the browser every other failure is an answer that is not ours: that of a proxy while the server restarts.
        if cfg!(target_arch = "wasm32") || matches!(error, Request(_)) {
            return Self::Unreachable;
        }
        if matches!(error, Args(_) | MissingArg(_) | Deserialization(_)) {
            PageStatus::set(400);
        }
        // These texts name our types, which helps nobody.
        Self::Malformed
    }
}
