//! The service's API for relying parties: `/rp/v6.0` over mutual TLS.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use axum::routing::post;
use axum::{Extension, Json, Router};
use axum_server::tls::TlsInfo;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::fault::Endpoint;
use super::order::RelyingParty;
use super::rp_error::RpError;
use super::service::Service;
use super::start_request::{Purpose, StartRequest};

/// More than the largest request can be.
const BODY_LIMIT: usize = 512 * 1024;

pub(super) fn router(service: Arc<Service>) -> Router {
    let mut operations = Router::new();
    for (path, endpoint) in [
        ("/auth", Endpoint::Auth),
        ("/sign", Endpoint::Sign),
        ("/collect", Endpoint::Collect),
        ("/cancel", Endpoint::Cancel),
    ] {
        let handler = move |State(service): State<Arc<Service>>,
                            Extension(tls): Extension<Arc<TlsInfo>>,
                            request: Request| async move {
            let answered = answer(&service, endpoint, &tls, request).await;
            drop(service.answers().read().await);
            match answered {
                Ok(value) => Json(value).into_response(),
                Err(error) => error.into_response(),
            }
        };
        operations = operations.route(path, post(handler));
    }
    Router::new()
        .nest("/rp/v6.0", operations)
        .fallback(async || RpError::new("notFound", "The address is not known"))
        .method_not_allowed_fallback(async || RpError::new("methodNotAllowed", "The method is not allowed"))
        .with_state(service)
}

async fn answer(service: &Service, endpoint: Endpoint, tls: &TlsInfo, request: Request) -> Result<Value, RpError> {
    check_content_type(request.headers())?;
    if let Some(code) = service.register_call(endpoint) {
        return Err(RpError::new(&code, "Simulated fault"));
    }
    let caller = caller(tls)?;
    let body = read_body(request.into_body()).await?;
    let purpose = match endpoint {
        Endpoint::Auth => Purpose::Identification,
        Endpoint::Sign => Purpose::Signing,
        Endpoint::Collect => return service.collect(&caller, order_ref(&body)?),
        Endpoint::Cancel | Endpoint::Any => {
            return service.cancel(&caller, order_ref(&body)?).map(|()| json!({}));
        }
    };
    let order = service.start(caller, StartRequest::read(purpose, &body)?)?;
    Ok(json!(order))
}

// The real service refuses a charset parameter too.
fn check_content_type(headers: &HeaderMap) -> Result<(), RpError> {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(RpError::new("unsupportedMediaType", "The content type is not supported"))
    }
}

async fn read_body(body: Body) -> Result<Value, RpError> {
    let bytes = to_bytes(body, BODY_LIMIT).await.map_err(|_| RpError::invalid("Invalid request"))?;
    serde_json::from_slice(&bytes).map_err(|_| RpError::invalid("Invalid request"))
}

fn order_ref(body: &Value) -> Result<&str, RpError> {
    body.get("orderRef").and_then(Value::as_str).ok_or_else(RpError::no_such_order)
}

/// The caller, by the certificate of the handshake.
fn caller(tls: &TlsInfo) -> Result<RelyingParty, RpError> {
    let der = tls.peer_certificates.first().ok_or_else(|| RpError::new("unauthorized", "No client certificate"))?;
    let (_, certificate) =
        X509Certificate::from_der(der).map_err(|_| RpError::new("unauthorized", "Unreadable client certificate"))?;
    let name = certificate.subject().iter_common_name().find_map(|name| name.as_str().ok()).unwrap_or("?").to_owned();
    Ok(RelyingParty { fingerprint: Sha256::digest(der).into(), name })
}
