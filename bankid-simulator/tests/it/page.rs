//! The pages for people, used as a browser without scripts does.

use bankid::{AuthRequest, Order, SignRequest, VisibleText};
use reqwest::Response;

use crate::stage::{ANNA, BROWSER, Stage, browser, qr, token};

const RETURN_URL: &str = "http://localhost:3000/logga-in/retur?n=abc#x";

async fn get(stage: &Stage, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = browser().get(stage.app_url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("a page")
}

async fn post(stage: &Stage, path: &str, form: &str) -> Response {
    browser()
        .post(stage.app_url(path))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned())
        .send()
        .await
        .expect("a page")
}

async fn returning(stage: &Stage) -> Order {
    let request = AuthRequest { return_url: Some(RETURN_URL.to_owned()), ..AuthRequest::new(BROWSER) };
    stage.client.auth(&request).await.expect("an order")
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_launch_link_shows_who_asks_and_what_and_the_people_to_choose_from() {
    let stage = Stage::start();
    let text = VisibleText::new("Jag ger <b>Björn</b> behörighet");
    let order = stage.client.sign(&SignRequest::new(BROWSER, text)).await.unwrap();

    let page = get(&stage, &format!("/?autostarttoken={}&redirect=null", token(&order)), &[]).await;

    let html = page.text().await.unwrap();
    for part in
        ["<html lang=\"sv\">", "Skriv under", "Simulerad e-tjänst", "Anna Andersson", "19850214-****", "simulering"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(html.contains("&#60;b&#62;Björn") && !html.contains(ANNA) && !html.contains("<script"));
    assert_eq!(stage.hint(&order).await, "pending userSign");
}

#[tokio::test]
async fn approving_after_a_launch_goes_where_the_order_returns() {
    let stage = Stage::start();
    let order = returning(&stage).await;
    get(&stage, &format!("/?autostarttoken={}", token(&order)), &[]).await;

    let answer = post(&stage, &format!("/orders/{}/approve", token(&order)), "person=0").await;

    assert_eq!((answer.status().as_u16(), header(&answer, "location").as_str()), (303, RETURN_URL));
    assert_eq!(stage.completion(&order).await.user.personal_number, ANNA);
}

#[tokio::test]
async fn cancelling_after_a_launch_goes_where_the_order_returns() {
    let stage = Stage::start();
    let order = returning(&stage).await;

    let answer = post(&stage, &format!("/orders/{}/cancel", token(&order)), "").await;

    assert_eq!(header(&answer, "location"), RETURN_URL);
    assert_eq!(stage.hint(&order).await, "failed userCancel");
}

#[tokio::test]
async fn the_page_allows_its_forms_to_lead_to_the_return_url() {
    let stage = Stage::start();
    let order = returning(&stage).await;

    let page = get(&stage, &format!("/?autostarttoken={}", token(&order)), &[]).await;

    assert!(header(&page, "content-security-policy").contains("form-action 'self' http://localhost:3000;"));
    assert_eq!(header(&page, "x-content-type-options"), "nosniff");
    assert_eq!(header(&page, "cache-control"), "no-store");
}

#[tokio::test]
async fn a_scanned_order_ends_on_the_phone() {
    let stage = Stage::start();
    let order = returning(&stage).await;

    let scanned = post(&stage, "/scan", &format!("qr={}%0A", qr(&order, 0))).await;
    let done = post(&stage, &format!("/orders/{}/approve", token(&order)), "person=1").await;

    assert_eq!(header(&scanned, "location"), format!("/?autostarttoken={}", token(&order)));
    assert_eq!(done.status(), 200);
    assert!(done.text().await.unwrap().contains("Gå tillbaka till webbläsaren"));
    assert_eq!(stage.completion(&order).await.device.ip_address, "127.0.0.1");
}

#[tokio::test]
async fn a_bad_qr_text_is_said_so_on_the_page() {
    let stage = Stage::start();

    let page = post(&stage, "/scan", "qr=bankid.x.0.y").await;

    assert_eq!(page.status(), 410);
    assert!(page.text().await.unwrap().contains("role=\"alert\""));
}

#[tokio::test]
async fn a_number_typed_by_hand_can_approve_and_a_wrong_one_is_explained() {
    let stage = Stage::start();
    let order = stage.auth().await;
    let path = format!("/orders/{}/approve", token(&order));

    let nobody = post(&stage, &path, "").await;
    let wrong = post(&stage, &path, "person=other&other_number=850214").await;
    let right = post(&stage, &path, "person=other&other_number=19910707-2382").await;

    assert_eq!((nobody.status().as_u16(), wrong.status().as_u16(), right.status().as_u16()), (422, 422, 200));
    assert!(wrong.text().await.unwrap().contains("12 siffror"));
    assert_eq!(stage.completion(&order).await.user.personal_number, "199107072382");
}

#[tokio::test]
async fn the_person_chosen_last_is_chosen_again() {
    let stage = Stage::start();
    let (first, second) = (stage.auth().await, stage.auth().await);
    let answer = post(&stage, &format!("/orders/{}/approve", token(&first)), "person=1").await;
    let cookie = header(&answer, "set-cookie");
    let pair = cookie.split(';').next().unwrap();

    let page = get(&stage, &format!("/?autostarttoken={}", token(&second)), &[("cookie", pair)]).await;

    assert!(page.text().await.unwrap().contains("value=\"1\" checked"));
}

#[tokio::test]
async fn an_order_for_one_person_offers_only_them() {
    let stage = Stage::start();
    let order = stage.auth_for(ANNA).await.unwrap();

    let html = get(&stage, &format!("/?autostarttoken={}", token(&order)), &[]).await.text().await.unwrap();

    assert!(html.contains("value=\"0\" checked") && !html.contains("Cecilia"));
}

#[tokio::test]
async fn a_failure_is_chosen_from_the_page() {
    let stage = Stage::start();
    let order = stage.auth().await;

    post(&stage, &format!("/orders/{}/fail", token(&order)), "hint_code=certificateErr").await;

    assert_eq!(stage.hint(&order).await, "failed certificateErr");
}

#[tokio::test]
async fn english_is_shown_when_asked_for_or_preferred() {
    let stage = Stage::start();

    let asked = get(&stage, "/?lang=en", &[]).await;
    let cookie = header(&asked, "set-cookie");
    let kept = get(&stage, "/", &[("cookie", cookie.split(';').next().unwrap())]).await;
    let preferred = get(&stage, "/", &[("accept-language", "de-DE, en-GB;q=0.8, sv;q=0.5")]).await;
    let swedish = get(&stage, "/", &[("accept-language", "fr")]).await;

    for page in [asked, kept, preferred] {
        assert!(page.text().await.unwrap().contains("<html lang=\"en\">"));
    }
    assert!(swedish.text().await.unwrap().contains("<html lang=\"sv\">"));
}

#[tokio::test]
async fn an_order_that_is_gone_is_explained() {
    let stage = Stage::start();
    let order = stage.auth().await;
    stage.advance(30);

    let page = get(&stage, &format!("/?autostarttoken={}", token(&order)), &[]).await;

    assert_eq!(page.status(), 410);
    assert!(page.text().await.unwrap().contains("Begäran är avslutad"));
}

#[tokio::test]
async fn another_site_cannot_post() {
    let stage = Stage::start();
    let order = stage.auth().await;

    let answer = browser()
        .post(stage.app_url(&format!("/orders/{}/cancel", token(&order))))
        .header("sec-fetch-site", "cross-site")
        .send()
        .await
        .unwrap();

    assert_eq!(answer.status(), 403);
    assert_eq!(stage.hint(&order).await, "pending outstandingTransaction");
}

#[tokio::test]
async fn a_page_that_does_not_exist_is_a_page() {
    let stage = Stage::start();

    let page = get(&stage, "/inget", &[]).await;

    assert_eq!(page.status(), 404);
    assert!(page.text().await.unwrap().contains("Sidan finns inte"));
}

#[tokio::test]
async fn the_launch_base_leads_to_the_app() {
    let stage = Stage::start();
    let order = stage.auth().await;

    let launch = bankid::launch(bankid::Platform::Desktop, &stage.simulator.launch_base(), &order.auto_start_token);

    assert_eq!(browser().get(launch.url).send().await.unwrap().status(), 200);
}
