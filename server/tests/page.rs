//! What pages say when there is something that they may not say.

#[path = "support/door.rs"]
mod door;

use axum::body::Body;
use domain::testing::Named;
use door::{Door, Who};
use http::Request;
use http::header::COOKIE;

async fn page(door: &Door, who: Who, path: &str) -> String {
    let address = format!("/k/{}/{path}", door.account);
    let cookie = door.cookie(who).await.expect("a session");
    let request = Request::get(address).header(COOKIE, cookie).body(Body::empty()).expect("a request");
    let body = axum::body::to_bytes(door.send(request).await.into_body(), 1 << 20).await.expect("a page");
    String::from_utf8(body.to_vec()).expect("text")
}

#[tokio::test]
async fn an_ended_access_says_whose_it_was() {
    let door = Door::open().await;

    let page = page(&door, Who::ExGrantee, "avslutad").await;

    assert!(page.contains("Din behörighet till Mina Sidor för Anna Andersson är avslutad."), "{page}");
}

#[tokio::test]
async fn an_ended_access_names_no_protected_owner() {
    let door = Door::open().await;
    door.world.protect(Named::Anna, true).await;

    let page = page(&door, Who::Grantee, "avslutad").await;

    assert!(page.contains("Din behörighet till Mina Sidor är avslutad."), "{page}");
    assert!(!page.contains("Anna"), "{page}");
}

#[tokio::test]
async fn the_overview_says_that_something_is_kept_back_and_not_what() {
    let door = Door::open().await;
    let anna = domain::testing::Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() };
    let david = door.world.joint_holder(Named::David, &anna).await;
    door.world.add_address(&david, "Smedjegatan 2").await;
    door.world.protect(Named::David, true).await;

    for who in [Who::Grantee, Who::Holder] {
        let page = page(&door, who, "oversikt").await;

        assert!(page.contains("Vissa uppgifter visas bara för den som står på avtalet."), "{page}");
        assert!(page.contains("Adress som inte visas") && !page.contains("Smedjegatan"), "{page}");
        assert!(!page.contains("David"), "{page}");
    }
}
