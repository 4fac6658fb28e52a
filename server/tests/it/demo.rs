//! Nothing of the demo is accessible in production.

use axum::body::Body;
use http::{Request, StatusCode};
use rstest::rstest;

use crate::support::door::{Door, own_post};

#[rstest]
#[tokio::test]
async fn a_page_of_the_demo_is_not_there(
    #[values("/demo", "/demo/mail.json", "/demo/letters.json", "/demo/clock", "/demo/clock/form")] path: &str,
) {
    let door = Door::open().await;

    let read = door.send(Request::get(path).body(Body::empty()).unwrap()).await;
    let written = door.send(own_post(path).body(Body::from("advance_seconds=60")).unwrap()).await;

    assert_eq!(read.status(), StatusCode::NOT_FOUND, "{path}");
    assert!([StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&written.status()), "{path}");
}
