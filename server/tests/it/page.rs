//! Texts of pages where something must stay hidden.

use axum::Router;
use axum::body::Body;
use domain::testing::{Holding, Named};
use http::Request;
use http::header::{ACCEPT, COOKIE, REFERER};

use crate::support::door::{Door, Who, form, location, own_post, text};

async fn page(door: &Door, who: Who, path: &str) -> String {
    let address = format!("/k/{}/{path}", door.account);
    let cookie = door.cookie(who).await.expect("a session");
    let request = Request::get(address).header(COOKIE, cookie).body(Body::empty()).expect("a request");
    let body = axum::body::to_bytes(door.send(request).await.into_body(), 1 << 20).await.expect("a page");
    String::from_utf8(body.to_vec()).expect("text")
}

#[tokio::test]
async fn the_way_by_customer_number_is_shown_only_while_it_is_open() {
    for is_open in [true, false] {
        let door = Door::with(|config| config.customer_number.open = is_open, Router::new()).await;

        let page = text(door.send(Request::get("/logga-in").body(Body::empty()).unwrap()).await).await;

        assert_eq!(page.contains(r#"href="/logga-in/kundnummer""#), is_open, "{page}");
    }
}

#[tokio::test]
async fn a_page_has_its_script_whatever_is_appended_to_its_address() {
    let door = Door::open().await;

    for (address, has_script) in [("/logga-in?utm_source=letter", true), ("/logga-in", true), ("/?x=y", false)] {
        let page = text(door.send(Request::get(address).body(Body::empty()).unwrap()).await).await;

        assert_eq!(page.contains(r#"<script type="module""#), has_script, "{address}: {page}");
    }
}

#[tokio::test]
async fn ended_access_looks_the_same_whether_removed_or_protected() {
    let door = Door::open().await;
    let removed = page(&door, Who::ExGrantee, "avslutad").await;
    door.world.protect(Named::Anna, true).await;

    let protected = page(&door, Who::Grantee, "avslutad").await;

    assert!(removed.contains("Din behörighet till Mina Sidor är avslutad."), "{removed}");
    assert!(!removed.contains("Anna") && !protected.contains("Anna"), "{removed}");
    let without_names = |page: &str, nonce_of: &str| {
        let (_, rest) = page.split_once("nonce=\"").expect("a nonce");
        let nonce = rest.split('"').next().unwrap_or_default();
        page.replace(nonce, "").replace(nonce_of, "")
    };
    assert_eq!(without_names(&removed, "Eva Dahl"), without_names(&protected, "Bjorn Berg"));
}

#[tokio::test]
async fn who_may_not_invite_a_sixth_reads_how_many_wait() {
    let door = Door::open().await;
    // The limit of a day is another.
    door.world.clock.advance(24 * 3600);
    let anna = Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() };
    for name in [Named::Ivar, Named::Sara, Named::Eva, Named::Cecilia] {
        door.world.invite(&anna, name).await.unwrap();
    }

    for path in ["profil/behorigheter", "profil/behorigheter/ny"] {
        let page = page(&door, Who::Holder, path).await;

        assert!(page.contains("5 inbjudningar väntar på svar"), "{path}: {page}");
    }
}

#[tokio::test]
async fn the_overview_says_that_something_is_hidden_and_not_what() {
    let door = Door::open().await;
    let anna = Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() };
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

#[tokio::test]
async fn who_signed_in_a_while_ago_identifies_themselves_before_sharing_and_comes_back() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    let address = format!("/k/{}/profil/behorigheter/ny?igen={}", door.account, door.pending);
    let read = || Request::get(&address).header(COOKIE, &cookie).body(Body::empty()).unwrap();
    assert!(text(door.send(read()).await).await.contains(r#"name="request_key""#));

    door.world.clock.advance(6 * 60);
    let page = text(door.send(read()).await).await;

    assert!(page.contains("Legitimera dig igen innan du delar."), "{page}");
    assert_eq!(page.matches(&format!(r#"name="destination" value="{address}""#)).count(), 2, "{page}");
    assert!(!page.contains(r#"name="request_key""#), "{page}");
}

#[tokio::test]
async fn a_form_that_comes_back_late_still_is_a_form() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();
    door.world.clock.advance(29 * 60);
    door.send(Request::get("/").header(COOKIE, &cookie).body(Body::empty()).unwrap()).await;
    door.world.clock.advance(7 * 60);
    let new = [
        ("account", door.account.as_str()),
        ("given_name", "Cecilia"),
        ("surname", "Carlsson"),
        ("personal_number", Named::Cecilia.personal_number()),
        ("email", "cecilia@example.com"),
        ("relation", "other"),
        ("understood", "true"),
    ];
    let address = format!("https://portal.example/k/{}/profil/behorigheter/ny", door.account);
    let press = own_post("/api/access-grants/share")
        .header(ACCEPT, "text/html")
        .header(REFERER, address)
        .header(COOKIE, &cookie)
        .body(Body::from(form(&new)))
        .unwrap();

    let answer = door.send(press).await;
    let back = location(&answer).unwrap().trim_start_matches("https://portal.example").to_owned();
    let page = text(door.send(Request::get(back).header(COOKIE, &cookie).body(Body::empty()).unwrap()).await).await;

    assert!(page.contains("Logga in igen i en annan flik"), "{page}");
    assert!(page.contains(r#"name="request_key""#), "{page}");
}

/// Otherwise a password manager stores a password without user name, or updates another one's.
#[tokio::test]
async fn every_form_with_a_password_says_whose_it_is_and_what_each_field_is_for() {
    let door = Door::open().await;
    let nobody = async |path: &str| text(door.send(Request::get(path).body(Body::empty()).unwrap()).await).await;
    let pages = [
        nobody("/logga-in/kundnummer").await,
        nobody("/logga-in/kundnummer/aktivera").await,
        page(&door, Who::HolderByNumber, "profil").await,
    ];

    for page in &pages {
        let forms: Vec<_> = page.split("<form").filter(|form| form.contains(r#"type="password""#)).collect();
        assert_eq!(forms.len(), 1, "{page}");
        let inputs: Vec<_> = forms[0].split("<input").skip(1).map(|input| input.split('>').next().unwrap()).collect();
        let place = |what: &str| inputs.iter().position(|input| input.contains(what));
        assert!(place(r#"autocomplete="username""#) < place(r#"type="password""#), "{inputs:?}");
        assert!(place(r#"autocomplete="username""#).is_some(), "{inputs:?}");
        for password in inputs.iter().filter(|input| input.contains(r#"type="password""#)) {
            let is_told = ["current-password", "new-password"].iter().any(|what| password.contains(what));
            assert!(is_told, "{password}");
        }
        assert_eq!(place(r#"name="code""#), place(r#"autocomplete="one-time-code""#), "{inputs:?}");
    }
    assert!(pages[2].contains(&format!(r#"value="{}""#, number_of(&door).await)), "{}", pages[2]);
}

#[tokio::test]
async fn nobody_who_is_signed_in_with_bankid_is_shown_a_customer_number_to_keep() {
    let door = Door::open().await;

    for who in [Who::Holder, Who::Grantee] {
        let page = page(&door, who, "profil").await;

        assert!(!page.contains(r#"autocomplete="username""#) && !page.contains(&number_of(&door).await), "{page}");
    }
}

/// The number of Anna's account.
async fn number_of(door: &Door) -> String {
    Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() }.number()
}
