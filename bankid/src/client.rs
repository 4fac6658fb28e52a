//! The client of the service: mutual TLS, no retries.

mod error;
mod tls;

use std::fmt;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::{ClientError, Error};
pub use tls::{SIMULATED_AUTHORITY, certificate_expires_at, is_simulated};

use crate::wire::{AuthRequest, Collected, Order, OrderRef, SignRequest};

const IDLE_CONNECTION_KEPT: Duration = Duration::from_secs(15);

/// The service's address, and who calls it.
#[derive(Clone)]
pub struct ClientSettings {
    /// Begins with `https://` and ends with the version, such as `/rp/v6.0`; a slash at the end is ignored.
    pub base_url: String,
    /// The only certificate authority trusted for the service.
    pub ca_pem: Vec<u8>,
    /// The relying party's certificate, followed by intermediates if any.
    pub certificate_pem: Vec<u8>,
    /// The relying party's private key, without passphrase.
    pub key_pem: Vec<u8>,
    /// Timeout for connecting.
    pub connect_timeout: Duration,
    /// Timeout for a whole call.
    pub timeout: Duration,
}

impl fmt::Debug for ClientSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientSettings").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Calls the service; a clone shares its connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ByOrderRef<'a> {
    order_ref: &'a OrderRef,
}

impl Client {
    /// Reads the certificates and refuses invalid settings; makes no call.
    pub fn new(settings: &ClientSettings) -> Result<Self, ClientError> {
        let base_url = settings.base_url.trim_end_matches('/').to_owned();
        let url = reqwest::Url::parse(&base_url).map_err(|_| ClientError::BaseUrl)?;
        if url.scheme() != "https" {
            return Err(ClientError::BaseUrl);
        }
        let host = url.host_str().unwrap_or_default();
        if host.ends_with(".bankid.com") && tls::is_simulated(&settings.ca_pem) {
            return Err(ClientError::SimulatedAuthority);
        }
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::configure(settings)?)
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            // A repeated start creates a second order, and a repeated collect loses the result.
            .retry(reqwest::retry::never())
            // A connection that the service has closed would fail a call that cannot be repeated.
            .pool_idle_timeout(IDLE_CONNECTION_KEPT)
            .connect_timeout(settings.connect_timeout)
            .timeout(settings.timeout)
            .build()
            .map_err(ClientError::Http)?;
        Ok(Self { http, base_url })
    }

    /// Starts an identification.
    pub async fn auth(&self, request: &AuthRequest) -> Result<Order, Error> {
        self.post("auth", request).await
    }

    /// Starts a signature.
    pub async fn sign(&self, request: &SignRequest) -> Result<Order, Error> {
        self.post("sign", request).await
    }

    /// Asks for the status of an order: every two seconds, never again after it failed or completed.
    pub async fn collect(&self, order_ref: &OrderRef) -> Result<Collected, Error> {
        self.post("collect", &ByOrderRef { order_ref }).await
    }

    /// Cancels an order; if it has ended already, the error is `InvalidParameters`, which a caller ignores.
    pub async fn cancel(&self, order_ref: &OrderRef) -> Result<(), Error> {
        let _: serde_json::Value = self.post("cancel", &ByOrderRef { order_ref }).await?;
        Ok(())
    }

    /// Whether the service answers and accepts us: asks for a nonexistent order, so nothing is started.
    pub async fn try_connection(&self) -> Result<(), Error> {
        match self.collect(&OrderRef::from("00000000-0000-0000-0000-000000000000")).await {
            Ok(_) | Err(Error::InvalidParameters { .. }) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn post<Q: Serialize, A: DeserializeOwned>(&self, path: &'static str, request: &Q) -> Result<A, Error> {
        let body = serde_json::to_vec(request).expect("requests hold nothing that JSON cannot");
        let response = self
            .http
            .post(format!("{}/{path}", self.base_url))
            // The service refuses a content type with parameters.
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body)
            .send()
            .await
            .map_err(Error::unreachable)?;
        let status = response.status().as_u16();
        let answer = response.bytes().await.map_err(Error::unreachable)?;
        let result = if status == 200 {
            serde_json::from_slice(&answer).map_err(Error::unreadable)
        } else {
            Err(Error::from_answer(status, &answer))
        };
        match &result {
            Ok(_) => tracing::debug!(path, "BankID answered"),
            Err(error) => tracing::warn!(path, status, %error, "BankID refused"),
        }
        result
    }
}
