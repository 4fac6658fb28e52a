//! The portal's routes and layers in a test world, without a network.
#![allow(dead_code, reason = "each test file uses its part")]

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use domain::secret::Secret;
use domain::testing::{Holding, Named, TestDatabase, World};
use domain::{Browser, Domain};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION};
use http::{HeaderValue, Request, Response, StatusCode};
use leptos::config::LeptosOptions;
use server::config::ServerConfig;
use server::running::Running;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use types::Channel;
use types::id::{BagOrderId, FacilityId};
use types::page::AccountPage;
use types::sign_in::SignInMethod;
use types::{AccessGrantId, CustomerRef, Page};

/// All kinds of callers, by their relation to Anna's account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Nobody,
    /// A holder of another account.
    Stranger,
    /// Invited in both channels, not confirmed.
    Pending,
    /// Had access in both channels, which was removed.
    ExGrantee,
    /// Has access to Mina Sidor only.
    Grantee,
    /// Has access to the app only.
    Family,
    /// Has access in both channels.
    Both,
    /// On the contract, signed in by customer number, so to Mina Sidor only.
    HolderByNumber,
    /// On the contract, signed in with BankID.
    Holder,
}

impl Who {
    /// Everybody, in the order of the tables.
    pub const ALL: [Self; 9] = [
        Self::Nobody,
        Self::Stranger,
        Self::Pending,
        Self::ExGrantee,
        Self::Grantee,
        Self::Family,
        Self::Both,
        Self::HolderByNumber,
        Self::Holder,
    ];

    fn name(self) -> Option<Named> {
        Some(match self {
            Self::Nobody => return None,
            Self::Stranger => Named::Cecilia,
            Self::Pending => Named::Hanna,
            Self::ExGrantee => Named::Eva,
            Self::Grantee => Named::Bjorn,
            Self::Family => Named::Ivar,
            Self::Both => Named::David,
            Self::HolderByNumber | Self::Holder => Named::Anna,
        })
    }
}

/// The outcome of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ok,
    Refused,
    SignedOut,
    Forbidden,
    Ended,
    NotFound,
    /// A page that redirects.
    LedOn,
    /// There is no such function in the channel.
    NoSuch,
    Other(String),
}

/// The portal with Anna's account, and everybody with a relation to it.
pub struct Door {
    pub world: World,
    pub account: CustomerRef,
    /// Hanna's invitations to Mina Sidor and to the app.
    pub pending: AccessGrantId,
    pub pending_in_app: AccessGrantId,
    /// An address of the account that bags can be ordered for, with pickups on Thursdays in even weeks.
    pub home: FacilityId,
    /// An order of bags that is under way for another address.
    pub order: BagOrderId,
    /// The state of the process.
    pub running: Running,
    by_number: OnceCell<Secret>,
    router: Router,
}

/// The options that cargo-leptos would pass.
pub fn leptos_options() -> LeptosOptions {
    LeptosOptions::builder().output_name("portal").build()
}

impl Door {
    pub async fn open() -> Self {
        Self::with(|_| {}, Router::new()).await
    }

    /// The same with other settings and additional routes.
    pub async fn with(change: impl FnOnce(&mut ServerConfig), extra: Router) -> Self {
        let world = World::new(TestDatabase::Sqlite).await;
        let anna = world.holder_at_home(Named::Anna).await;
        world.holder(Named::Cecilia).await;
        let in_app = Holding { caller: anna.caller.in_channel(Channel::App), account: anna.account.clone() };
        world.let_in(&anna, Named::Bjorn).await;
        world.let_in(&in_app, Named::Ivar).await;
        let mut pending = Vec::new();
        for holder in [&anna, &in_app] {
            world.let_in(holder, Named::David).await;
            world.let_in(holder, Named::Eva).await;
            remove_eva(&world, holder).await;
            pending.push(world.invite(holder, Named::Hanna).await.expect("Hanna is invited"));
        }
        let other_home = world.add_address(&anna, "Storgatan 3").await;
        let order = world.order(&anna, other_home).await.expect("an order");
        let home = world.home(&anna).await;
        world.set_pickups(home, "torsdag", "even").await;
        let running = Running::default();
        let router = router_of(world.domain.clone(), &running, change, extra);
        let (pending, pending_in_app) = (pending[0], pending[1]);
        let (account, by_number) = (anna.account, OnceCell::new());
        Self { world, account, pending, pending_in_app, home, order, running, by_number, router }
    }

    /// The cookie of a new session on the web; `None` for nobody.
    pub async fn cookie(&self, who: Who) -> Option<String> {
        self.cookie_in(who, Channel::Web).await
    }

    /// The same for a channel. The app has no sign-in by customer number: there it is a session of the web under the
    /// other name.
    pub async fn cookie_in(&self, who: Who, channel: Channel) -> Option<String> {
        let secret = match who {
            Who::HolderByNumber => self.by_number().await,
            _ => self.world.session(who.name()?, channel, SignInMethod::BankId).await.1,
        };
        Some(format!("{}={}", cookie_name(channel), secret.expose()))
    }

    /// Anna's session by customer number: only one, since a letter with a code is sent once a day.
    async fn by_number(&self) -> Secret {
        let open = async || {
            let holding = Holding { caller: self.world.person(Named::Anna).await, account: self.account.clone() };
            self.world.activate(&holding).await;
            self.world.sign_in_by_number(&Browser::at("198.51.100.7"), &holding).await.session.secret
        };
        self.by_number.get_or_init(open).await.clone()
    }

    /// Posts a form as our page's WebAssembly does, and classifies the response.
    pub async fn post(&self, cookie: Option<&str>, path: &str, body: &str) -> Outcome {
        let mut request = own_post(path).header(ACCEPT, "application/json");
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        let response = self.send(request.body(body.to_owned().into()).expect("a request")).await;
        let status = response.status();
        outcome(status, &text(response).await)
    }

    /// Opens a page, and classifies the response.
    pub async fn open_page(&self, who: Who, path: &str) -> Outcome {
        let mut request = Request::get(path).header(ACCEPT, "text/html");
        if let Some(cookie) = self.cookie_in(who, Channel::of_path(path).0).await {
            request = request.header(COOKIE, cookie);
        }
        page_outcome(&self.send(request.body(Body::empty()).expect("a request")).await)
    }

    /// Sends a request from an address on this machine.
    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.send_from("127.0.0.1", request).await
    }

    /// Sends a request from an address.
    pub async fn send_from(&self, peer: &str, request: Request<Body>) -> Response<Body> {
        send(&self.router, peer, request).await
    }
}

async fn remove_eva(world: &World, holder: &Holding) {
    let list = world.domain.access_grants(&holder.caller, &holder.account).await.expect("a list");
    let eva = list.grants.iter().find(|grant| grant.grantee.given_name == "Eva").expect("Eva's grant");
    world.domain.remove_access(&holder.caller, &holder.account, eva.id).await.expect("Eva is removed");
}

/// The name of a channel's session cookie.
pub const fn cookie_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "__Host-sess",
        Channel::App => "__Host-app-sess",
    }
}

/// The routes on a domain, with changed settings.
pub fn router_of(domain: Domain, running: &Running, change: impl FnOnce(&mut ServerConfig), extra: Router) -> Router {
    let defaults = ServerConfig::defaults().expect("the defaults are of the right form");
    let mut config = ServerConfig { public_url: "https://portal.example".to_owned(), ..defaults };
    change(&mut config);
    let origin = "https://app.bankid.com".to_owned();
    server::router::router(&config, leptos_options(), domain, running, origin, extra)
}

/// Sends a request to some routes, from an address.
pub async fn send(router: &Router, peer: &str, mut request: Request<Body>) -> Response<Body> {
    let peer = SocketAddr::new(peer.parse().expect("an address"), 50_000);
    request.headers_mut().entry(HOST).or_insert(HeaderValue::from_static("portal.example"));
    request.extensions_mut().insert(ConnectInfo(peer));
    router.clone().oneshot(request).await.expect("the router answers")
}

/// The body of a response.
pub async fn text(response: Response<Body>) -> String {
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("an answer");
    String::from_utf8_lossy(&body).into_owned()
}

/// A page without the markers by which the browser finds its parts.
pub fn without_markers(page: &str) -> String {
    page.replace("<!>", "")
}

/// The beginning of a same-origin post.
pub fn own_post(path: &str) -> http::request::Builder {
    Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// A form's body.
pub fn form(fields: &[(&str, &str)]) -> String {
    let plain = |text: &str| text.replace('@', "%40").replace(' ', "+");
    fields.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect::<Vec<_>>().join("&")
}

/// Where a response redirects.
pub fn location(response: &Response<Body>) -> Option<&str> {
    response.headers().get(LOCATION)?.to_str().ok()
}

fn page_outcome(response: &Response<Body>) -> Outcome {
    match (response.status(), location(response)) {
        (StatusCode::OK, None) => Outcome::Ok,
        (StatusCode::NOT_FOUND, None) => Outcome::NotFound,
        (StatusCode::FORBIDDEN, None) => Outcome::Forbidden,
        (_, Some(to)) => match Page::parse(Channel::of_path(to).0, to) {
            Some(Page::SignIn(_)) => Outcome::SignedOut,
            Some(Page::Account(_, AccountPage::Ended)) => Outcome::Ended,
            _ => Outcome::LedOn,
        },
        (status, None) => Outcome::Other(status.to_string()),
    }
}

fn outcome(status: StatusCode, body: &str) -> Outcome {
    if status.is_success() {
        return Outcome::Ok;
    }
    match body {
        "\"SignedOut\"" => Outcome::SignedOut,
        "\"Forbidden\"" if status == StatusCode::FORBIDDEN => Outcome::Forbidden,
        "\"Ended\"" => Outcome::Ended,
        "\"NotFound\"" if status == StatusCode::NOT_FOUND => Outcome::NotFound,
        refused if refused.starts_with("{\"Refused\":[\"") => Outcome::Refused,
        page if status == StatusCode::NOT_FOUND && page.starts_with("<!DOCTYPE html>") => Outcome::NoSuch,
        other => Outcome::Other(format!("{status}: {other}")),
    }
}
