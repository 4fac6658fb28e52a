//! The event stream of open pages.

use std::time::Duration;

use app::rendered_at::RenderedAt;
use axum::body::{Body, BodyDataStream};
use futures::StreamExt as _;
use http::header::COOKIE;
use http::{Request, Response, StatusCode};

use crate::support::door::{Door, Outcome, Who, form};

/// Opens the stream of somebody's page of Anna's account, as new as now.
async fn open(door: &Door, cookie: Option<&str>) -> Response<Body> {
    let since = RenderedAt(door.world.domain.clock().now());
    let mut request = Request::get(format!("/api/events?since={since}&account={}", door.account));
    if let Some(cookie) = cookie {
        request = request.header(COOKIE, cookie);
    }
    door.send(request.body(Body::empty()).expect("a request")).await
}

/// The next event but those that say that nothing has happened; `None` if none comes.
async fn next_change(stream: &mut BodyDataStream) -> Option<String> {
    let next = async {
        while let Some(Ok(part)) = stream.next().await {
            let event = String::from_utf8_lossy(&part).into_owned();
            if !event.contains("event: still") {
                return Some(event);
            }
        }
        None
    };
    tokio::time::timeout(Duration::from_secs(20), next).await.ok().flatten()
}

#[tokio::test]
async fn an_open_page_is_told_of_a_change() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await;
    let response = open(&door, cookie.as_deref()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let mut stream = response.into_body().into_data_stream();

    door.world.clock.advance(1);
    let removed = form(&[("account", door.account.as_str()), ("id", &door.pending.to_string())]);
    assert_eq!(door.post(cookie.as_deref(), "/api/access-grants/remove", &removed).await, Outcome::Ok);

    let event = next_change(&mut stream).await.expect("an event");
    assert!(event.contains("event: changed") && !event.contains("Hanna"), "{event}");
}

#[tokio::test]
async fn nobody_is_told_without_a_session() {
    let door = Door::open().await;

    assert_eq!(open(&door, None).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(open(&door, Some("__Host-sess=unknown")).await.status(), StatusCode::NO_CONTENT);
}
