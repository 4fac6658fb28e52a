//! The activity page, in a browser without scripts.

use axum::body::Body;
use domain::testing::{Holding, Named};
use http::Request;
use http::header::COOKIE;
use types::Channel;

use crate::support::door::{Door, Who, text};

async fn page(door: &Door, who: Who, address: &str) -> String {
    let cookie = door.cookie_in(who, Channel::of_path(address).0).await.expect("a session");
    let request = Request::get(address).header(COOKIE, cookie).body(Body::empty()).expect("a request");
    text(door.send(request).await).await
}

fn address(door: &Door, channel: Channel) -> String {
    format!("{}/k/{}/aktivitet", channel.base(), door.account)
}

/// The links of a page whose addresses contain a text, as they are after `href`.
fn links(page: &str, with: &str) -> Vec<String> {
    let all = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    all.filter(|link| link.contains(with)).map(|link| link.replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn the_holder_reads_what_everybody_did() {
    let door = Door::open().await;
    for channel in [Channel::Web, Channel::App] {
        let page = page(&door, Who::Holder, &address(&door, channel)).await;

        for sentence in [
            "23 november 2026",
            "Du bjöd in Bjorn Berg till Mina Sidor.",
            "Bjorn Berg bekräftade inbjudan till Mina Sidor.",
            "Ivar Isaksson bekräftade inbjudan till appen.",
            "Du bjöd in en person till appen.",
            "Du tog bort tillgången till appen för Eva Dahl.",
            "I appen med BankID.",
            "Vi sparar händelser i 3 år.",
        ] {
            assert!(page.contains(sentence), "{sentence} in {page}");
        }
    }
}

#[tokio::test]
async fn a_grantee_reads_what_they_did_themselves() {
    let door = Door::open().await;

    let page = page(&door, Who::Grantee, &address(&door, Channel::Web)).await;

    assert!(page.contains("Du bekräftade inbjudan till Mina Sidor."), "{page}");
    assert!(page.contains("Här ser du vad du har gjort för Anna Andersson"), "{page}");
    for name in ["Ivar", "Eva", "bjöd in"] {
        assert!(!page.contains(name), "{name} in {page}");
    }
}

#[tokio::test]
async fn what_is_looked_for_is_chosen_by_links() {
    let door = Door::open().await;
    let start = address(&door, Channel::App);
    let whole = page(&door, Who::Holder, &start).await;
    let of_orders = links(&whole, "visa=bestallningar").pop().expect("a link");

    let orders = page(&door, Who::Holder, &of_orders).await;

    assert!(orders.contains("Du beställde påsar.") && !orders.contains("bjöd in"), "{orders}");
    let both = links(&orders, "period=30-dagar").pop().expect("a link");
    assert_eq!(both, format!("{start}?visa=bestallningar&period=30-dagar"));
    let chosen = page(&door, Who::Holder, &both).await;
    assert_eq!(chosen.matches("aria-current=\"true\"").count(), 2, "{chosen}");
}

#[tokio::test]
async fn pages_are_links_to_older_and_back_to_newer() {
    let door = Door::open().await;
    let anna = Holding { caller: door.world.person(Named::Anna).await, account: door.account.clone() };
    for number in 0..30 {
        door.world.clock.advance(60);
        door.world.order_numbered(&anna.caller, &anna, &format!("F-{number}")).await;
    }
    let first = page(&door, Who::Holder, &address(&door, Channel::Web)).await;
    assert!(first.contains("Beställning F-29.") && !first.contains("Beställning F-4."), "{first}");
    assert_eq!(links(&first, "efter="), Vec::<String>::new());

    let second = page(&door, Who::Holder, &links(&first, "fore=")[0]).await;
    let back = page(&door, Who::Holder, &links(&second, "efter=")[0]).await;

    assert!(second.contains("Beställning F-4.") && !second.contains("Beställning F-29."), "{second}");
    assert!(back.contains("Beställning F-29.") && !back.contains("Beställning F-4."), "{back}");
}

#[tokio::test]
async fn unknown_filter_values_are_ignored() {
    let door = Door::open().await;
    let address = format!("{}?visa=x&period=%22&fore=%3Cscript%3E&efter=1", address(&door, Channel::Web));

    let page = page(&door, Who::Holder, &address).await;

    assert!(page.contains("Du bjöd in Bjorn Berg till Mina Sidor."), "{page}");
}
