//! Injected faults.

use bankid::{AuthRequest, Error};
use bankid_simulator::{Endpoint, Fault};
use rstest::rstest;
use serde_json::json;

use crate::stage::{BROWSER, Stage};

#[rstest]
#[case("maintenance", |error: &Error| matches!(error, Error::Maintenance))]
#[case("internalError", |error: &Error| matches!(error, Error::Internal))]
#[case("requestTimeout", |error: &Error| matches!(error, Error::RequestTimeout))]
#[case("tooManyRequests", |error: &Error| matches!(error, Error::TooManyRequests))]
#[case("unauthorized", |error: &Error| matches!(error, Error::Unauthorized))]
#[case("alreadyInProgress", |error: &Error| matches!(error, Error::AlreadyInProgress))]
#[case("notFound", |error: &Error| matches!(error, Error::Unexpected { status: 404 }))]
#[case("somethingNew", |error: &Error| matches!(error, Error::Unexpected { status: 500 }))]
#[tokio::test]
async fn an_injected_fault_fails_one_call(#[case] code: &str, #[case] expected: fn(&Error) -> bool) {
    let stage = Stage::start();
    stage.post_app("/api/faults", json!({"on": "auth", "error": code})).await;

    let first = stage.client.auth(&AuthRequest::new(BROWSER)).await.unwrap_err();
    let second = stage.client.auth(&AuthRequest::new(BROWSER)).await;

    assert!(expected(&first), "{first:?}");
    assert!(second.is_ok());
}

#[tokio::test]
async fn a_fault_touches_only_its_own_calls_and_no_order() {
    let stage = Stage::start();
    stage.simulator.inject(Fault { endpoint: Endpoint::Collect, error: "maintenance".to_owned(), times: 2 });

    let order = stage.auth().await;

    assert!(stage.collect(&order).await.is_err());
    assert!(stage.collect(&order).await.is_err());
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn faults_on_every_call_can_be_taken_back() {
    let stage = Stage::start();
    stage.post_app("/api/faults", json!({"on": "any", "error": "maintenance", "times": 1000})).await;
    let before = stage.client.auth(&AuthRequest::new(BROWSER)).await;

    stage.post_app("/api/faults", json!({"on": "any", "error": "maintenance", "times": 0})).await;

    assert!(matches!(before, Err(Error::Maintenance)));
    assert!(stage.client.auth(&AuthRequest::new(BROWSER)).await.is_ok());
}

#[tokio::test]
async fn calls_are_counted() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.hint(&order).await;
    stage.hint(&order).await;
    stage.client.cancel(&order.order_ref).await.unwrap();

    let counts = [Endpoint::Auth, Endpoint::Sign, Endpoint::Collect, Endpoint::Cancel, Endpoint::Any]
        .map(|endpoint| stage.simulator.call_count(endpoint));

    assert_eq!(counts, [1, 0, 2, 1, 4]);
}
