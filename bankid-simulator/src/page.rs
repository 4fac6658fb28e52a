//! The simulated app for people: plain pages and forms without scripts.

mod act;
mod answer;
mod choice;
mod language;
mod text;

use std::net::SocketAddr;
use std::sync::Arc;

use askama::Template;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::service::Service;
use answer::html;
use language::{Language, language_of};
use text::Text;

pub(super) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/", get(show))
        .route("/scan", post(scan))
        .route("/orders/{token}/approve", post(act::approve))
        .route("/orders/{token}/cancel", post(act::cancel))
        .route("/orders/{token}/fail", post(act::fail))
        .route("/simulator.css", get(stylesheet))
        .route("/icon.svg", get(icon))
        .fallback(not_found)
        .with_state(service)
}

#[derive(Deserialize)]
struct Arrival {
    autostarttoken: Option<String>,
    lang: Option<String>,
}

#[derive(Deserialize)]
struct Scanned {
    #[serde(default)]
    qr: String,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    language: Language,
    text: &'static Text,
    other_language_url: String,
    error: Option<&'static str>,
    qr: String,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage {
    language: Language,
    text: &'static Text,
    other_language_url: String,
    heading: &'static str,
    sentence: &'static str,
}

async fn show(State(service): State<Arc<Service>>, headers: HeaderMap, Query(arrival): Query<Arrival>) -> Response {
    let language = arrival.lang.as_deref().and_then(Language::parse).unwrap_or_else(|| language_of(&headers));
    let page = match arrival.autostarttoken.as_deref() {
        None => start_page(language, None, String::new(), StatusCode::OK),
        Some(token) => match service.open(token, None) {
            Ok(view) => act::order_page(&service, language, token, view, act::Entered::remembered(&headers)),
            Err(_) => no_order(language),
        },
    };
    if arrival.lang.is_some() { language.remember(page) } else { page }
}

async fn scan(
    State(service): State<Arc<Service>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(scanned): Form<Scanned>,
) -> Response {
    let language = language_of(&headers);
    match service.scan(&scanned.qr, Some(peer.ip()), None) {
        Ok(token) => Redirect::to(&format!("/?autostarttoken={}", token.as_str())).into_response(),
        Err(_) => start_page(language, Some(language.text().bad_qr), scanned.qr, StatusCode::GONE),
    }
}

fn start_page(language: Language, error: Option<&'static str>, qr: String, status: StatusCode) -> Response {
    let text = language.text();
    let other_language_url = format!("/?lang={}", language.other().code());
    html(status, &StartPage { language, text, other_language_url, error, qr }, None)
}

fn no_order(language: Language) -> Response {
    let text = language.text();
    message_page(language, StatusCode::GONE, text.no_order_heading, text.no_order)
}

fn message_page(language: Language, status: StatusCode, heading: &'static str, sentence: &'static str) -> Response {
    let other_language_url = format!("/?lang={}", language.other().code());
    html(status, &MessagePage { language, text: language.text(), other_language_url, heading, sentence }, None)
}

async fn not_found(headers: HeaderMap) -> Response {
    let language = language_of(&headers);
    let text = language.text();
    message_page(language, StatusCode::NOT_FOUND, text.not_found_heading, text.not_found)
}

async fn stylesheet() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../templates/simulator.css")).into_response()
}

async fn icon() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-cache")];
    (headers, include_str!("../templates/icon.svg")).into_response()
}
