//! Errors of the service and of its settings.

use serde::Deserialize;

/// Why a call failed; the client retries none of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The person has an open order; it was cancelled and no new one was made.
    #[error("an order is already in progress for this person")]
    AlreadyInProgress,
    /// The request, or the order it names, is not acceptable.
    #[error("the service refused the request: {details}")]
    InvalidParameters {
        /// The service's explanation, for logs and never for people.
        details: String,
    },
    /// The relying party has no access.
    #[error("the service denied access")]
    Unauthorized,
    /// The service is down for a while.
    #[error("the service is down for maintenance")]
    Maintenance,
    /// The service failed.
    #[error("the service failed")]
    Internal,
    /// The request took too long to reach the service.
    #[error("the service gave up waiting for the request")]
    RequestTimeout,
    /// The service asks for fewer calls.
    #[error("the service asks for fewer calls")]
    TooManyRequests,
    /// No answer: connection, handshake or timeout.
    #[error("the service could not be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The answer could not be parsed; its content may be personal and is left out.
    #[error("the answer could not be read at line {line}, column {column}")]
    Unreadable {
        /// Line of the answer.
        line: usize,
        /// Column of the answer.
        column: usize,
    },
    /// An error that this client does not know.
    #[error("the service answered with status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
}

impl Error {
    pub(super) fn unreachable(error: reqwest::Error) -> Self {
        let error = error.without_url();
        tracing::warn!(error = &error as &dyn std::error::Error, "BankID could not be reached");
        Self::Unreachable(error)
    }

    pub(super) fn unreadable(error: serde_json::Error) -> Self {
        Self::Unreadable { line: error.line(), column: error.column() }
    }

    /// Parses an error: by its code, or by its status if something in between answered.
    pub(super) fn from_answer(status: u16, body: &[u8]) -> Self {
        let refusal: Refusal = serde_json::from_slice(body).unwrap_or_default();
        match (refusal.error_code.as_str(), status) {
            ("alreadyInProgress", _) => Self::AlreadyInProgress,
            ("invalidParameters", _) => Self::InvalidParameters { details: refusal.details },
            ("unauthorized", _) | ("", 401 | 403) => Self::Unauthorized,
            ("maintenance", _) | ("", 503) => Self::Maintenance,
            ("internalError", _) | ("", 500) => Self::Internal,
            ("requestTimeout", _) | ("", 408) => Self::RequestTimeout,
            ("tooManyRequests", _) | ("", 429) => Self::TooManyRequests,
            (code, _) => {
                tracing::error!(status, code, details = refusal.details, "BankID sent an error that is not known here");
                Self::Unexpected { status }
            }
        }
    }
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The address is not an `https` URL.
    #[error("the base URL must be an https URL")]
    BaseUrl,
    /// The authority's certificate cannot be read, or holds none.
    #[error("the CA certificate cannot be read")]
    Authority,
    /// The relying party's certificate cannot be read, or holds none.
    #[error("the client certificate cannot be read")]
    Certificate,
    /// The relying party's key cannot be read, or has a pass phrase.
    #[error("the client key cannot be read")]
    Key,
    /// The simulator's authority must never vouch for BankID's own hosts.
    #[error("the simulator's CA cannot be used with BankID's own hosts")]
    SimulatedAuthority,
    /// Certificate and key do not fit each other or TLS.
    #[error("the client certificate and key cannot be used: {0}")]
    Tls(#[source] rustls::Error),
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made: {0}")]
    Http(#[source] reqwest::Error),
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Refusal {
    error_code: String,
    details: String,
}
