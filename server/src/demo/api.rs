//! The JSON endpoints of demo mode: caught letters and the clock. Stories and tests use them too.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use domain::Domain;
use domain::mail::{CaughtMail, PaperLetter};
use http::StatusCode;
use http::header::ACCEPT;
use serde::{Deserialize, Serialize};

use super::store_clock;
use crate::config::ServerConfig;

/// How far the clock may be advanced at once: a hundred years.
const MAX_ADVANCE_SECONDS: u32 = 100 * 366 * 24 * 3600;

#[derive(Clone)]
struct Parts {
    domain: Domain,
    config: ServerConfig,
}

/// The routes.
pub fn routes(domain: Domain, config: ServerConfig) -> Router {
    Router::new()
        .route("/demo/mail.json", get(mail))
        .route("/demo/letters.json", get(letters))
        .route("/demo/clock", get(clock).post(advance))
        .route("/demo/clock/form", post(advance_by_form))
        .with_state(Parts { domain, config })
}

#[derive(Deserialize)]
struct MailQuery {
    to: Option<String>,
}

async fn mail(State(parts): State<Parts>, Query(query): Query<MailQuery>) -> Json<Vec<CaughtMail>> {
    // Reads files one by one, so it may block.
    let caught = tokio::task::spawn_blocking(move || parts.domain.mail().caught(query.to.as_deref()));
    Json(caught.await.unwrap_or_default())
}

async fn letters(State(parts): State<Parts>) -> Json<Vec<PaperLetter>> {
    let waiting = tokio::task::spawn_blocking(move || parts.domain.paper().waiting());
    Json(waiting.await.unwrap_or_default())
}

#[derive(Serialize)]
struct Now {
    now: String,
}

async fn clock(State(parts): State<Parts>) -> Json<Now> {
    Json(now(&parts))
}

fn now(parts: &Parts) -> Now {
    let now = jiff::Timestamp::from_microsecond(parts.domain.clock().now().0).unwrap_or_default();
    Now { now: format!("{now:.3}") }
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: u32,
}

async fn advance(State(parts): State<Parts>, Json(advance): Json<Advance>) -> Response {
    match move_clock(&parts, advance.advance_seconds) {
        Ok(now) => Json(now).into_response(),
        Err(status) => status.into_response(),
    }
}

/// The same from the demo page, which has no scripts.
async fn advance_by_form(
    State(parts): State<Parts>,
    headers: http::HeaderMap,
    Form(advance): Form<Advance>,
) -> Response {
    let wants_page = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|it| it.contains("html"));
    match move_clock(&parts, advance.advance_seconds) {
        Ok(_) if wants_page => Redirect::to("/demo").into_response(),
        Ok(now) => Json(now).into_response(),
        Err(status) => status.into_response(),
    }
}

fn move_clock(parts: &Parts, seconds: u32) -> Result<Now, StatusCode> {
    if seconds > MAX_ADVANCE_SECONDS {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    parts.domain.clock().advance(seconds);
    if let Err(fault) = store_clock(&parts.config.data_dir, parts.domain.clock()) {
        tracing::warn!(%fault, "the moved clock is not remembered for the next start");
    }
    Ok(now(parts))
}
