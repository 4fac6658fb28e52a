//! Signing in with BankID through the routes, as a browser does it.

use axum::Router;
use axum::body::Body;
use bankid_simulator::{Approval, Simulator};
use domain::Browser;
use domain::secret::Secret;
use domain::testing::{Named, TestDatabase, World};
use http::header::{ACCEPT, COOKIE, REFERER, SET_COOKIE};
use http::{Method, Request, Response, StatusCode};
use rstest::rstest;
use sea_orm::{ConnectionTrait as _, Database};
use server::running::Running;
use types::Channel;
use types::page::Destination;
use types::sign_in::{BankIdStart, SignInMethod};

use crate::support::door::{self, form, location, own_post, router_of, send, text};
use crate::support::log;

const HOME: &str = "127.0.0.1";
const ELSEWHERE: &str = "198.51.100.7";

/// A portal with BankID, and a person who has started to sign in on this device.
struct Stage {
    world: World,
    bankid: Simulator,
    router: Router,
    order: Secret,
}

impl Stage {
    async fn begun() -> Self {
        let mut world = World::new(TestDatabase::Sqlite).await;
        let bankid = world.open_bankid();
        let router = router_of(world.domain.clone(), &Running::default(), |_| {}, Router::new());
        let (browser, to) = (Browser::at(HOME), Destination::default());
        let start = world.domain.start_sign_in(&browser, Channel::Web, BankIdStart::ThisDevice, &to).await;
        Self { order: start.expect("an order").secret, world, bankid, router }
    }

    fn token(&self) -> impl Future<Output = String> {
        let browser = Browser { order: Some(self.order.clone()), ..Browser::at(HOME) };
        async move { self.world.auto_start_token(&browser).await }
    }

    /// The address that the app returns to.
    async fn return_path(&self) -> String {
        let address = self.bankid.return_url(&self.token().await).expect("an address to come back to");
        address.split_once("localhost:3000").expect("an address of ours").1.to_owned()
    }

    /// The digits that the app shows.
    async fn digits(&self) -> String {
        let text = self.bankid.visible_text(&self.token().await).expect("a text");
        text.split_once("siffror: ").expect("digits").1[..2].to_owned()
    }

    /// Anna identifies in the app at an address; BankID may be polled again.
    async fn approve(&self, address: &str) {
        let approval = Approval {
            ip_address: Some(address.parse().expect("an address")),
            risk: Some("low".to_owned()),
            ..Approval::by(Named::Anna.personal_number())
        };
        self.bankid.approve_with(&self.token().await, &approval).expect("an order to approve");
        self.world.clock.advance(2);
    }

    fn cookie(&self) -> String {
        format!("__Host-flow={}", self.order.expose())
    }

    async fn send(&self, request: http::request::Builder, body: &str) -> Response<Body> {
        let request = request.header(COOKIE, self.cookie()).header(ACCEPT, "text/html");
        send(&self.router, HOME, request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.send(Request::get(path), "").await
    }

    async fn post(&self, path: &str, body: &str) -> Response<Body> {
        let page = "https://portal.example/logga-in/bankid";
        self.send(own_post(path).header(REFERER, page), body).await
    }

    /// From now on no session can be opened: a fault of ours.
    async fn break_down(&self) {
        let db = Database::connect(self.world.database_url()).await.expect("the database");
        let trigger = "CREATE TRIGGER broken BEFORE INSERT ON session BEGIN SELECT RAISE(ABORT, 'on purpose'); END";
        db.execute_unprepared(trigger).await.expect("a trigger");
    }
}

fn sets_session(response: &Response<Body>) -> bool {
    response.headers().get_all(SET_COOKIE).iter().any(|set| set.as_bytes().starts_with(b"__Host-sess="))
}

/// The incident id that a person is shown, and that the log has too.
fn incident_in(page: &str) -> Option<String> {
    let is_incident = |word: &&str| word.len() == 8 && !log::lines(&format!("\"incident\":\"{word}\"")).is_empty();
    page.split(|sign: char| !sign.is_ascii_alphanumeric()).find(is_incident).map(str::to_owned)
}

#[rstest]
#[case::prefetched("sec-purpose", "prefetch", Method::GET)]
#[case::rendered_ahead("sec-purpose", "prefetch;prerender", Method::GET)]
#[case::in_an_older_browser("purpose", "prefetch", Method::GET)]
#[case::in_firefox("x-moz", "prefetch", Method::GET)]
#[case::only_looked_at("accept-language", "sv", Method::HEAD)]
#[tokio::test]
async fn a_speculative_request_uses_no_nonce_and_opens_nothing(
    #[case] name: &str,
    #[case] value: &str,
    #[case] method: Method,
) {
    let stage = Stage::begun().await;
    let path = stage.return_path().await;
    stage.approve(ELSEWHERE).await;

    let ahead = stage.send(Request::builder().method(method).uri(&path).header(name, value), "").await;
    let sessions = stage.world.session_count().await;
    let meant = stage.get(&path).await;

    assert_eq!(ahead.status(), StatusCode::SERVICE_UNAVAILABLE, "a browser asks again after this one");
    assert_eq!(ahead.headers()["cache-control"], "no-store");
    assert_eq!((sessions, ahead.headers().get(SET_COOKIE)), (0, None));
    assert!(sets_session(&meant), "{meant:?}");
    assert_eq!(location(&meant), Some("/valj-konto"));
}

#[tokio::test]
async fn a_fault_of_ours_on_return_is_reported_as_ours_and_retried_by_the_person() {
    log::keep();
    let stage = Stage::begun().await;
    let path = stage.return_path().await;
    stage.approve(HOME).await;
    stage.break_down().await;

    let led = stage.get(&path).await;
    let to = location(&led).expect("a page").to_owned();
    let page = text(stage.get(&to).await).await;

    assert!(to.starts_with("/logga-in/bankid?") && !to.contains("bankid_down"), "{to}");
    assert!(incident_in(&page).is_some(), "{page}");
    assert!(page.contains("Tryck på knappen för att fortsätta."), "{page}");
    assert!(page.contains("action=\"/api/sign-in/finish\""), "{page}");
}

/// With WebAssembly the page submits its form automatically. It first checks whether that has just failed.
#[tokio::test]
async fn a_page_does_not_automatically_repeat_what_has_just_failed() {
    log::keep();
    let stage = Stage::begun().await;
    stage.approve(HOME).await;
    // Otherwise it asks for a press.
    let acts = |page: &str| page.contains("Klart! Nu loggas du in.");
    let before = text(stage.get("/logga-in/bankid").await).await;
    stage.break_down().await;

    let led = stage.post("/api/sign-in/finish", "").await;
    let to = location(&led).expect("the page").trim_start_matches("https://portal.example").to_owned();
    let after = text(stage.get(&to).await).await;

    assert!(acts(&before), "{before}");
    assert!(!acts(&after), "{after}");
    assert!(incident_in(&after).is_some(), "{after}");
    let forms: Vec<_> = after.split("<form").filter(|form| form.contains("/api/sign-in/finish")).collect();
    assert!(forms.len() == 1 && !forms[0].split('>').next().unwrap().contains("hidden"), "{forms:?}");
}

#[tokio::test]
async fn a_refused_form_replaces_the_error_of_the_one_before() {
    let stage = Stage::begun().await;
    let mut page = "https://portal.example/logga-in/bankid?till=%2Fk&__path=x&__err=y&__path=x&__err=z".to_owned();
    for _ in 0..3 {
        let led = stage.send(own_post("/api/sign-in/finish").header(REFERER, &page), "").await;

        let to = location(&led).expect("the page").to_owned();
        assert_eq!((to.matches("__err=").count(), to.matches("__path=").count()), (1, 1), "{to}");
        assert!(to.contains("till=%2Fk") && to.contains("sign-in%2Ffinish"), "{to}");
        page = if to.starts_with('/') { format!("https://portal.example{to}") } else { to };
    }
}

#[tokio::test]
async fn the_page_asks_for_the_digits_and_accepts_them() {
    let stage = Stage::begun().await;
    let digits = stage.digits().await;
    stage.approve(ELSEWHERE).await;

    let pressed = stage.post("/api/sign-in/finish", "").await;
    let page = text(stage.get("/logga-in/bankid").await).await;
    let empty = stage.post("/api/sign-in/confirm", &form(&[("digits", "")])).await;
    let signed_in = stage.post("/api/sign-in/confirm", &form(&[("digits", &digits)])).await;

    assert!(location(&pressed).unwrap().contains("/logga-in/bankid?"), "{pressed:?}");
    assert!(page.contains("De två siffrorna i BankID-appen") && page.contains("name=\"digits\""), "{page}");
    assert!(!page.contains("bankid-finish"), "there is one way on: {page}");
    assert!(location(&empty).unwrap().contains("__err="), "{empty:?}");
    assert_eq!(location(&signed_in), Some("/valj-konto"));
    assert!(sets_session(&signed_in));
}

#[rstest]
#[case::the_same(HOME, "same")]
#[case::another_network(ELSEWHERE, "other_network")]
#[tokio::test]
async fn the_log_tells_the_risk_and_how_far_the_app_was_and_not_where(#[case] app: &str, #[case] distance: &str) {
    log::keep();
    let stage = Stage::begun().await;
    stage.approve(app).await;

    stage.post("/api/sign-in/finish", "").await;

    // Tests of this file log beside each other, so it is looked for by what this case alone has.
    let told = log::lines("\"a person is identified\"");
    let told: Vec<_> = told.iter().filter(|line| line.contains(&format!("\"address\":\"{distance}\""))).collect();
    assert!(!told.is_empty() && told.iter().all(|line| line.contains("\"risk\":\"low\"")), "{told:?}");
    assert!(told.iter().all(|line| !line.contains(ELSEWHERE) && !line.contains(HOME)), "{told:?}");
}

#[tokio::test]
async fn wrong_digits_ask_to_begin_again() {
    let stage = Stage::begun().await;
    let wrong = if stage.digits().await == "00" { "01" } else { "00" };
    stage.approve(ELSEWHERE).await;

    let led = stage.post("/api/sign-in/confirm", &form(&[("digits", wrong)])).await;
    let to = location(&led).expect("the page").trim_start_matches("https://portal.example").to_owned();
    let page = text(stage.get(&to).await).await;

    assert!(!sets_session(&led));
    assert!(page.contains("Siffrorna stämde inte") && page.contains("Ingen inloggning pågår"), "{page}");
}

#[rstest]
#[tokio::test]
async fn signing_out_of_either_channel_ends_the_orders_of_both(#[values(Channel::Web, Channel::App)] channel: Channel) {
    let stage = Stage::begun().await;
    stage.approve(HOME).await;
    let (_, session) = stage.world.session(Named::Bjorn, channel, SignInMethod::BankId).await;
    let path = format!("{}/api/sign-out", channel.base());
    let request = own_post(&path).header(COOKIE, format!("{}={}", door::cookie_name(channel), session.expose()));

    let out = stage.send(request, "").await;
    let finished = stage.post("/api/sign-in/finish", "").await;

    let cookies: Vec<_> = out.headers().get_all(SET_COOKIE).iter().map(|set| set.to_str().unwrap()).collect();
    for name in ["__Host-flow=; ", "__Host-app-flow=; "] {
        assert!(cookies.iter().any(|set| set.starts_with(name) && set.contains("Max-Age=0")), "{cookies:?}");
    }
    assert!(!sets_session(&finished));
    assert_eq!((stage.world.order_count().await, stage.world.session_count().await), (0, 0));
}
