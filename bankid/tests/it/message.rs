//! The message table.

use bankid::{DeviceKind, Error, FailedHint, MessageCode, PendingHint, Start, is_renewable};
use rstest::rstest;

use DeviceKind::{Desktop, Mobile};
use Start::{OtherDevice, ThisDevice};

#[rstest]
#[case(PendingHint::OutstandingTransaction, OtherDevice, Desktop, "rfa1")]
#[case(PendingHint::OutstandingTransaction, ThisDevice, Desktop, "rfa13")]
#[case(PendingHint::OutstandingTransaction, ThisDevice, Mobile, "rfa13")]
#[case(PendingHint::NoClient, ThisDevice, Mobile, "rfa1")]
#[case(PendingHint::NoClient, OtherDevice, Desktop, "rfa1")]
#[case(PendingHint::Started, ThisDevice, Desktop, "rfa15a")]
#[case(PendingHint::Started, ThisDevice, Mobile, "rfa15b")]
#[case(PendingHint::UserSign, OtherDevice, Mobile, "rfa9")]
#[case(PendingHint::UserMrtd, ThisDevice, Mobile, "rfa23")]
#[case(PendingHint::UserFace, ThisDevice, Mobile, "rfa24")]
#[case(PendingHint::UserStepUp, ThisDevice, Mobile, "rfa25")]
#[case(PendingHint::UserCallConfirm, ThisDevice, Mobile, "rfa21")]
#[case(PendingHint::Processing, ThisDevice, Mobile, "rfa21")]
#[case(PendingHint::Unknown, ThisDevice, Mobile, "rfa21")]
fn a_pending_order_has_its_message(
    #[case] hint: PendingHint,
    #[case] start: Start,
    #[case] kind: DeviceKind,
    #[case] code: &str,
) {
    assert_eq!(MessageCode::for_pending(hint, start, kind).as_str(), code);
}

#[rstest]
#[case(FailedHint::Cancelled, ThisDevice, "rfa3")]
#[case(FailedHint::UserCancel, ThisDevice, "rfa6")]
#[case(FailedHint::ExpiredTransaction, OtherDevice, "rfa8")]
#[case(FailedHint::CertificateErr, OtherDevice, "rfa16")]
#[case(FailedHint::StartFailed, ThisDevice, "rfa17a")]
#[case(FailedHint::StartFailed, OtherDevice, "rfa17b")]
#[case(FailedHint::MrtdVerificationFailed, ThisDevice, "rfa26")]
#[case(FailedHint::FacialRecognitionFailed, ThisDevice, "rfa27")]
#[case(FailedHint::NfcNotSupportedByDevice, ThisDevice, "rfa28")]
#[case(FailedHint::MultipleBankIdsOnDevice, ThisDevice, "rfa29")]
#[case(FailedHint::StepUpFailed, ThisDevice, "rfa30")]
#[case(FailedHint::UserDeclinedCall, ThisDevice, "rfa22")]
#[case(FailedHint::NotSupportedByUserApp, ThisDevice, "rfa22")]
#[case(FailedHint::TransactionRiskBlocked, ThisDevice, "rfa22")]
#[case(FailedHint::Unknown, ThisDevice, "rfa22")]
fn a_failed_order_has_its_message(#[case] hint: FailedHint, #[case] start: Start, #[case] code: &str) {
    assert_eq!(MessageCode::for_failed(hint, start).as_str(), code);
}

#[rstest]
#[case(Error::AlreadyInProgress, "rfa4")]
#[case(Error::RequestTimeout, "rfa5")]
#[case(Error::Internal, "rfa5")]
#[case(Error::Maintenance, "rfa5")]
#[case(Error::TooManyRequests, "rfa5")]
#[case(Error::InvalidParameters { details: String::new() }, "rfa22")]
#[case(Error::Unauthorized, "rfa22")]
#[case(Error::Unexpected { status: 418 }, "rfa22")]
#[case(Error::Unreadable { line: 1, column: 1 }, "rfa22")]
fn a_failed_call_has_its_message(#[case] error: Error, #[case] code: &str) {
    assert_eq!(MessageCode::for_error(&error).as_str(), code);
}

#[test]
fn the_choice_of_device_is_worded_for_the_device() {
    assert_eq!(MessageCode::for_choice(Desktop), MessageCode::Rfa19);
    assert_eq!(MessageCode::for_choice(Mobile), MessageCode::Rfa20);
}

#[test]
fn every_code_is_read_as_it_is_written() {
    for code in MessageCode::ALL {
        assert_eq!(MessageCode::parse(code.as_str()), Some(*code));
        assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
    }
    assert_eq!(MessageCode::parse("rfa7"), None);
}

#[test]
fn only_an_order_that_no_app_picked_up_is_renewed() {
    let renewable: Vec<_> = FailedHint::ALL.iter().copied().filter(|hint| is_renewable(*hint)).collect();

    assert_eq!(renewable, [FailedHint::StartFailed]);
}
