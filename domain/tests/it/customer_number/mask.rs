//! What a session by customer number sees of other people.

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::access_grant::{GrantSource, GranteeDetails, NewAccessGrant};

use TestDatabase::{Postgres, Sqlite};

async fn world_with_a_session(database: TestDatabase) -> (World, Holding, Holding) {
    let world = World::new(database).await;
    let anna = world.holder_at_home(Named::Anna).await;
    world.activate(&anna).await;
    let by_number = world.by_number(&anna).await;
    (world, anna, by_number)
}

fn masked() -> GranteeDetails {
    GranteeDetails {
        given_name: "Bjorn".to_owned(),
        surname: "B.".to_owned(),
        email: "b•••@example.com".to_owned(),
        mobile: "••• 35".to_owned(),
    }
}

#[rstest]
#[tokio::test]
async fn grantees_are_masked_in_the_list_and_one_by_one(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let grantee = GranteeDetails { mobile: "070-174 06 35".to_owned(), ..Named::Bjorn.details() };
    let new = NewAccessGrant { grantee, ..world.details(Named::Bjorn) };
    let id = world.domain.share_access(&anna.caller, &anna.account, new).await.unwrap();

    let listed = world.only_grant(&by_number).await;
    let alone = world.domain.access_grant(&by_number.caller, &by_number.account, id).await.unwrap();
    let form = world
        .domain
        .new_access_grant_form(&by_number.caller, &by_number.account, Some(GrantSource::Replaced(id)))
        .await
        .unwrap();

    for grant in [listed, alone] {
        assert_eq!((grant.grantee, &*grant.masked_number), (masked(), "••••••••-••••"));
        assert_eq!(grant.shared_by, "Anna Andersson", "oneself is not");
    }
    let source = Some((GrantSource::Replaced(id), "••••••••-••••".to_owned()));
    assert_eq!((form.prefilled, form.source), (masked(), source));
    assert_eq!(world.only_grant(&anna).await.grantee.surname, "Berg", "nor with BankID");
}

#[rstest]
#[tokio::test]
async fn other_holders_are_masked(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    let david = world.joint_holder(Named::David, &anna).await;
    let home = world.add_address(&anna, "Lillgatan 2").await;
    world.add_contract(&david, home).await;
    world.invite(&david, Named::Bjorn).await.unwrap();

    let overview = world.domain.overview(&by_number.caller, &anna.account).await.unwrap();
    let grant = world.only_grant(&by_number).await;

    let contracts = overview.facilities.iter().flat_map(|facility| &facility.contracts);
    let mut names: Vec<_> = contracts.filter_map(|contract| contract.holder.clone()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names, ["Anna Andersson", "David D."]);
    assert_eq!(grant.shared_by, "David D.");
}

#[rstest]
#[tokio::test]
async fn news_are_of_masked_people(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let (world, anna, by_number) = world_with_a_session(database).await;
    world.let_in(&anna, Named::Bjorn).await;

    let list = world.domain.access_grants(&by_number.caller, &by_number.account).await.unwrap();

    assert_eq!(list.news[0].grantee.as_deref(), Some("Bjorn B."));
}
