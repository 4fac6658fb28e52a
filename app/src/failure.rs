//! How a question to the server fails, as the browser learns of it.

use leptos::prelude::FromServerFnError;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::PageStatus;
use crate::i18n::text;

/// The refusals of what no rule refuses: there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoRefusal {}

/// What a server function answers. `R` lists the rules that may say no.
pub type Answer<T, R = NoRefusal> = Result<T, Failure<R>>;

/// Why a server function did not do what it was asked. May travel in a URL, so it holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure<R = NoRefusal> {
    /// Rules said no: all that did, in the order of the form.
    Refused(Vec<R>),
    /// Nobody is signed in; the answer also leads to the sign-in page.
    SignedOut,
    /// The account may be used, but not for this.
    Forbidden,
    /// The access to the account is over; the answer also leads to the page that says so.
    Ended,
    /// There is no such thing, or not for who asks.
    NotFound,
    /// A fault of ours; the log tells more under this incident id.
    Broken(String),
    /// The database does not answer or cannot write just now; the log tells more under this incident id.
    Unavailable(String),
    /// The server was not reached.
    Unreachable,
    /// What was sent made no sense to the server, for example from a page of an older version.
    Malformed,
}

impl<R> Failure<R> {
    /// The rules that said no; none when it failed in another way.
    pub fn refusals(&self) -> &[R] {
        match self {
            Self::Refused(rules) => rules,
            _ => &[],
        }
    }

    /// A sentence for everything but refusals, whose sentences are the feature's own.
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

        if matches!(error, Request(_)) {
            return Self::Unreachable;
        }
        if matches!(error, Args(_) | MissingArg(_) | Deserialization(_)) {
            PageStatus::set(400);
        }
        // The texts of these tell of our types; nobody needs them.
        Self::Malformed
    }
}
