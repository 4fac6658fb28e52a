//! A person identified by BankID is accepted: their number and name are not validated by our rules.

use bankid_simulator::Approval;
use domain::settings::UnknownAge;
use domain::testing::{Named, TestDatabase};
use domain::{Caller, Error};
use rstest::rstest;
use types::Channel;
use types::access_grant::{ConfirmRefusal, NewAccessGrant};
use types::sign_in::BankIdStart;

use super::stage::{HOME, Stage};
use TestDatabase::{Postgres, Sqlite};

const WITHOUT_A_DAY: &str = "198507602384";

#[rstest]
#[case::without_a_month("191500722390", "19150072-****")]
#[case::without_month_and_day("198500602381", "19850060-****")]
#[case::without_a_day(WITHOUT_A_DAY, "19850760-****")]
#[case::over_a_hundred_and_twenty_five("189001019802", "18900101-****")]
#[tokio::test]
async fn a_bankid_identity_is_accepted_with_any_number(
    #[case] number: &str,
    #[case] masked: &str,
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let stage = Stage::new(database).await;

    let caller = let_in(&stage, number).await;

    let domain = &stage.world.domain;
    assert_eq!(domain.profile(&caller).await.unwrap().masked_number, masked);
    domain.own_data_file(&caller).await.unwrap();
    stage.world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn an_unknown_age_is_asked_about_again_when_confirming(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let mut stage = Stage::new(database).await;
    stage.world.change_settings(|settings| {
        settings.grants.coordination_numbers = true;
        settings.grants.unknown_age = UnknownAge::Allowed;
    });
    let anna = stage.world.holder(Named::Anna).await;
    let new = NewAccessGrant { personal_number: WITHOUT_A_DAY.to_owned(), ..stage.world.details(Named::Bjorn) };
    let id = stage.world.domain.share_access(&anna.caller, &anna.account, new).await.unwrap();
    let invited = let_in(&stage, WITHOUT_A_DAY).await;

    stage.world.change_settings(|settings| settings.grants.unknown_age = UnknownAge::CustomerService);
    let asked = stage.world.domain.confirm_access(&invited, id, Named::Bjorn.details()).await;
    stage.world.change_settings(|settings| settings.grants.unknown_age = UnknownAge::Allowed);
    let allowed = stage.world.domain.confirm_access(&invited, id, Named::Bjorn.details()).await;

    assert!(matches!(asked, Err(Error::Refused(rules)) if rules == [ConfirmRefusal::AgeUnknown]));
    assert!(allowed.is_ok());
    stage.world.check_invariants().await;
}

/// A person who signs in with BankID, by their number alone.
async fn let_in(stage: &Stage, number: &str) -> Caller {
    let browser = stage.start(BankIdStart::ThisDevice).await;
    let token = stage.world.auto_start_token(&browser).await;
    let approval = Approval { ip_address: Some(HOME.parse().expect("an address")), ..Approval::by(number) };
    stage.bankid.approve_with(&token, &approval).expect("an order to approve");
    let signed_in = stage.finish(&browser).await.expect("a session");
    stage.world.domain.caller(&signed_in.session.secret, Channel::Web).await.expect("an answer").expect("a new session")
}
