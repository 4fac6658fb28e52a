//! The simulated app: scan, approve, cancel, fail.

use bankid::{AuthRequest, Collected, FailedHint, PendingHint, Risk};
use bankid_simulator::AppRefusal;
use rstest::rstest;
use serde_json::json;

use crate::stage::{ANNA, BROWSER, CECILIA, Stage, qr, token};

#[rstest]
#[case(0, 0)]
#[case(10, 10)]
#[case(10, 5)]
#[case(10, 11)]
#[tokio::test]
async fn a_fresh_qr_text_picks_the_order_up(#[case] now: i64, #[case] second: u64) {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.advance(now);

    let answer = stage.post_app("/api/scan", json!({"qr": qr(&order, second)})).await;

    assert_eq!(answer, (200, json!({"autoStartToken": token(&order)})));
    assert_eq!(stage.hint(&order).await, "pending userSign");
}

#[rstest]
#[case(10, 4)]
#[case(10, 12)]
#[tokio::test]
async fn a_stale_or_early_qr_text_is_refused_and_the_order_waits_on(#[case] now: i64, #[case] second: u64) {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.advance(now);

    let (status, body) = stage.post_app("/api/scan", json!({"qr": qr(&order, second)})).await;

    assert_eq!((status, &body["error"]), (410, &json!("badQr")));
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn a_false_qr_text_is_refused() {
    let stage = Stage::start();
    let (order, other) = (stage.auth().await, stage.auth().await);
    let (own, foreign) = (qr(&order, 0), qr(&other, 0));
    let mixed = own.replace(order.qr_start_token.as_str(), other.qr_start_token.as_str());
    assert_ne!(mixed, foreign);

    for false_text in [&mixed, &own[..own.len() - 1], &format!("{own}.0"), "bankid.", "", &own.replacen('0', "00", 1)] {
        assert_eq!(stage.simulator.scan(false_text), Err(AppRefusal::BadQr), "{false_text}");
    }
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
    assert_eq!(stage.hint(&other).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn a_code_is_scanned_once() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.simulator.scan(&qr(&order, 0)).unwrap();

    let again = stage.simulator.scan(&qr(&order, 0));

    assert_eq!(again, Err(AppRefusal::BadQr));
}

#[tokio::test]
async fn the_device_is_the_scanners_after_a_scan_and_the_browsers_after_a_launch() {
    let stage = Stage::start();
    let (launched, scanned, told) = (stage.auth().await, stage.auth().await, stage.auth().await);
    stage.post_app("/api/scan", json!({"qr": qr(&scanned, 0), "ipAddress": "198.51.100.7"})).await;
    for (order, body) in [
        (&launched, json!({"personalNumber": ANNA})),
        (&scanned, json!({"personalNumber": ANNA})),
        (&told, json!({"personalNumber": ANNA, "ipAddress": "2001:db8::7"})),
    ] {
        let (status, _) = stage.post_app(&format!("/api/orders/{}/approve", token(order)), body).await;
        assert_eq!(status, 200);
    }

    assert_eq!(stage.completion(&launched).await.device.ip(), Some(BROWSER));
    assert_eq!(stage.completion(&scanned).await.device.ip_address, "198.51.100.7");
    assert_eq!(stage.completion(&told).await.device.ip_address, "2001:db8::7");
}

#[tokio::test]
async fn the_risk_is_what_the_story_says() {
    let stage = Stage::start();
    let order = stage.client.auth(&AuthRequest { return_risk: true, ..AuthRequest::new(BROWSER) }).await.unwrap();

    stage
        .post_app(&format!("/api/orders/{}/approve", token(&order)), json!({"personalNumber": ANNA, "risk": "high"}))
        .await;

    assert_eq!(stage.completion(&order).await.risk, Some(Risk::High));
}

#[tokio::test]
async fn an_order_for_one_person_is_not_finished_by_another() {
    let stage = Stage::start();
    let order = stage.auth_for(ANNA).await.unwrap();
    let path = format!("/api/orders/{}/approve", token(&order));

    let (status, body) = stage.post_app(&path, json!({"personalNumber": CECILIA})).await;

    assert_eq!((status, &body["error"]), (409, &json!("wrongPerson")));
    assert_eq!(stage.post_app(&path, json!({"personalNumber": ANNA})).await.0, 200);
}

#[rstest]
#[case("approve", json!({"personalNumber": "850214"}), 400)]
#[case("approve", json!({}), 422)]
#[case("dance", json!({}), 404)]
#[tokio::test]
async fn a_bad_instruction_is_refused_in_json(
    #[case] act: &str,
    #[case] body: serde_json::Value,
    #[case] expected: u16,
) {
    let stage = Stage::start();
    let order = stage.auth().await;

    let (status, body) = stage.post_app(&format!("/api/orders/{}/{act}", token(&order)), body).await;

    assert_eq!(status, expected);
    assert!(body["error"].is_string());
}

#[tokio::test]
async fn a_finished_order_takes_no_more_instructions() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.simulator.approve(token(&order), ANNA).unwrap();

    assert_eq!(stage.simulator.approve(token(&order), ANNA), Err(AppRefusal::NoOrder));
    assert_eq!(stage.post_app(&format!("/api/orders/{}/cancel", token(&order)), json!({})).await.0, 404);
}

#[tokio::test]
async fn every_failure_can_be_reached() {
    let stage = Stage::start();

    for hint in FailedHint::ALL {
        let order = stage.auth().await;
        let path = format!("/api/orders/{}/fail", token(&order));
        stage.post_app(&path, json!({"hintCode": hint.as_str()})).await;

        assert_eq!(stage.hint(&order).await, format!("failed {}", hint.as_str()));
    }
}

#[tokio::test]
async fn every_pending_hint_can_be_reached() {
    let stage = Stage::start();
    let order = stage.auth().await;
    let path = format!("/api/orders/{}/hint", token(&order));

    for hint in PendingHint::ALL {
        stage.post_app(&path, json!({"hintCode": hint.as_str()})).await;

        assert_eq!(stage.hint(&order).await, format!("pending {}", hint.as_str()));
    }
}

#[tokio::test]
async fn a_code_from_the_future_can_be_reached() {
    let stage = Stage::start();
    let order = stage.auth().await;

    stage.simulator.show_hint(token(&order), "userDance").unwrap();

    assert!(matches!(stage.collect(&order).await, Ok(Collected::Pending { hint: PendingHint::Unknown })));
}

#[tokio::test]
async fn a_person_who_is_not_on_the_list_can_approve() {
    let stage = Stage::start();
    let order = stage.auth().await;

    stage.simulator.approve(token(&order), "199107072382").unwrap();

    assert_eq!(stage.completion(&order).await.user.personal_number, "199107072382");
}
