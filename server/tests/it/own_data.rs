//! A person's own data over HTTP: page and file require BankID, and redirect back.

use axum::Router;
use axum::body::Body;
use domain::testing::Named;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, COOKIE};
use http::{Method, Request, Response, StatusCode};
use rstest::rstest;
use types::Channel;

use Channel::{App, Web};

use crate::support::door::{Door, Who, location, own_post, text};

async fn get(door: &Door, cookie: &str, address: &str) -> Response<Body> {
    let request = Request::get(address).header(COOKIE, cookie).body(Body::empty());
    door.send(request.expect("a request")).await
}

fn in_channel(channel: Channel, path: &str) -> String {
    format!("{}{path}", channel.base())
}

#[rstest]
#[tokio::test]
async fn the_file_is_the_persons_own(#[values(Web, App)] channel: Channel) {
    let door = Door::open().await;
    let cookie = door.cookie_in(Who::Both, channel).await.unwrap();

    let answer = get(&door, &cookie, &in_channel(channel, "/mina-uppgifter.json")).await;

    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers()[CONTENT_DISPOSITION], "attachment; filename=\"mina-uppgifter.json\"");
    let file = text(answer).await;
    assert!(file.contains(Named::David.personal_number()), "{file}");
    assert!(!file.contains(Named::Anna.personal_number()), "{file}");
}

#[rstest]
#[tokio::test]
async fn a_signed_out_visitor_is_redirected_to_sign_in_and_back(#[values(Web, App)] channel: Channel) {
    let door = Door::open().await;
    let base = channel.base();
    for (asked, wanted) in [
        ("/mina-uppgifter", "/mina-uppgifter"),
        ("/mina-uppgifter?klart=1", "/mina-uppgifter"),
        ("/mina-uppgifter.json", "/mina-uppgifter"),
        ("/mina-uppgifter/ta-bort", "/mina-uppgifter/ta-bort"),
    ] {
        let answer = get(&door, "a=b", &in_channel(channel, asked)).await;

        assert_eq!(location(&answer), Some(&*format!("{base}/logga-in?till={base}{wanted}")), "{asked}");
    }
}

#[rstest]
#[case::the_page("/mina-uppgifter")]
#[case::deleting("/mina-uppgifter/ta-bort")]
#[tokio::test]
async fn who_signed_in_a_while_ago_identifies_themselves_and_comes_back(
    #[case] path: &str,
    #[values(Web, App)] channel: Channel,
) {
    let door = Door::open().await;
    let (cookie, address) = (door.cookie_in(Who::Both, channel).await.unwrap(), in_channel(channel, path));
    door.world.clock.advance(6 * 60);

    let page = text(get(&door, &cookie, &address).await).await;

    assert!(page.contains("Legitimera dig igen"), "{page}");
    assert_eq!(page.matches(&format!(r#"name="destination" value="{address}""#)).count(), 2, "{page}");
    assert!(!page.contains("david"), "{page}");
    let file = get(&door, &cookie, &in_channel(channel, "/mina-uppgifter.json")).await;
    assert_eq!(location(&file), Some(&*in_channel(channel, "/mina-uppgifter")));
}

#[tokio::test]
async fn a_customer_number_shows_nothing() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::HolderByNumber).await.unwrap();

    let page = text(get(&door, &cookie, "/mina-uppgifter").await).await;

    assert!(page.contains("Ett kundnummer räcker inte här."), "{page}");
    assert!(!page.contains(&Named::Anna.email()), "{page}");
    assert_eq!(location(&get(&door, &cookie, "/mina-uppgifter.json").await), Some("/mina-uppgifter"));
}

#[rstest]
#[case::another_site("cross-site")]
#[case::a_sibling("same-site")]
#[tokio::test]
async fn nobody_elses_page_fetches_the_file(#[case] site: &str) {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Both).await.unwrap();
    let asked = Request::get("/mina-uppgifter.json").header(COOKIE, cookie).header("sec-fetch-site", site);

    let answer = door.send(asked.body(Body::empty()).unwrap()).await;

    assert_eq!(location(&answer), Some("/mina-uppgifter"));
}

#[rstest]
#[case::fetched_ahead(Method::GET, "sec-purpose", "prefetch")]
#[case::in_an_older_browser(Method::GET, "purpose", "prefetch")]
#[case::only_looked_at(Method::HEAD, "accept-language", "sv")]
#[tokio::test]
async fn a_speculative_request_fetches_nothing(#[case] method: Method, #[case] name: &str, #[case] value: &str) {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Both).await.unwrap();
    let told = door.world.activity_count().await;
    let asked =
        Request::builder().method(method).uri("/mina-uppgifter.json").header(COOKIE, cookie).header(name, value);

    let answer = door.send(asked.body(Body::empty()).unwrap()).await;

    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(door.world.activity_count().await, told, "fetching is written down");
}

#[rstest]
#[tokio::test]
async fn deleting_ones_user_signs_out_and_says_so(#[values(Web, App)] channel: Channel) {
    let door = Door::open().await;
    let cookie = door.cookie_in(Who::Both, channel).await.unwrap();
    let page = text(get(&door, &cookie, &in_channel(channel, "/mina-uppgifter/ta-bort")).await).await;
    assert!(page.contains("Mina Sidor för Anna Andersson") && page.contains("Appen för Anna Andersson"), "{page}");
    let press = own_post(&in_channel(channel, "/api/own-data/erase")).header(ACCEPT, "text/html");

    let answer = door.send(press.header(COOKIE, &cookie).body(Body::empty()).unwrap()).await;

    let home = location(&answer).unwrap().to_owned();
    assert_eq!(home, in_channel(channel, "/?klart=raderad"));
    assert!(answer.headers().get_all("set-cookie").iter().any(|set| set.to_str().unwrap().contains("Max-Age=0")));
    assert!(text(get(&door, &cookie, &home).await).await.contains("Din användare är borttagen"));
    assert!(!door.world.names().await.contains(&Named::David.full_name()));
}

#[tokio::test]
async fn a_holder_is_told_why_they_cannot_delete_their_user() {
    let door = Door::open().await;
    let cookie = door.cookie(Who::Holder).await.unwrap();

    for page in ["/mina-uppgifter", "/mina-uppgifter/ta-bort"] {
        let page = text(get(&door, &cookie, page).await).await;

        assert!(page.contains("Du står på ett avtal."), "{page}");
        assert!(!page.contains("/api/own-data/erase"), "{page}");
    }
}

#[tokio::test]
async fn personuppgifter_tells_the_times_of_the_settings() {
    let change = |config: &mut server::config::ServerConfig| {
        config.retention.activity_months = 36;
        config.retention.grant_months = 1;
        config.retention.order_months = 18;
        config.retention.letter_days = 45;
        config.retention.customer_months = 12;
        config.retention.person_months = 60;
        config.sessions.absolute_hours = 9;
    };
    let door = Door::with(change, Router::new()).await;
    for channel in [Web, App] {
        let page = text(get(&door, "a=b", &in_channel(channel, "/personuppgifter")).await).await;

        for sentence in [
            "3 år. Den senaste händelsen sparas",
            "En månad efter att tillgången tog slut.",
            "18 månader efter att påsarna kom fram",
            "45 dagar.",
            "Så länge du har avtal, och ett år efter.",
            "5 år efter att du gjorde något sist.",
            "högst 9 timmar",
            "180 dagar efter senaste gången.",
            "Länk till kalendern med hämtningar",
        ] {
            assert!(page.contains(sentence), "{sentence} in {page}");
        }
    }
    let english = text(get(&door, "__Host-lang=en", "/personuppgifter").await).await;
    assert!(english.contains("One month after the access ended.") && english.contains("and one year after."));
}
