//! The app's control interface for tests, as JSON.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::fault::Fault;
use super::service::{AppRefusal, Approval, Service};

pub(super) fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/scan", post(scan))
        .route("/orders/{token}/open", post(open))
        .route("/orders/{token}/approve", post(approve))
        .route("/orders/{token}/cancel", post(cancel))
        .route("/orders/{token}/fail", post(fail))
        .route("/orders/{token}/hint", post(hint))
        .route("/faults", post(add_fault))
        .fallback(|| async { Refusal(StatusCode::NOT_FOUND, "notFound", "no such address".to_owned()) })
        .with_state(service)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Scan {
    qr: String,
    #[serde(default)]
    personal_number: Option<String>,
    #[serde(default)]
    ip_address: Option<IpAddr>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Open {
    personal_number: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Hint {
    hint_code: String,
}

type Answer = Result<Json<Value>, Refusal>;
type Body<T> = Result<Json<T>, JsonRejection>;

async fn scan(
    State(service): State<Arc<Service>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    body: Body<Scan>,
) -> Answer {
    let Json(scan) = body?;
    let scanner = scan.ip_address.unwrap_or(peer.ip());
    let token = service.scan(&scan.qr, Some(scanner), scan.personal_number.as_deref())?;
    Ok(Json(json!({ "autoStartToken": token })))
}

async fn open(State(service): State<Arc<Service>>, Path(token): Path<String>, body: Body<Open>) -> Answer {
    let view = service.open(&token, Some(&body?.personal_number))?;
    Ok(Json(json!({ "userVisibleData": view.visible_text, "returnUrl": view.return_url })))
}

async fn approve(State(service): State<Arc<Service>>, Path(token): Path<String>, body: Body<Approval>) -> Answer {
    let return_url = service.approve(&token, &body?.0)?;
    Ok(Json(json!({ "returnUrl": return_url })))
}

async fn cancel(State(service): State<Arc<Service>>, Path(token): Path<String>) -> Answer {
    let return_url = service.fail(&token, "userCancel")?;
    Ok(Json(json!({ "returnUrl": return_url })))
}

async fn fail(State(service): State<Arc<Service>>, Path(token): Path<String>, body: Body<Hint>) -> Answer {
    let return_url = service.fail(&token, &body?.hint_code)?;
    Ok(Json(json!({ "returnUrl": return_url })))
}

async fn hint(State(service): State<Arc<Service>>, Path(token): Path<String>, body: Body<Hint>) -> Answer {
    service.show_hint(&token, &body?.hint_code)?;
    Ok(Json(json!({})))
}

async fn add_fault(State(service): State<Arc<Service>>, body: Body<Fault>) -> Answer {
    service.inject(body?.0);
    Ok(Json(json!({})))
}

/// Status, code and text of a refusal.
struct Refusal(StatusCode, &'static str, String);

impl From<AppRefusal> for Refusal {
    fn from(refusal: AppRefusal) -> Self {
        let (status, code) = match refusal {
            AppRefusal::BadQr => (StatusCode::GONE, "badQr"),
            AppRefusal::NoOrder => (StatusCode::NOT_FOUND, "noOrder"),
            AppRefusal::WrongPerson => (StatusCode::CONFLICT, "wrongPerson"),
            AppRefusal::BadPersonalNumber => (StatusCode::BAD_REQUEST, "badPersonalNumber"),
        };
        Self(status, code, refusal.to_string())
    }
}

impl From<JsonRejection> for Refusal {
    fn from(rejection: JsonRejection) -> Self {
        Self(rejection.status(), "badRequest", rejection.body_text())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1, "message": self.2 }))).into_response()
    }
}
