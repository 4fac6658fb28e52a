//! What the list of grants shows, and the news (rule G17).

use domain::testing::{Holding, Named, TestDatabase, World};
use rstest::rstest;
use types::LocalDate;
use types::access_grant::{AccessGrant, GrantState, LetterState, Relation};
use types::activity::EventKind;

use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn joint_holders_see_the_same_list(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    world.let_in(&david, Named::Bjorn).await;
    world.invite(&eva, Named::Hanna).await.unwrap();

    let of_david = world.domain.access_grants(&david.caller, &david.account).await.unwrap();
    let of_eva = world.domain.access_grants(&eva.caller, &eva.account).await.unwrap();

    let but_whose = |grant: &AccessGrant| AccessGrant { is_mine: false, ..grant.clone() };
    let lists = [&of_david, &of_eva].map(|list| list.grants.iter().map(but_whose).collect::<Vec<_>>());
    assert_eq!((&lists[0], &of_david.news), (&lists[1], &of_eva.news));
    let shown: Vec<_> =
        of_eva.grants.iter().map(|grant| (grant.state, grant.shared_by.as_str(), grant.is_mine)).collect();
    assert_eq!(shown, [(GrantState::Active, "David Dahl", false), (GrantState::Pending, "Eva Dahl", true)]);
}

#[rstest]
#[tokio::test]
async fn the_list_shows_no_whole_number(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();

    let text = format!("{list:?}");
    assert!(text.contains("19840617-****"));
    assert!(["8406172398", "840617-2398"].iter().all(|number| !text.contains(number)));
}

#[rstest]
#[tokio::test]
async fn an_active_grant_says_since_when(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;

    let grant = world.only_grant(&anna).await;

    assert_eq!(grant.active_since, Some(LocalDate { year: 2026, month: 11, day: 23 }));
    assert_eq!((grant.relation, grant.letter), (Relation::Household, LetterState::OnItsWay));
    assert!(!grant.may_send_again);
}

#[rstest]
#[tokio::test]
async fn the_news_say_what_others_did_newest_first(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let declined = world.invite(&anna, Named::Hanna).await.unwrap();
    world.invite(&anna, Named::Ivar).await.unwrap();
    let bjorn = world.let_in(&anna, Named::Bjorn).await;
    world.domain.leave_access(&bjorn, &anna.account).await.unwrap();
    let hanna = world.person(Named::Hanna).await;
    world.domain.decline_access(&hanna, declined).await.unwrap();
    world.clock.advance(15 * 24 * 3600);
    world.domain.expire_access(10).await.unwrap();

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();

    let news: Vec<_> = list.news.iter().map(|news| (news.event, news.grantee.as_deref())).collect();
    let expected = [
        (EventKind::AccessExpired, None),
        (EventKind::AccessDeclined, None),
        (EventKind::AccessLeft, Some("Bjorn Berg")),
        (EventKind::AccessConfirmed, Some("Bjorn Berg")),
    ];
    assert_eq!(news, expected);
}

#[rstest]
#[tokio::test]
async fn what_a_holder_took_away_is_news_to_the_others_alone(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let david = world.holder(Named::David).await;
    let eva = world.joint_holder(Named::Eva, &david).await;
    world.let_in(&david, Named::Bjorn).await;
    let active = world.only_grant(&david).await.id;
    let pending = world.invite(&david, Named::Hanna).await.unwrap();
    for id in [active, pending] {
        world.domain.remove_access(&eva.caller, &eva.account, id).await.unwrap();
    }

    let news_of = async |holder: &Holding| {
        let list = world.domain.access_grants(&holder.caller, &holder.account).await.unwrap();
        list.news.into_iter().map(|news| (news.event, news.grantee)).collect::<Vec<_>>()
    };

    let confirmed = (EventKind::AccessConfirmed, Some("Bjorn Berg".to_owned()));
    let removed = (EventKind::AccessRemoved, Some("Bjorn Berg".to_owned()));
    assert_eq!(news_of(&david).await, [(EventKind::AccessWithdrawn, None), removed, confirmed.clone()]);
    assert_eq!(news_of(&eva).await, [confirmed], "she knows what she did");
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_holders_own_actions_are_not_news_to_them(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let id = world.invite(&anna, Named::Bjorn).await.unwrap();
    world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
    world.let_in(&anna, Named::Hanna).await;
    let active = world.only_grant(&anna).await.id;
    world.domain.remove_access(&anna.caller, &anna.account, active).await.unwrap();

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();

    assert_eq!(list.news.iter().map(|news| news.event).collect::<Vec<_>>(), [EventKind::AccessConfirmed]);
}

#[rstest]
#[tokio::test]
async fn news_grow_old(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.clock.advance(31 * 24 * 3600);

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();

    assert!(list.news.is_empty());
}

#[rstest]
#[tokio::test]
async fn news_of_one_channel_do_not_hide_those_of_the_other(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    world.let_in(&anna, Named::Bjorn).await;
    for _ in 0..3 {
        let in_app = world.let_in(&anna.in_app(), Named::Hanna).await;
        world.domain.leave_access(&in_app, &anna.account).await.unwrap();
    }

    let web = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap();
    let app = world.domain.access_grants(&anna.in_app().caller, &anna.account).await.unwrap();

    assert_eq!(web.news.iter().map(|news| news.event).collect::<Vec<_>>(), [EventKind::AccessConfirmed]);
    assert_eq!(app.news.len(), 5);
}

#[rstest]
#[tokio::test]
async fn customers_are_apart(#[values(Sqlite, Postgres)] database: TestDatabase) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let cecilia = world.holder(Named::Cecilia).await;
    world.let_in(&anna, Named::Bjorn).await;
    world.invite(&cecilia, Named::Bjorn).await.unwrap();

    let list = world.domain.access_grants(&cecilia.caller, &cecilia.account).await.unwrap();

    assert_eq!(list.grants.iter().map(|grant| grant.state).collect::<Vec<_>>(), [GrantState::Pending]);
    assert!(list.news.is_empty());
    world.check_invariants().await;
}

#[rstest]
#[tokio::test]
async fn a_name_from_bankid_is_shown_beside_a_different_typed_one(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let anna = world.holder(Named::Anna).await;
    let mut typed = world.details(Named::Bjorn);
    typed.grantee.given_name = "Nalle".to_owned();
    let id = world.domain.share_access(&anna.caller, &anna.account, typed.clone()).await.unwrap();
    let before = world.only_grant(&anna).await;
    let bjorn = world.person(Named::Bjorn).await;
    world.domain.confirm_access(&bjorn, id, typed.grantee).await.unwrap();
    world.let_in(&anna, Named::Hanna).await;

    let list = world.domain.access_grants(&anna.caller, &anna.account).await.unwrap().grants;

    assert_eq!(before.verified_name, None, "nobody is looked up (rule G13)");
    let names: Vec<_> = list.iter().map(|grant| (&*grant.grantee.given_name, grant.verified_name.as_deref())).collect();
    assert_eq!(names, [("Nalle", Some("Bjorn Berg")), ("Hanna", None)]);
    let alone = world.domain.access_grant(&anna.caller, &anna.account, id).await.unwrap();
    assert_eq!(alone.verified_name.as_deref(), Some("Bjorn Berg"));
}
