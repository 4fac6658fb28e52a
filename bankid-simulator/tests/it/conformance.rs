//! Observed behaviour of the real service.

use bankid::{AuthRequest, Error, OrderRef, SignRequest, VisibleText};
use rstest::rstest;
use serde_json::{Value, json};

use crate::stage::{ANNA, BROWSER, CECILIA, Stage, details, raw_caller, token};

/// Posts any body to a path of the service.
async fn post(stage: &Stage, path: &str, content_type: &str, body: String) -> (u16, Value) {
    let settings = stage.simulator.client_settings();
    let response = raw_caller(&settings, true)
        .post(format!("{}{path}", settings.base_url))
        .header("content-type", content_type)
        .body(body)
        .send()
        .await
        .expect("an answer");
    (response.status().as_u16(), response.json().await.expect("JSON at every status"))
}

#[tokio::test]
async fn a_start_gives_four_tokens_and_an_order_nobody_has_picked_up() {
    let stage = Stage::start();

    let order = stage.auth().await;

    let tokens = [
        order.order_ref.as_str(),
        order.auto_start_token.as_str(),
        order.qr_start_token.as_str(),
        order.qr_start_secret.as_str(),
    ];
    assert!(tokens.iter().all(|token| uuid::Uuid::parse_str(token).is_ok()));
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn an_order_that_never_was_can_be_neither_collected_nor_cancelled() {
    let stage = Stage::start();

    let collected = stage.client.collect(&OrderRef::from("invalid-uuid")).await;
    let cancelled = stage.client.cancel(&OrderRef::from("0d6d9c7e-9a2b-4d3b-8a54-6a4c7a0c6f51")).await;

    assert_eq!(details(collected), "No such order");
    assert_eq!(details(cancelled), "No such order");
}

#[tokio::test]
async fn a_second_order_for_the_same_person_is_refused_and_ends_the_first() {
    let stage = Stage::start();
    let first = stage.auth_for(ANNA).await.unwrap();

    let second = stage.auth_for(ANNA).await;

    assert!(matches!(second, Err(Error::AlreadyInProgress)));
    assert_eq!(stage.hint(&first).await, "failed cancelled");
    assert!(stage.auth_for(ANNA).await.is_ok(), "neither order is open any more");
}

#[tokio::test]
async fn orders_for_two_people_do_not_meet() {
    let stage = Stage::start();
    let first = stage.auth_for(ANNA).await.unwrap();

    let second = stage.auth_for(CECILIA).await;

    assert!(second.is_ok());
    assert_eq!(stage.hint(&first).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn picking_up_a_second_order_ends_the_first_of_the_same_person() {
    let stage = Stage::start();
    let (first, second) = (stage.auth().await, stage.auth().await);
    stage.simulator.open(token(&first), ANNA).unwrap();

    stage.simulator.open(token(&second), ANNA).unwrap();

    assert_eq!(stage.hint(&first).await, "failed cancelled");
    assert_eq!(stage.hint(&second).await, "pending userSign");
}

#[tokio::test]
async fn a_cancelled_order_is_gone() {
    let stage = Stage::start();
    let order = stage.auth().await;

    stage.client.cancel(&order.order_ref).await.unwrap();

    assert_eq!(details(stage.collect(&order).await), "No such order");
    assert_eq!(details(stage.client.cancel(&order.order_ref).await), "No such order");
}

#[tokio::test]
async fn cancel_answers_an_empty_object() {
    let stage = Stage::start();
    let order = stage.auth().await;

    let answer =
        post(&stage, "/cancel", "application/json", json!({"orderRef": order.order_ref.as_str()}).to_string()).await;

    assert_eq!(answer, (200, json!({})));
}

#[tokio::test]
async fn a_completion_is_given_once() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.simulator.approve(token(&order), ANNA).unwrap();

    let completion = stage.completion(&order).await;

    assert_eq!(completion.user.personal_number, ANNA);
    assert_eq!(completion.user.name, "Anna Andersson");
    assert_eq!(completion.device.ip(), Some(BROWSER));
    assert_eq!(completion.risk, None, "it was not asked for");
    assert_eq!(completion.step_up, None);
    assert_eq!(details(stage.collect(&order).await), "No such order");
}

#[tokio::test]
async fn a_failure_is_given_once() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.simulator.cancel(token(&order)).unwrap();

    assert_eq!(stage.hint(&order).await, "failed userCancel");
    assert_eq!(details(stage.collect(&order).await), "No such order");
}

#[tokio::test]
async fn a_signature_repeats_the_text_and_says_that_it_is_simulated() {
    use base64::Engine as _;
    let stage = Stage::start();
    let text = VisibleText::new("Jag ger Björn behörighet");
    let order = stage.client.sign(&SignRequest::new(BROWSER, text.clone())).await.unwrap();
    stage.simulator.approve(token(&order), ANNA).unwrap();

    let completion = stage.completion(&order).await;

    let decode = |text: &str| {
        String::from_utf8(base64::engine::general_purpose::STANDARD.decode(text).expect("base64")).expect("text")
    };
    let xml = decode(&completion.signature);
    assert!(xml.contains("<funcId>Signing</funcId>") && xml.contains("SIMULATED"));
    assert!(xml.contains(&format!("visible=\"wysiwys\">{}</usrVisibleData>", text.as_base64())));
    assert!(decode(&completion.ocsp_response).contains("SIMULATED"));
}

#[rstest]
#[case("auth", json!({}), "Invalid endUserIp")]
#[case("auth", json!({"endUserIp": ""}), "Invalid endUserIp")]
#[case("auth", json!({"endUserIp": "localhost"}), "Invalid endUserIp")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"personalNumber": "8502142386"}}), "Incorrect personalNumber")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"personalNumber": 1}}), "Incorrect personalNumber")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"cardReader": "class3"}}), "Invalid requirement")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"pinCode": "yes"}}), "Invalid requirement")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"certificatePolicies": ["1.*"]}}), "Invalid requirement")]
#[case("auth", json!({"endUserIp": "::1", "requirement": {"issuerCn": "x"}}), "Invalid requirement")]
#[case("auth", json!({"endUserIp": "::1", "userVisibleData": "åäö"}), "Invalid userVisibleData")]
#[case("auth", json!({"endUserIp": "::1", "userVisibleData": ""}), "Invalid userVisibleData")]
#[case("auth", json!({"endUserIp": "::1", "userVisibleData": "QUJD".repeat(376)}), "Invalid userVisibleData")]
#[case("sign", json!({"endUserIp": "::1"}), "Invalid userVisibleData")]
#[case("sign", json!({"endUserIp": "::1", "userVisibleData": "QUJD".repeat(10_001)}), "Invalid userVisibleData")]
#[case("auth", json!({"endUserIp": "::1", "userVisibleDataFormat": "html"}), "Invalid userVisibleDataFormat")]
#[case("auth", json!({"endUserIp": "::1", "returnUrl": ""}), "Invalid returnUrl")]
#[case("auth", json!({"endUserIp": "::1", "returnUrl": "x".repeat(513)}), "Invalid returnUrl")]
#[case("auth", json!({"endUserIp": "::1", "web": {}}), "Invalid web")]
#[case("auth", json!({"endUserIp": "::1", "web": {"userAgent": "x".repeat(257)}}), "Invalid web")]
#[case("auth", json!({"endUserIp": "::1", "web": {"referringDomain": "Exempel.se"}}), "Invalid web")]
#[case(
    "auth",
    json!({"endUserIp": "::1", "web": {"userAgent": "x"}, "app": {"deviceOS": "x"}}),
    "web and app cannot be combined"
)]
#[case("auth", json!({"endUserIp": "::1", "personalNumber": "198502142386"}), "Invalid request")]
#[case("auth", json!([]), "Invalid request")]
#[case("collect", json!({}), "No such order")]
#[tokio::test]
async fn a_bad_member_is_named_in_the_details(#[case] path: &str, #[case] body: Value, #[case] details: &str) {
    let stage = Stage::start();

    let answer = post(&stage, &format!("/{path}"), "application/json", body.to_string()).await;

    assert_eq!(answer, (400, json!({"errorCode": "invalidParameters", "details": details})));
}

#[rstest]
#[case(json!({"endUserIp": "::1", "requirement": {}}))]
#[case(json!({"endUserIp": "::1", "requirement": {"certificatePolicies": ["1.2.752.78.*", "1.2.3.4.25"]}}))]
#[case(json!({"endUserIp": "::1", "requirement": {"personalNumber": "200001010101"}}))]
#[case(json!({"endUserIp": "::1", "userVisibleData": "QUJD".repeat(375)}))]
#[case(json!({"endUserIp": "::1", "returnUrl": "x".repeat(512), "returnRisk": true}))]
#[case(json!({"endUserIp": "::1", "web": {"referringDomain": "localhost", "userAgent": "x".repeat(256)}}))]
#[case(json!({"endUserIp": "::1", "somethingNew": true}))]
#[tokio::test]
async fn a_start_at_the_limits_is_taken(#[case] body: Value) {
    let stage = Stage::start();

    let (status, _) = post(&stage, "/auth", "application/json", body.to_string()).await;

    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_list_of_the_wrong_kind_is_refused_as_markdown_only() {
    let stage = Stage::start();
    let text = VisibleText::new("Jag godkänner:\n- allt");
    let mut request = SignRequest::new(BROWSER, text);

    let plain = stage.client.sign(&request).await;
    request.user_visible_data_format = Some(bankid::VisibleFormat::SimpleMarkdownV1);
    let markdown = stage.client.sign(&request).await;

    assert!(plain.is_ok());
    assert!(details(markdown).starts_with("At (2, 1): Initial token for unordered list items must be '+'"));
}

#[tokio::test]
async fn only_json_without_parameters_is_taken() {
    let stage = Stage::start();
    let body = json!({"endUserIp": "::1"}).to_string();

    for content_type in ["application/json; charset=utf-8", "text/plain"] {
        let (status, answer) = post(&stage, "/auth", content_type, body.clone()).await;

        assert_eq!((status, &answer["errorCode"]), (415, &json!("unsupportedMediaType")));
    }
}

#[tokio::test]
async fn broken_and_oversized_bodies_are_invalid_parameters() {
    let stage = Stage::start();

    for body in ["{".to_owned(), "x".repeat(600_000)] {
        let (status, answer) = post(&stage, "/auth", "application/json", body).await;

        assert_eq!((status, &answer["errorCode"]), (400, &json!("invalidParameters")));
    }
}

#[tokio::test]
async fn other_methods_and_paths_are_refused_in_json() {
    let stage = Stage::start();
    let settings = stage.simulator.client_settings();
    let get = |path: &str| raw_caller(&settings, true).get(format!("{}{path}", settings.base_url)).send();

    let by_get = get("/auth").await.unwrap();
    let elsewhere = post(&stage, "/authenticate", "application/json", "{}".to_owned()).await;

    assert_eq!(by_get.status(), 405);
    assert_eq!(by_get.json::<Value>().await.unwrap()["errorCode"], "methodNotAllowed");
    assert_eq!((elsewhere.0, &elsewhere.1["errorCode"]), (404, &json!("notFound")));
}

#[tokio::test]
async fn an_error_body_has_its_two_members_in_order() {
    let stage = Stage::start();
    let settings = stage.simulator.client_settings();

    let body = raw_caller(&settings, true)
        .post(format!("{}/collect", settings.base_url))
        .header("content-type", "application/json")
        .body("{\"orderRef\":\"x\"}")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();

    assert_eq!(body, r#"{"errorCode":"invalidParameters","details":"No such order"}"#);
}

#[tokio::test]
async fn risk_and_step_up_come_only_when_asked_for() {
    let stage = Stage::start();
    let requirement = bankid::Requirement { mrtd: true, ..bankid::Requirement::default() };
    let request = AuthRequest { return_risk: true, requirement: Some(requirement), ..AuthRequest::new(BROWSER) };
    let order = stage.client.auth(&request).await.unwrap();
    stage.simulator.open(token(&order), ANNA).unwrap();
    let hint = stage.hint(&order).await;
    stage.simulator.approve(token(&order), ANNA).unwrap();

    let completion = stage.completion(&order).await;

    assert_eq!(hint, "pending userMrtd");
    assert_eq!(completion.risk, Some(bankid::Risk::Low));
    assert_eq!(completion.step_up.and_then(|step_up| step_up.mrtd), Some(true));
}
