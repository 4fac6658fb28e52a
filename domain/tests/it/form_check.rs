//! What a form finds wrong in the browser is what the operation refuses, with the same rule.

use domain::Browser;
use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{ConfirmRefusal, GrantRefusal, GranteeDetails, NewAccessGrant};
use types::customer_number::{ActivateRefusal, CodeRefusal, NumberSignInRefusal};
use types::page::Destination;
use types::profile::ProfileRefusal;

const DATABASE: TestDatabase = TestDatabase::Sqlite;

fn refusals<T, R: std::fmt::Debug>(answer: Result<T, domain::Error<R>>) -> Vec<R> {
    match answer {
        Err(domain::Error::Refused(rules)) => rules,
        Err(error) => panic!("not refused but {error:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// Björn's form, with one field otherwise.
fn grantee(field: &str, text: &str) -> GranteeDetails {
    let mut details = Named::Bjorn.details();
    let value = match field {
        "given_name" => &mut details.given_name,
        "surname" => &mut details.surname,
        "email" => &mut details.email,
        _ => &mut details.mobile,
    };
    text.clone_into(value);
    details
}

const WRONG_DETAILS: [(&str, &str); 22] = [
    ("given_name", ""),
    ("given_name", " \u{a0}"),
    ("given_name", "Anna 1"),
    ("given_name", "<b>Anna</b>"),
    ("given_name", "Anna 😀"),
    ("surname", "---"),
    ("surname", "{{7*7}}"),
    ("surname", "Berg\nBcc: x"),
    ("email", ""),
    ("email", "bjorn"),
    ("email", "bjorn@exempel"),
    ("email", "bj rn@exempel.se"),
    ("email", "björn@räksmörgås.se"),
    ("email", "bjorn＠exempel.se"),
    ("email", "\u{430}nna@exempel.se"),
    ("email", "bjorn@ex\u{2010}empel.se"),
    ("email", "bjorn\u{200b}@exempel.se"),
    ("email", "bjorn@192.0.2.1"),
    ("mobile", "ring mig"),
    ("mobile", "12"),
    ("mobile", "０７０１７４０６０５"),
    ("mobile", "+46 70"),
];

#[tokio::test]
async fn the_fields_about_a_person_are_refused_alike() {
    let world = World::new(DATABASE).await;
    let anna = world.holder(Named::Anna).await;
    let rules = world.domain.new_access_grant_form(&anna.caller, &anna.account, None).await.unwrap().number_rules;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    let bjorn = world.person(Named::Bjorn).await;
    for (field, text) in WRONG_DETAILS {
        let details = grantee(field, text);
        let new = NewAccessGrant { grantee: details.clone(), ..world.details(Named::Bjorn) };

        let share = world.domain.share_access(&anna.caller, &anna.account, new.clone()).await;
        let correct = world.domain.correct_invitation(&anna.caller, &anna.account, id, details.clone()).await;
        let confirm = world.domain.confirm_access(&bjorn, id, details.clone()).await;

        let found = new.mistakes(rules);
        assert_eq!((found.len(), &found), (1, &refusals(share)), "{field}: {text:?}");
        assert_eq!(found, refusals(correct), "{field}: {text:?}");
        assert_eq!(details.mistakes(&ConfirmRefusal::DETAILS), refusals(confirm), "{field}: {text:?}");
    }
}

#[rstest]
#[case::nothing("")]
#[case::a_wrong_check_digit("198406172399")]
#[case::too_short("840617")]
#[case::an_organisation("559299-0001")]
#[case::a_coordination_number(domain::testing::COORDINATION_NUMBER)]
#[case::full_width("１９８４０６１７２３９１")]
#[case::too_young(Named::Nils.personal_number())]
#[tokio::test]
async fn a_personal_number_is_refused_alike(#[case] text: &str, #[values(false, true)] in_app: bool) {
    let world = World::new(DATABASE).await;
    let anna = world.holder(Named::Anna).await;
    let owner = if in_app { anna.in_app() } else { anna };
    let form = world.domain.new_access_grant_form(&owner.caller, &owner.account, None).await.unwrap();
    let new = NewAccessGrant { personal_number: text.to_owned(), ..world.details(Named::Bjorn) };

    let answer = world.domain.share_access(&owner.caller, &owner.account, new.clone()).await;

    assert_eq!(new.mistakes(form.number_rules), refusals(answer));
}

#[tokio::test]
async fn an_empty_form_is_refused_alike() {
    let world = World::new(DATABASE).await;
    let anna = world.holder(Named::Anna).await;
    let form = world.domain.new_access_grant_form(&anna.caller, &anna.account, None).await.unwrap();
    let new = NewAccessGrant::default();

    let answer = world.domain.share_access(&anna.caller, &anna.account, new.clone()).await;

    let found = new.mistakes(form.number_rules);
    assert_eq!(found.last(), Some(&GrantRefusal::NotUnderstood));
    assert_eq!(found, refusals(answer));
}

#[tokio::test]
async fn contact_details_are_refused_alike() {
    let world = World::new(DATABASE).await;
    let anna = world.holder(Named::Anna).await.caller;
    for (field, text) in WRONG_DETAILS {
        let (found, answer) = match field {
            "email" => (ProfileRefusal::of_email(text).err(), world.domain.change_email(&anna, text).await),
            "mobile" => (ProfileRefusal::of_mobile(text).err(), world.domain.change_mobile(&anna, text).await),
            _ => continue,
        };

        assert_eq!(Vec::from_iter(found), refusals(answer), "{field}: {text:?}");
    }
}

#[rstest]
#[case::nothing("", "", "")]
#[case::no_number("100.001", "7KQ0-1MZX-A9B2", "tolv tecken och fler")]
#[case::no_code("100001", "7KQ0", "tolv tecken och fler")]
#[case::a_short_password("100001", "7KQ0-1MZX-A9B2", "elva tecken")]
#[case::the_number("100001", "7KQ0-1MZX-A9B2", "100001-100001")]
#[case::all("?", "?", " ")]
#[tokio::test]
async fn the_forms_of_customer_numbers_are_refused_alike(
    #[case] number: &str,
    #[case] code: &str,
    #[case] password: &str,
) {
    let world = World::new(DATABASE).await;
    let form = world.domain.settings().customer_number.form;
    let browser = Browser::at("203.0.113.9");

    let activate = world.domain.activate_number(&browser, number, code, password).await;

    assert_eq!(ActivateRefusal::of_form(number, code, password, form), refusals(activate));
    if let Err(rule) = CodeRefusal::of_number(number, form) {
        assert_eq!(vec![rule], refusals(world.domain.ask_for_code(&browser, number).await));
        let sign_in = world.domain.sign_in_by_number(&browser, number, "", Destination::default()).await;
        assert_eq!(NumberSignInRefusal::of_form(number, "", form), refusals(sign_in));
    }
}
