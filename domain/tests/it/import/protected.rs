//! What happens when a person's identity becomes protected (V7.4.2).

use domain::testing::{Named, TestDatabase, World};
use rstest::rstest;
use types::Channel;
use types::sign_in::SignInMethod;

use super::file::{customer, import, protected};
use TestDatabase::{Postgres, Sqlite};

#[rstest]
#[tokio::test]
async fn somebody_whose_identity_is_protected_from_now_on_is_signed_out(
    #[values(Sqlite, Postgres)] database: TestDatabase,
) {
    let world = World::new(database).await;
    let (sara, anna) = (customer("100002", &[Named::Sara]), customer("100001", &[Named::Anna]));
    import(&world, &[sara.clone(), anna.clone()]).await;
    let of_sara = [Channel::Web, Channel::App].map(|channel| (Named::Sara, channel));
    let of_anna = (Named::Anna, Channel::Web);
    let mut sessions = Vec::new();
    for (name, channel) in of_sara.into_iter().chain([of_anna]) {
        sessions.push((channel, world.open_session(name, channel, SignInMethod::BankId).await.secret));
    }

    import(&world, &[protected(sara.clone()), anna]).await;

    let mut alive = Vec::new();
    for (channel, secret) in &sessions {
        alive.push(world.domain.caller(secret, *channel).await.unwrap().is_some());
    }
    assert_eq!(alive, [false, false, true]);
    // A later sign-in stays valid: only becoming protected ends sessions.
    let (_, secret) = world.session(Named::Sara, Channel::Web, SignInMethod::BankId).await;
    let mut renamed = protected(sara);
    renamed["email"] = serde_json::json!("new@example.com");
    import(&world, &[renamed]).await;
    assert!(world.domain.caller(&secret, Channel::Web).await.unwrap().is_some());
}
