//! A simulator on free ports with a clock that only tests advance.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bankid::{AuthRequest, Client, ClientSettings, Collected, Completion, Error, Order, Requirement};
use bankid_simulator::{Clock, SimulatedPerson, Simulator, SimulatorSettings};
use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;

pub const ANNA: &str = "198502142386";
pub const CECILIA: &str = "197609302380";
pub const BROWSER: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 24));

pub struct Stage {
    pub simulator: Simulator,
    pub client: Client,
    pub directory: TempDir,
    now: Arc<AtomicI64>,
}

impl Stage {
    pub fn start() -> Self {
        // Only the tests' raw calls need a default provider; every test of this process uses the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let directory = tempfile::tempdir().expect("a directory");
        let now = Arc::new(AtomicI64::new(1_795_000_000));
        let simulator = start_in(directory.path(), &now);
        let client = Client::new(&simulator.client_settings()).expect("a client");
        Self { simulator, client, directory, now }
    }

    pub fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub async fn auth(&self) -> Order {
        self.client.auth(&AuthRequest::new(BROWSER)).await.expect("an order")
    }

    pub async fn auth_for(&self, personal_number: &str) -> Result<Order, Error> {
        let requirement = Requirement { personal_number: Some(personal_number.to_owned()), ..Requirement::default() };
        self.client.auth(&AuthRequest { requirement: Some(requirement), ..AuthRequest::new(BROWSER) }).await
    }

    pub async fn collect(&self, order: &Order) -> Result<Collected, Error> {
        self.client.collect(&order.order_ref).await
    }

    /// The hint code of a pending or failed order, with its status.
    pub async fn hint(&self, order: &Order) -> String {
        match self.collect(order).await.expect("an answer") {
            Collected::Pending { hint } => format!("pending {}", hint.as_str()),
            Collected::Failed { hint } => format!("failed {}", hint.as_str()),
            Collected::Complete(_) => "complete".to_owned(),
        }
    }

    pub async fn completion(&self, order: &Order) -> Completion {
        match self.collect(order).await.expect("an answer") {
            Collected::Complete(completion) => *completion,
            other => panic!("not complete: {other:?}"),
        }
    }

    pub fn app_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.simulator.app_address())
    }

    pub async fn post_app(&self, path: &str, body: Value) -> (u16, Value) {
        let request = browser().post(self.app_url(path)).json(&body);
        let response = request.send().await.expect("an answer");
        (response.status().as_u16(), response.json().await.expect("JSON"))
    }
}

/// The QR text of an order at this second of its life.
pub fn qr(order: &Order, second: u64) -> String {
    bankid::qr_text(&order.qr_start_token, &order.qr_start_secret, std::time::Duration::from_secs(second))
}

pub fn token(order: &Order) -> &str {
    order.auto_start_token.as_str()
}

/// A simulator that stores its certificates in this directory.
pub fn start_in(directory: &std::path::Path, now: &Arc<AtomicI64>) -> Simulator {
    let now = now.clone();
    let free_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let person = |personal_number: &str, given_name: &str, surname: &str| SimulatedPerson {
        personal_number: personal_number.to_owned(),
        given_name: given_name.to_owned(),
        surname: surname.to_owned(),
        role: "a role".to_owned(),
    };
    Simulator::start(SimulatorSettings {
        app_address: free_port,
        rp_address: free_port,
        public_app_url: String::new(),
        directory: directory.to_owned(),
        people: vec![person(ANNA, "Anna", "Andersson"), person(CECILIA, "Cecilia", "Carlsson")],
        clock: Clock::new(move || Timestamp::from_second(now.load(Ordering::SeqCst)).expect("a time")),
    })
    .expect("a simulator")
}

/// A client that follows no redirect and reads pages.
pub fn browser() -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .build()
        .expect("a browser")
}

/// A caller of the service that can send what our client never does.
pub fn raw_caller(settings: &ClientSettings, with_certificate: bool) -> reqwest::Client {
    let authority = reqwest::Certificate::from_pem(&settings.ca_pem).expect("an authority");
    let mut builder = reqwest::Client::builder().no_proxy().tls_certs_only([authority]);
    if with_certificate {
        let identity = [settings.certificate_pem.as_slice(), settings.key_pem.as_slice()].concat();
        builder = builder.identity(reqwest::Identity::from_pem(&identity).expect("an identity"));
    }
    builder.build().expect("a caller")
}

pub fn details<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::InvalidParameters { details }) => details,
        other => panic!("not invalidParameters: {other:?}"),
    }
}
