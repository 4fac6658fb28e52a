//! Serialization of requests and parsing of answers.

use std::net::{IpAddr, Ipv4Addr};

use bankid::{
    AuthRequest, Collected, FailedHint, Order, PendingHint, Requirement, Risk, SignRequest, VisibleFormat, VisibleText,
    WebContext,
};
use rstest::rstest;
use serde_json::{Value, json};

const IP: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 24));

fn completed(member: &str, value: Value) -> Value {
    let mut data = json!({
        "user": {"personalNumber": "199908072391", "name": "Karin Lund", "givenName": "Karin", "surname": "Lund"},
        "device": {"ipAddress": "203.0.113.24", "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="},
        "bankIdIssueDate": "2024-03-05Z",
        "signature": "c2lnbmF0dXJl",
        "ocspResponse": "b2NzcA==",
    });
    data[member] = value;
    json!({"orderRef": "o", "status": "complete", "completionData": data})
}

fn read(answer: Value) -> Collected {
    serde_json::from_value(answer).expect("an answer")
}

#[test]
fn a_plain_identification_sends_the_address_and_nothing_else() {
    let request = serde_json::to_value(AuthRequest::new(IP)).unwrap();

    assert_eq!(request, json!({"endUserIp": "203.0.113.24"}));
}

#[test]
fn every_member_of_a_start_has_its_name_on_the_wire() {
    let mut request = SignRequest::new(IP, VisibleText::new("Jag ger Björn behörighet"));
    request.return_url = Some("https://rp.example.se/retur?n=1".to_owned());
    request.return_risk = true;
    request.user_visible_data_format = Some(VisibleFormat::Plain);
    request.requirement = Some(Requirement {
        pin_code: true,
        mrtd: true,
        certificate_policies: vec!["1.2.3.4.25".to_owned()],
        personal_number: Some("198502142386".to_owned()),
    });
    request.web = Some(WebContext::new("rp.example.se", "Mozilla/5.0", "5f0c4c7e"));

    let sent = serde_json::to_value(&request).unwrap();

    assert_eq!(
        sent,
        json!({
            "endUserIp": "203.0.113.24",
            "returnUrl": "https://rp.example.se/retur?n=1",
            "returnRisk": true,
            "userVisibleData": "SmFnIGdlciBCasO2cm4gYmVow7ZyaWdoZXQ=",
            "userVisibleDataFormat": "plaintext",
            "requirement": {
                "pinCode": true, "mrtd": true, "certificatePolicies": ["1.2.3.4.25"], "personalNumber": "198502142386",
            },
            "web": {"referringDomain": "rp.example.se", "userAgent": "Mozilla/5.0", "deviceIdentifier": "5f0c4c7e"},
        })
    );
}

#[test]
fn the_markdown_format_has_its_versioned_name() {
    let format = serde_json::to_value(VisibleFormat::SimpleMarkdownV1).unwrap();

    assert_eq!(format, json!("simpleMarkdownV1"));
}

#[rstest]
#[case("å".repeat(300), "å".repeat(256))]
#[case(String::new(), "unknown".to_owned())]
fn a_user_agent_is_made_to_fit(#[case] given: String, #[case] sent: String) {
    let web = serde_json::to_value(WebContext::new("rp.example.se", &given, "device")).unwrap();

    assert_eq!(web["userAgent"], sent);
}

#[test]
fn every_known_hint_is_read_and_written_alike() {
    for hint in PendingHint::ALL {
        assert_eq!(PendingHint::from_code(hint.as_str()), *hint);
    }
    for hint in FailedHint::ALL {
        assert_eq!(FailedHint::from_code(hint.as_str()), *hint);
    }
}

#[test]
fn a_hint_from_the_future_is_unknown_and_no_error() {
    let pending = read(json!({"orderRef": "o", "status": "pending", "hintCode": "userDance"}));
    let failed = read(json!({"orderRef": "o", "status": "failed", "hintCode": "danceFailed"}));

    assert!(matches!(pending, Collected::Pending { hint: PendingHint::Unknown }));
    assert!(matches!(failed, Collected::Failed { hint: FailedHint::Unknown }));
}

#[test]
fn members_from_the_future_are_passed_over() {
    let answer = completed("favouriteColour", json!({"name": "green"}));

    let Collected::Complete(completion) = read(answer) else { panic!("complete") };

    assert_eq!(completion.user.personal_number, "199908072391");
    assert_eq!(completion.device.ip(), Some(IP));
    assert_eq!(completion.bank_id_issue_date.as_deref(), Some("2024-03-05Z"));
    assert_eq!(completion.step_up, None);
    assert_eq!(completion.risk, None);
}

#[rstest]
#[case("low", Some(Risk::Low))]
#[case("Moderate", Some(Risk::Moderate))]
#[case("HIGH", Some(Risk::High))]
#[case("purple", None)]
fn risk_is_read_in_any_case_and_never_costs_the_completion(#[case] text: &str, #[case] risk: Option<Risk>) {
    let Collected::Complete(completion) = read(completed("risk", json!(text))) else { panic!("complete") };

    assert_eq!(completion.risk, risk);
}

#[rstest]
#[case("signature", json!(null))]
#[case("ocspResponse", json!(null))]
#[case("device", json!(null))]
#[case("device", json!({}))]
#[case("user", json!({"personalNumber": "199908072391", "name": "KARIN", "givenName": null}))]
fn what_is_missing_beside_the_number_never_costs_the_completion(#[case] member: &str, #[case] value: Value) {
    let Collected::Complete(completion) = read(completed(member, value)) else { panic!("complete") };

    assert_eq!(completion.user.personal_number, "199908072391");
}

#[test]
fn a_step_up_is_read() {
    let Collected::Complete(completion) = read(completed("stepUp", json!({"mrtd": false}))) else { panic!("complete") };

    assert_eq!(completion.step_up.and_then(|step_up| step_up.mrtd), Some(false));
}

#[rstest]
#[case(json!({"orderRef": "o", "status": "complete"}))]
#[case(json!({"orderRef": "o", "status": "sleeping"}))]
fn an_answer_without_sense_is_refused(#[case] answer: Value) {
    assert!(serde_json::from_value::<Collected>(answer).is_err());
}

#[test]
fn debug_shows_no_secret_and_no_person() {
    let order: Order = serde_json::from_value(json!({
        "orderRef": "hush-1", "autoStartToken": "hush-2", "qrStartToken": "hush-3", "qrStartSecret": "hush-4",
    }))
    .unwrap();
    let completion = read(completed("risk", json!("low")));
    let mut request = AuthRequest::new(IP);
    request.return_url = Some("https://rp.example.se/?n=hush".to_owned());
    let requirement = Requirement { personal_number: Some("198502142386".to_owned()), ..Requirement::default() };

    let printed = format!("{order:?} {completion:?} {request:?} {requirement:?}");

    for hidden in ["hush", "199908072391", "198502142386", "Karin", "c2lnbmF0dXJl", "203.0.113.24"] {
        assert!(!printed.contains(hidden), "{hidden} in {printed}");
    }
}
