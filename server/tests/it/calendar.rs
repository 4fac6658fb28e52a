//! Calendars of pickups, fetched as calendar programs do: without cookies, and parsed by a real program's parser.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

use axum::body::Body;
use domain::testing::{Holding, Named};
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE, COOKIE, SET_COOKIE};
use http::{Method, Request, Response, StatusCode};
use icalendar::{Calendar, Component as _};
use rstest::rstest;
use types::Channel;

use crate::support::door::{Door, Who, form, location, own_post, text};

/// The response to a program that knows nothing but an address.
async fn fetch(door: &Door, path: &str) -> Response<Body> {
    let program = Request::get(path).header(ACCEPT, "text/calendar").header("user-agent", "iOS/26 dataaccessd");
    door.send(program.body(Body::empty()).unwrap()).await
}

/// Submits one of the page's forms as a browser without WebAssembly does.
async fn press(door: &Door, who: Who, channel: Channel, what: &str) -> Response<Body> {
    let fields = [("account", door.account.as_str()), ("facility", &door.home.to_string())];
    let request = own_post(&format!("{}/api/calendar-links/{what}", channel.base()))
        .header(ACCEPT, "text/html")
        .header(COOKIE, door.cookie_in(who, channel).await.unwrap())
        .body(Body::from(form(&fields)))
        .unwrap();
    door.send(request).await
}

/// The page that a person sees in a channel.
async fn page(door: &Door, who: Who, address: &str) -> String {
    let cookie = door.cookie_in(who, Channel::of_path(address).0).await.unwrap();
    text(door.send(Request::get(address).header(COOKIE, cookie).body(Body::empty()).unwrap()).await).await
}

/// The path of the calendar whose address a page shows.
fn calendar_on(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("/kalender/")?;
    Some(format!("/kalender/{}.ics", rest.split_once(".ics")?.0))
}

#[rstest]
#[case::on_the_web(Who::Holder, Channel::Web)]
#[case::in_the_app(Who::Family, Channel::App)]
#[tokio::test]
async fn one_press_makes_a_link_that_a_program_can_read(#[case] who: Who, #[case] channel: Channel) {
    let door = Door::open().await;

    let answer = press(&door, who, channel, "make").await;
    let page = page(&door, who, location(&answer).unwrap()).await;
    let path = calendar_on(&page).unwrap();
    let fetched = fetch(&door, &path).await;

    let address = format!("{}/k/{}/avtal?klart=lank", channel.base(), door.account);
    assert_eq!((answer.status(), location(&answer)), (StatusCode::FOUND, Some(&*address)));
    assert!(page.contains("Klart! Nu finns det en länk till kalendern."), "{page}");
    assert!(page.contains(&format!("webcal://localhost:3000{path}")), "{page}");
    assert_eq!(fetched.status(), StatusCode::OK);
    assert_eq!(fetched.headers()[CONTENT_TYPE], "text/calendar; charset=utf-8");
    let calendar: Calendar = text(fetched).await.parse().unwrap();
    assert_eq!(calendar.events().next().unwrap().get_summary(), Some("Hämtning av avfall"));
    assert_eq!(calendar.events().count(), 26);
}

#[tokio::test]
async fn a_calendar_is_kept_by_nobody_and_opens_nothing_else() {
    let door = Door::open().await;
    let anna = Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() };
    let secret = door.world.calendar_secret(&anna, door.home).await;

    let fetched = fetch(&door, &format!("/kalender/{}.ics", secret.expose())).await;

    let headers = fetched.headers();
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert!(headers["x-robots-tag"].to_str().unwrap().contains("noindex"));
    assert!(!headers.contains_key(SET_COOKIE) && !headers["content-disposition"].to_str().unwrap().contains("secret"));
    assert!(headers.contains_key("x-content-type-options") && headers.contains_key("content-security-policy"));
}

#[tokio::test]
async fn a_removed_grantee_and_somebody_with_a_made_up_link_are_answered_alike() {
    let door = Door::open().await;
    let bjorn = Holding { caller: door.world.person(Named::Bjorn).await, account: door.account.clone() };
    let secret = door.world.calendar_secret(&bjorn, door.home).await;
    let path = format!("/kalender/{}.ics", secret.expose());
    assert_eq!(fetch(&door, &path).await.status(), StatusCode::OK);
    let anna = door.world.person(Named::Anna).await;
    let grants = door.world.domain.access_grants(&anna, &door.account).await.unwrap().grants;
    let his = grants.iter().find(|grant| grant.grantee.given_name == "Bjorn").unwrap().id;
    door.world.domain.remove_access(&anna, &door.account, his).await.unwrap();

    let removed = fetch(&door, &path).await;
    let made_up = fetch(&door, "/kalender/made-up.ics").await;
    let no_calendar = fetch(&door, "/kalender/made-up").await;

    let answers = [removed, made_up, no_calendar];
    assert!(answers.iter().all(|answer| answer.status() == StatusCode::NOT_FOUND));
    let [removed, made_up, no_calendar] = answers.map(text);
    let removed = removed.await;
    assert_eq!((&removed, &removed), (&made_up.await, &no_calendar.await));
}

#[tokio::test]
async fn a_link_is_taken_away_with_one_press() {
    let door = Door::open().await;
    let made = press(&door, Who::Grantee, Channel::Web, "make").await;
    let path = calendar_on(&page(&door, Who::Grantee, location(&made).unwrap()).await).unwrap();

    let answer = press(&door, Who::Grantee, Channel::Web, "remove").await;

    assert_eq!(fetch(&door, &path).await.status(), StatusCode::NOT_FOUND);
    let page = page(&door, Who::Grantee, location(&answer).unwrap()).await;
    assert!(page.contains("Klart! Länken är borttagen och fungerar inte längre."), "{page}");
    assert!(calendar_on(&page).is_none() && page.contains("Skapa en länk"), "{page}");
}

#[tokio::test]
async fn a_calendar_is_only_read() {
    let door = Door::open().await;

    for method in [Method::PUT, Method::DELETE, Method::POST] {
        let request = Request::builder().method(method.clone()).uri("/kalender/made-up.ics");
        let request = request.header("sec-fetch-site", "same-origin").body(Body::empty()).unwrap();

        assert_eq!(door.send(request).await.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
}
