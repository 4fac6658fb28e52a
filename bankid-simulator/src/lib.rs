//! A simulated BankID: the service with mutual TLS, and a web page that acts as the app.

mod app_guard;
mod certificates;
mod clock;
mod completion;
mod control_api;
mod fault;
mod order;
mod page;
mod person;
mod rp_api;
mod rp_error;
mod server;
mod service;
mod start_request;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OwnedRwLockWriteGuard;

pub use clock::Clock;
pub use fault::{Endpoint, Fault};
pub use person::SimulatedPerson;
pub use service::{AppRefusal, Approval};

use bankid::client::ClientSettings;
use bankid::launch::LaunchBase;
use bankid::wire::AutoStartToken;
use certificates::Certificates;
use server::Server;
use service::Service;

/// Settings of a simulator.
#[derive(Clone, Debug)]
pub struct SimulatorSettings {
    /// Where the simulated app listens, over HTTP; port 0 takes a free one.
    pub app_address: SocketAddr,
    /// Where the simulated service listens, over HTTPS; port 0 takes a free one.
    pub rp_address: SocketAddr,
    /// The app's address as browsers see it; empty means the address it listens on.
    pub public_app_url: String,
    /// The directory of the throw-away certificates, and of nothing else.
    pub directory: PathBuf,
    /// The people who can be chosen in the app.
    pub people: Vec<SimulatedPerson>,
    /// The clock.
    pub clock: Clock,
}

/// A running simulator; it stops when dropped.
#[derive(Debug)]
pub struct Simulator {
    service: Arc<Service>,
    certificates: Certificates,
    public_app_url: String,
    app: Server,
    rp: Server,
}

impl Simulator {
    /// Makes or reads the certificates and starts both servers on the Tokio runtime it is called in.
    pub fn start(settings: SimulatorSettings) -> anyhow::Result<Self> {
        let certificates = Certificates::read_or_make(&settings.directory)?;
        let service = Arc::new(Service::new(settings.people, settings.clock));
        let rp =
            Server::start_tls(settings.rp_address, certificates.server_config()?, rp_api::router(service.clone()))?;
        let app = Server::start(settings.app_address, app_router(service.clone()))?;
        let public_app_url = match settings.public_app_url.trim_end_matches('/') {
            "" => format!("http://localhost:{}/", app.address().port()),
            url => format!("{url}/"),
        };
        tracing::info!(app = %app.address(), rp = %rp.address(), "simulated BankID started");
        Ok(Self { service, certificates, public_app_url, app, rp })
    }

    /// Where the simulated app listens.
    pub fn app_address(&self) -> SocketAddr {
        self.app.address()
    }

    /// Where the simulated service listens.
    pub fn rp_address(&self) -> SocketAddr {
        self.rp.address()
    }

    /// The service's address for a client.
    pub fn rp_base_url(&self) -> String {
        format!("https://localhost:{}/rp/v6.0", self.rp.address().port())
    }

    /// The prefix of launch links.
    pub fn launch_base(&self) -> LaunchBase {
        LaunchBase::Web(self.public_app_url.clone())
    }

    /// Everything a client needs to call the service.
    pub fn client_settings(&self) -> ClientSettings {
        self.settings_with(self.certificates.rp_certificate.clone(), self.certificates.rp_key.clone())
    }

    /// The same for another relying party, whose certificate lives in memory only.
    pub fn client_settings_for(&self, name: &str) -> anyhow::Result<ClientSettings> {
        let (certificate, key) = self.certificates.issue_relying_party(name)?;
        Ok(self.settings_with(certificate.into_bytes(), key.into_bytes()))
    }

    /// The app scans a QR text.
    pub fn scan(&self, qr: &str) -> Result<AutoStartToken, AppRefusal> {
        self.service.scan(qr, None, None)
    }

    /// The app opens an order by its launch link, as this person.
    pub fn open(&self, auto_start_token: &str, personal_number: &str) -> Result<(), AppRefusal> {
        self.service.open(auto_start_token, Some(personal_number)).map(drop)
    }

    /// The person enters the security code.
    pub fn approve(&self, auto_start_token: &str, personal_number: &str) -> Result<(), AppRefusal> {
        self.approve_with(auto_start_token, &Approval::by(personal_number))
    }

    /// The person enters the security code, on a given device and at a given risk.
    pub fn approve_with(&self, auto_start_token: &str, approval: &Approval) -> Result<(), AppRefusal> {
        self.service.approve(auto_start_token, approval).map(drop)
    }

    /// The person cancels.
    pub fn cancel(&self, auto_start_token: &str) -> Result<(), AppRefusal> {
        self.fail(auto_start_token, "userCancel")
    }

    /// The order fails with any code, known or not.
    pub fn fail(&self, auto_start_token: &str, hint_code: &str) -> Result<(), AppRefusal> {
        self.service.fail(auto_start_token, hint_code).map(drop)
    }

    /// The order is pending with any code, known or not.
    pub fn show_hint(&self, auto_start_token: &str, hint_code: &str) -> Result<(), AppRefusal> {
        self.service.show_hint(auto_start_token, hint_code)
    }

    /// The text the person reads in the app, if the order is open and has one.
    pub fn visible_text(&self, auto_start_token: &str) -> Option<String> {
        self.service.view(auto_start_token).ok().and_then(|view| view.visible_text)
    }

    /// Where the app returns to when done, if the order is open and says so.
    pub fn return_url(&self, auto_start_token: &str) -> Option<String> {
        self.service.view(auto_start_token).ok().and_then(|view| view.return_url)
    }

    /// Delays the service's answers until the guard is dropped. Requests take effect at once.
    pub async fn hold_answers(&self) -> OwnedRwLockWriteGuard<()> {
        self.service.answers().write_owned().await
    }

    /// Makes the service fail the next calls.
    pub fn inject(&self, fault: Fault) {
        self.service.inject(fault);
    }

    /// How many calls the service has received, including those that failed.
    pub fn call_count(&self, endpoint: Endpoint) -> u64 {
        self.service.call_count(endpoint)
    }

    /// Stops both servers and waits until they have.
    pub async fn shutdown(mut self) {
        self.app.shutdown().await;
        self.rp.shutdown().await;
    }

    fn settings_with(&self, certificate_pem: Vec<u8>, key_pem: Vec<u8>) -> ClientSettings {
        ClientSettings {
            base_url: self.rp_base_url(),
            ca_pem: self.certificates.ca.clone(),
            certificate_pem,
            key_pem,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(10),
        }
    }
}

fn app_router(service: Arc<Service>) -> axum::Router {
    page::router(service.clone())
        .nest("/api", control_api::router(service))
        .layer(axum::middleware::from_fn(app_guard::guard))
}
