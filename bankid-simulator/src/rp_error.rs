//! Errors of the service, as JSON with every status.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// An error with its status, code and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RpError {
    status: StatusCode,
    code: String,
    details: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    error_code: String,
    details: String,
}

impl RpError {
    /// An error with the status of its code; an unknown code is an error of the service.
    pub(super) fn new(code: &str, details: &str) -> Self {
        let status = match code {
            "alreadyInProgress" | "invalidParameters" => StatusCode::BAD_REQUEST,
            "unauthorized" => StatusCode::UNAUTHORIZED,
            "notFound" => StatusCode::NOT_FOUND,
            "methodNotAllowed" => StatusCode::METHOD_NOT_ALLOWED,
            "requestTimeout" => StatusCode::REQUEST_TIMEOUT,
            "unsupportedMediaType" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "tooManyRequests" => StatusCode::TOO_MANY_REQUESTS,
            "maintenance" => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, code: code.to_owned(), details: details.to_owned() }
    }

    pub(super) fn invalid(details: &str) -> Self {
        Self::new("invalidParameters", details)
    }

    pub(super) fn no_such_order() -> Self {
        Self::invalid("No such order")
    }

    pub(super) fn already_in_progress() -> Self {
        Self::new("alreadyInProgress", "Order already in progress for pno")
    }
}

impl IntoResponse for RpError {
    fn into_response(self) -> Response {
        (self.status, Json(Body { error_code: self.code, details: self.details })).into_response()
    }
}
