//! Calendars of pickups, for the programs that subscribe to them: they come without cookies, and the address's secret
//! tells who asks. What it opens is decided by the rules, at every request.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::secret::Secret;
use domain::{Domain, Failed};
use http::StatusCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use crate::fault::Fault;

/// How the address of a calendar ends, and so what it is called where it is kept: never by its secret.
const ENDING: &str = ".ics";
const KEPT_AS: &str = "inline; filename=\"kalender.ics\"";

/// The route, of both channels. What it answers is kept by nobody, so that a link that is taken away ends at once.
pub fn routes(domain: Domain) -> Router {
    Router::new().route("/kalender/{file}", get(calendar)).with_state(domain)
}

async fn calendar(State(domain): State<Domain>, Path(file): Path<String>) -> Response {
    let Some(secret) = file.strip_suffix(ENDING) else { return not_found() };
    match domain.calendar(&Secret::returned(secret)).await {
        Ok(calendar) => {
            let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CONTENT_DISPOSITION, KEPT_AS)];
            (headers, calendar).into_response()
        }
        Err(Failed::Broken(fault)) => Fault::Down(format!("a calendar is not to be had: {fault:#}")).into(),
        Err(_) => not_found(),
    }
}

/// Alike for whatever may be the reason.
fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "404 Not Found\n").into_response()
}
