//! The other channel: what is shared in one is offered in the other, and never granted automatically (rule G16).

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::access_grant::{GrantRefusal, GrantSource, NewAccessGrant};
use types::sign_in::SignInMethod;

use super::refusals;
use TestDatabase::{Postgres, Sqlite};

async fn in_app(world: &World, of: &Holding) -> Holding {
    let caller = world.sign_in(Named::Anna, Channel::App, SignInMethod::BankId).await;
    Holding { caller, account: of.account.clone() }
}

fn also(world: &World, name: Named, source: GrantSource) -> NewAccessGrant {
    NewAccessGrant { source: Some(source), personal_number: String::new(), ..world.details(name) }
}

#[rstest]
#[tokio::test]
async fn the_form_of_the_other_channel_is_filled_in(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let source = GrantSource::Twin(world.invite(&anna, Named::Bjorn).await.unwrap());
    let app = in_app(&world, &anna).await;

    let form = world.domain.new_access_grant_form(&app.caller, &app.account, Some(source)).await.unwrap();

    assert_eq!((form.prefilled, form.source), (Named::Bjorn.details(), Some((source, "19840617-****".to_owned()))));
    assert_eq!((form.number_rules.least_age, form.limits.live, form.obstacle), (16, 6, None));
}

#[rstest]
#[tokio::test]
async fn sharing_in_the_other_channel_is_a_grant_of_its_own(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let web = world.invite(&anna, Named::Bjorn).await.unwrap();
    let app = in_app(&world, &anna).await;

    let new = also(&world, Named::Bjorn, GrantSource::Twin(web));
    let id = world.domain.share_access(&app.caller, &app.account, new).await.unwrap();

    let grant = world.domain.access_grant(&app.caller, &app.account, id).await.unwrap();
    assert_eq!((grant.masked_number.as_str(), grant.twin), ("19840617-****", Some(web)));
    assert_eq!(world.domain.access_grant(&anna.caller, &anna.account, web).await.unwrap().twin, Some(id));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn the_same_press_is_answered_alike_when_the_other_grant_has_ended(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let web = world.invite(&anna, Named::Bjorn).await.unwrap();
    let app = in_app(&world, &anna).await;
    let submission = also(&world, Named::Bjorn, GrantSource::Twin(web));
    let first = world.domain.share_access(&app.caller, &app.account, submission.clone()).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, web).await.unwrap();

    let second = world.domain.share_access(&app.caller, &app.account, submission).await.unwrap();

    assert_eq!((second, world.only_grant(&app).await.id), (first, first));
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_form_is_not_filled_in_from_the_same_channel_or_from_what_has_ended(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let web = world.invite(&anna, Named::Bjorn).await.unwrap();
    let app = in_app(&world, &anna).await;
    let source = GrantSource::Twin(web);

    let same = world.domain.new_access_grant_form(&anna.caller, &anna.account, Some(source)).await;
    world.domain.remove_access(&anna.caller, &anna.account, web).await.unwrap();
    let ended = world.domain.new_access_grant_form(&app.caller, &app.account, Some(source)).await;
    let answer = world.domain.share_access(&app.caller, &app.account, also(&world, Named::Bjorn, source)).await;

    assert!(matches!(same, Err(domain::Failed::NotFound)));
    assert!(matches!(ended, Err(domain::Failed::NotFound)));
    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn another_accounts_grant_fills_in_nothing(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let (anna, cecilia) = (world.holder(Named::Anna).await, world.holder(Named::Cecilia).await);
    let source = GrantSource::Twin(world.invite(&cecilia, Named::Bjorn).await.unwrap());
    let app = in_app(&world, &anna).await;

    let form = world.domain.new_access_grant_form(&app.caller, &app.account, Some(source)).await;
    let answer = world.domain.share_access(&app.caller, &app.account, also(&world, Named::Bjorn, source)).await;

    assert!(matches!(form, Err(domain::Failed::NotFound)));
    assert_eq!(refusals(answer), [GrantRefusal::Changed]);
}

#[rstest]
#[tokio::test]
async fn removing_one_asks_about_the_other_and_leaves_it(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    let app = in_app(&world, &anna).await;
    let in_app = world.let_in(&app, Named::Bjorn).await;
    let web = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap().grants[0].id;
    let twin = world.domain.access_grants(&app.caller, &app.account).await.unwrap().grants[0].id;

    let asked = world.domain.remove_access(&anna.caller, &anna.account, web).await.unwrap();
    let again = world.domain.remove_access(&anna.caller, &anna.account, web).await.unwrap();

    assert_eq!((asked, again), (Some(twin), None));
    assert!(world.domain.account_context(&in_app, &anna.account).await.is_ok(), "the app still is shared");
    assert_eq!(world.domain.remove_access(&app.caller, &app.account, twin).await.unwrap(), None);
}
