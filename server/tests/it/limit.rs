//! Overload limits, and whose address counts.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use domain::testing::{Named, TestDatabase, World};
use http::header::{ACCEPT, RETRY_AFTER};
use http::{Request, StatusCode};
use rstest::rstest;
use server::config::ServerConfig;

use crate::support::door::{Door, location, own_post, text};
use crate::support::log;

const PROXY: &str = "192.0.2.1";

/// A portal that lets a network start one sign-in a minute.
async fn strict_door() -> Door {
    let change = |config: &mut ServerConfig| {
        config.trusted_proxies = vec![PROXY.parse().expect("an address")];
        config.limits.sign_ins_per_minute = NonZeroU32::MIN;
        config.limits.sign_ins_at_once = NonZeroU32::MIN;
    };
    Door::with(change, Router::new()).await
}

/// Whether a start from a peer with a forwarded address is refused by the limit.
async fn is_refused(door: &Door, peer: &str, forwarded_for: Option<&str>) -> bool {
    let mut request = own_post("/api/sign-in/start").header(ACCEPT, "application/json");
    if let Some(addresses) = forwarded_for {
        request = request.header("x-forwarded-for", addresses);
    }
    let response = door.send_from(peer, request.body(Body::from("start=this_device")).expect("a request")).await;
    response.status() == StatusCode::TOO_MANY_REQUESTS
}

#[tokio::test]
async fn a_network_starts_so_many_sign_ins_and_another_has_its_own() {
    let door = strict_door().await;

    assert!(!is_refused(&door, "203.0.113.7", None).await);
    assert!(is_refused(&door, "203.0.113.200", None).await, "the same /24");
    assert!(!is_refused(&door, "198.51.100.7", None).await);
    assert!(!is_refused(&door, "2001:db8::1", None).await);
    assert!(is_refused(&door, "2001:db8::ffff", None).await, "the same /64");
}

#[rstest]
#[case::its_own_form(PROXY)]
#[case::as_a_listener_for_both_kinds_sees_it("::ffff:192.0.2.1")]
#[tokio::test]
async fn who_calls_through_our_proxy_is_the_right_most_stranger(#[case] peer: &str) {
    let door = strict_door().await;

    assert!(!is_refused(&door, peer, Some("198.51.100.7")).await);
    assert!(is_refused(&door, peer, Some("1.1.1.1, 198.51.100.7")).await, "the left-most is written by anybody");
    assert!(is_refused(&door, peer, Some("::ffff:198.51.100.7, ::ffff:192.0.2.1")).await, "an address has two forms");
    assert!(!is_refused(&door, peer, Some("203.0.113.7")).await);
}

#[rstest]
#[case::a_port("x-forwarded-for", "198.51.100.7:51234", "203.0.113.7:51234")]
#[case::brackets("x-forwarded-for", "[2001:db8::7]:40000", "[2001:db8:0:1::7]:40000")]
#[case::quotation_marks("x-forwarded-for", "\"[2001:db8::7]:40000\"", "\"[2001:db8:0:1::7]:40000\"")]
#[case::the_standard("forwarded", "for=198.51.100.7;proto=https", "for=\"203.0.113.7:51234\"")]
#[tokio::test]
async fn customers_behind_a_proxy_are_distinguished(#[case] header: &str, #[case] one: &str, #[case] other: &str) {
    let door = strict_door().await;
    let is_refused = async |said: &str| {
        let request = own_post("/api/sign-in/start").header(ACCEPT, "application/json").header(header, said);
        let response = door.send_from(PROXY, request.body(Body::from("start=this_device")).unwrap()).await;
        response.status() == StatusCode::TOO_MANY_REQUESTS
    };

    assert!(!is_refused(one).await);
    assert!(is_refused(one).await, "the same network");
    assert!(!is_refused(other).await, "another one");
}

#[tokio::test]
async fn what_a_proxy_says_that_cannot_be_read_is_logged_once_and_not_with_its_words() {
    log::keep();
    let door = strict_door().await;

    for _ in 0..3 {
        is_refused(&door, PROXY, Some("customer-of-ours.example")).await;
    }

    assert_eq!(log::lines("the address that a proxy tells of a caller cannot be read").len(), 1);
    assert!(log::lines("customer-of-ours").is_empty());
}

#[tokio::test]
async fn too_many_invitations_in_a_minute_are_an_error_in_the_log() {
    log::keep();
    let world = World::with(TestDatabase::Sqlite, |settings| settings.grants.invitations_per_minute = 1).await;
    let anna = world.holder(Named::Anna).await;

    world.invite(&anna, Named::Bjorn).await.unwrap();
    let before = log::lines("too many invitations in a minute").len();
    for name in [Named::Hanna, Named::Ivar] {
        world.invite(&anna, name).await.unwrap();
    }

    let told = log::lines("too many invitations in a minute");
    assert_eq!((before, told.len()), (0, 1), "{told:?}");
    assert!(told[0].contains("\"level\":\"ERROR\""), "{told:?}");
}

#[tokio::test]
async fn a_stranger_is_not_believed_about_the_address() {
    let door = strict_door().await;

    assert!(!is_refused(&door, "203.0.113.7", Some("198.51.100.7")).await);
    assert!(is_refused(&door, "203.0.113.7", Some("198.51.101.7")).await);
}

#[tokio::test]
async fn a_refused_start_says_why() {
    let door = strict_door().await;
    assert!(!is_refused(&door, "203.0.113.7", None).await);
    let start = |accept: &str| {
        own_post("/api/sign-in/start").header(ACCEPT, accept).body(Body::from("start=this_device")).unwrap()
    };

    let form = door.send_from("203.0.113.7", start("text/html")).await;
    let script = door.send_from("203.0.113.7", start("application/json")).await;

    assert_eq!(location(&form), Some("/logga-in?fel=too_many"));
    assert_eq!(script.headers()[RETRY_AFTER], "60");
    assert_eq!(text(script).await, r#"{"Refused":["too_many"]}"#);
    let page = door.send(Request::get("/logga-in?fel=too_many").body(Body::empty()).unwrap()).await;
    assert!(text(page).await.contains("Vänta en minut"));
}

#[tokio::test]
async fn one_request_too_many_is_asked_to_come_back_and_health_still_answers() {
    let (begun, end) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let (told, waited) = (begun.clone(), end.clone());
    let slow = get(move || async move {
        told.notify_one();
        waited.notified().await;
    });
    let one = |config: &mut ServerConfig| config.limits.requests_at_once = NonZeroU32::MIN;
    let door = Arc::new(Door::with(one, Router::new().route("/slow", slow)).await);
    let asked = {
        let door = door.clone();
        tokio::spawn(async move { door.send(Request::get("/slow").body(Body::empty()).unwrap()).await.status() })
    };
    begun.notified().await;

    let page = door.send(Request::get("/").header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
    let live = door.send(Request::get("/health/live").body(Body::empty()).unwrap()).await;
    end.notify_one();

    assert_eq!(page.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers().contains_key(RETRY_AFTER) && page.headers().contains_key("x-content-type-options"));
    let page = text(page).await;
    assert!(page.contains("Vänta en liten stund") && page.contains("Wait a little while"), "{page}");
    assert_eq!(live.status(), StatusCode::NO_CONTENT);
    assert_eq!(asked.await.unwrap(), StatusCode::OK);
    let again = door.send(Request::get("/").body(Body::empty()).unwrap()).await;
    assert_eq!(again.status(), StatusCode::OK, "the place is free again");
}
