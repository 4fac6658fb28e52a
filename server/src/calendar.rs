//! Calendars of pickups, for subscribing programs. They send no cookies: the secret in the address authenticates them,
//! and the rules authorize every request.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::secret::Secret;
use domain::{Domain, Failed};
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use types::page::file::{CALENDAR_ENDING, CALENDARS};

use crate::fault::Fault;

/// The file that a browser saves is never named by the secret.
const CONTENT_DISPOSITION_VALUE: &str = "inline; filename=\"kalender.ics\"";

/// The route, for both channels. Responses are not cached, so that a removed link ends at once.
pub fn routes(domain: Domain) -> Router {
    Router::new().route(&format!("{CALENDARS}/{{file}}"), get(calendar)).with_state(domain)
}

async fn calendar(State(domain): State<Domain>, Path(file): Path<String>) -> Response {
    let Some(secret) = file.strip_suffix(CALENDAR_ENDING) else { return not_found() };
    match domain.calendar(&Secret::returned(secret)).await {
        Ok(calendar) => {
            let headers =
                [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CONTENT_DISPOSITION, CONTENT_DISPOSITION_VALUE)];
            (headers, calendar).into_response()
        }
        Err(Failed::Broken(fault)) => Fault::Down(format!("a calendar is not to be had: {fault:#}")).into(),
        Err(_) => not_found(),
    }
}

/// One response for every reason, so that it tells nothing.
fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "404 Not Found\n").into_response()
}
