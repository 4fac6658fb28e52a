//! Requirements of a new grant (rules G2, G9, G11 and G13).

use domain::settings::UnknownAge;
use domain::testing::{COORDINATION_NUMBER, Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{GrantRefusal, GrantState, GranteeDetails, NewAccessGrant};
use types::{AccessGrantId, LocalDate};

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

async fn share(
    world: &World,
    owner: &Holding,
    new: NewAccessGrant,
) -> domain::Result<AccessGrantId, domain::Error<GrantRefusal>> {
    world.domain.share_access(&owner.caller, &owner.account, new).await
}

#[rstest]
#[tokio::test]
async fn saving_stores_a_pending_grant_and_says_the_last_day(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let id = world.invite(&anna, Named::Bjorn).await.unwrap();

    let grant = world.only_grant(&anna).await;
    assert_eq!((grant.id, grant.state), (id, GrantState::Pending));
    assert_eq!(grant.last_day, LocalDate { year: 2026, month: 12, day: 7 });
    assert_eq!((grant.grantee, grant.masked_number.as_str()), (Named::Bjorn.details(), "19840617-****"));
    assert_eq!(grant.shared_by, "Anna Andersson");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn every_missing_field_is_reported_at_once_in_the_order_of_the_form(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let answer = share(&world, &anna, NewAccessGrant::default()).await;

    let expected = [
        GrantRefusal::GivenNameMissing,
        GrantRefusal::SurnameMissing,
        GrantRefusal::PersonalNumberMissing,
        GrantRefusal::EmailMissing,
        GrantRefusal::RelationMissing,
        GrantRefusal::NotUnderstood,
    ];
    assert_eq!(refusals(answer), expected);
}

#[rstest]
#[tokio::test]
async fn every_wrong_field_is_reported_at_once_in_the_order_of_the_form(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let wrong = NewAccessGrant {
        grantee: GranteeDetails {
            given_name: "<b>".to_owned(),
            surname: "{{7}}".to_owned(),
            email: "nobody".to_owned(),
            mobile: "call me".to_owned(),
        },
        personal_number: "198406172399".to_owned(),
        relation: None,
        understood: false,
        ..world.details(Named::Bjorn)
    };

    let answer = share(&world, &anna, wrong).await;

    let expected = [
        GrantRefusal::GivenNameInvalid,
        GrantRefusal::SurnameInvalid,
        GrantRefusal::PersonalNumberInvalid,
        GrantRefusal::EmailInvalid,
        GrantRefusal::MobileInvalid,
        GrantRefusal::RelationMissing,
        GrantRefusal::NotUnderstood,
    ];
    assert_eq!(refusals(answer), expected);
}

#[rstest]
#[tokio::test]
async fn one_wrong_field_is_reported_alone(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let answer = share(&world, &anna, NewAccessGrant { understood: false, ..world.details(Named::Bjorn) }).await;

    assert_eq!(refusals(answer), [GrantRefusal::NotUnderstood]);
    assert!(world.domain.access_grants(&anna.caller, &anna.account).await.unwrap().grants.is_empty());
}

#[rstest]
#[tokio::test]
async fn nobody_shares_with_themselves(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;

    let answer = world.invite(&anna, Named::Anna).await;

    assert_eq!(refusals(answer), [GrantRefusal::PersonalNumberOwn]);
}

#[rstest]
#[tokio::test]
async fn a_joint_holder_needs_no_grant(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    world.joint_holder(Named::Eva, &david).await;

    let answer = world.invite(&david, Named::Eva).await;

    assert_eq!(refusals(answer), [GrantRefusal::AlreadyHolder]);
}

#[rstest]
#[case::sixteen_on_the_web(Named::Moa, false, &[GrantRefusal::TooYoung])]
#[case::sixteen_in_the_app(Named::Moa, true, &[])]
#[case::twelve_in_the_app(Named::Nils, true, &[GrantRefusal::TooYoung])]
#[tokio::test]
async fn the_least_age_is_eighteen_on_the_web_and_sixteen_in_the_app(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] name: Named,
    #[case] in_app: bool,
    #[case] expected: &[GrantRefusal],
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let owner = if in_app { anna.in_app() } else { anna };

    let answer = world.invite(&owner, name).await;

    let rules = answer.map_or_else(|error| refusals::<(), _>(Err(error)), |_| Vec::new());
    assert_eq!(rules, expected);
}

#[rstest]
#[tokio::test]
async fn a_coordination_number_is_refused(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let new = NewAccessGrant { personal_number: COORDINATION_NUMBER.to_owned(), ..world.details(Named::Bjorn) };

    let answer = share(&world, &anna, new).await;

    assert_eq!(refusals(answer), [GrantRefusal::PersonalNumberInvalid]);
}

#[rstest]
#[tokio::test]
async fn a_coordination_number_is_taken_where_the_company_says_so(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::with(database, |settings| settings.grants.coordination_numbers = true).await;
    let anna = world.holder(Named::Anna).await;
    let new = NewAccessGrant { personal_number: COORDINATION_NUMBER.to_owned(), ..world.details(Named::Bjorn) };

    let answer = share(&world, &anna, new).await;

    assert!(answer.is_ok());
    world.check_invariants().await;
}

#[rstest]
#[case::without_a_month("191500722390")]
#[case::without_month_and_day("198500602381")]
#[case::without_a_day("198507602384")]
#[tokio::test]
async fn a_number_without_an_age_refers_to_customer_service_unless_allowed(
    #[values(Sqlite, Postgres)] database: TestDatabase,
    #[case] number: &str,
) {
    let mut world = World::with(database, |settings| settings.grants.coordination_numbers = true).await;
    let anna = world.holder(Named::Anna).await;
    let new = || NewAccessGrant { personal_number: number.to_owned(), ..world.details(Named::Bjorn) };

    let asked = share(&world, &anna, new()).await;
    let typed = new();
    world.change_settings(|settings| settings.grants.unknown_age = UnknownAge::Allowed);
    let allowed = share(&world, &anna, typed).await;

    assert_eq!(refusals(asked), [GrantRefusal::AgeUnknown]);
    assert!(allowed.is_ok());
    assert_eq!(world.only_grant(&anna).await.masked_number, format!("{}-****", &number[..8]));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn pasted_input_is_cleaned_and_an_invisible_character_in_an_address_is_reported(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let pasted = |email: &str| NewAccessGrant {
        grantee: GranteeDetails {
            given_name: "\u{2067}Bj\u{ad}örn\u{2069}".to_owned(),
            surname: "Berg\u{2011}O´Neill\t".to_owned(),
            email: email.to_owned(),
            mobile: "\u{202a}+46 (0)70\u{2011}174\u{2009}06 05\u{202c}".to_owned(),
        },
        personal_number: "\u{202d}19840617\u{2212}2398\u{202c}".to_owned(),
        ..world.details(Named::Bjorn)
    };

    let refused = share(&world, &anna, pasted("bjorn@exam\u{200b}ple.com")).await;
    let shared = share(&world, &anna, pasted("\u{feff}bjorn@example.com\u{a0}")).await;

    assert_eq!(refusals(refused), [GrantRefusal::EmailHiddenSign]);
    assert!(shared.is_ok());
    let grantee = world.only_grant(&anna).await.grantee;
    assert_eq!((&*grantee.given_name, &*grantee.surname), ("Björn", "Berg-O'Neill"));
    assert_eq!((&*grantee.email, &*grantee.mobile), ("bjorn@example.com", "+46701740605"));
}

#[rstest]
#[tokio::test]
async fn a_person_is_not_invited_twice(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.invite(&anna, Named::Bjorn).await.unwrap();

    let again = world.invite(&anna, Named::Bjorn).await;

    assert_eq!(refusals(again), [GrantRefusal::AlreadyInvited]);
}

#[rstest]
#[tokio::test]
async fn a_person_with_access_is_not_invited_again(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;

    let again = world.invite(&anna, Named::Bjorn).await;

    assert_eq!(refusals(again), [GrantRefusal::AlreadyShared]);
}

#[rstest]
#[tokio::test]
async fn each_channel_is_shared_separately(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let web = world.invite(&anna, Named::Bjorn).await.unwrap();

    let app = world.invite(&anna.in_app(), Named::Bjorn).await.unwrap();

    assert_eq!(world.only_grant(&anna).await.id, web);
    assert_eq!(world.only_grant(&anna.in_app()).await.id, app);
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_answer_is_the_same_whether_the_person_is_known_or_not(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.holder(Named::Cecilia).await;
    let known = world.invite(&anna, Named::Cecilia).await.unwrap();

    let unknown = world.invite(&anna, Named::Hanna).await.unwrap();

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();
    let shown = |id| list.grants.iter().find(|grant| grant.id == id).unwrap();
    let but_details = |id| (shown(id).state, shown(id).last_day, shown(id).letter, shown(id).may_send_again);
    assert_eq!(but_details(known), but_details(unknown));
    // The name is what the owner typed, not what we know.
    assert_eq!(shown(known).grantee, Named::Cecilia.details());
}

#[rstest]
#[tokio::test]
async fn a_name_is_never_looked_up_from_a_number(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.holder(Named::Cecilia).await;
    let typed = NewAccessGrant { grantee: Named::Hanna.details(), ..world.details(Named::Cecilia) };

    share(&world, &anna, typed).await.unwrap();

    assert_eq!(world.only_grant(&anna).await.grantee, Named::Hanna.details());
}
