//! Who may call what, in which channel: every server function and every page, asked by everybody. A server function or
//! a page without a row fails the test.

mod sent;

use std::collections::BTreeSet;

use axum::body::Body;
use http::Request;
use http::header::{ACCEPT, COOKIE, REFERER};
use leptos::server_fn::axum::server_fn_paths;
use rstest::rstest;
use sent::{
    account, address, another_session, bags, confirmed, corrected, grant, home, invitation, language, new_grant,
    nothing, number, order, own_email, own_mobile, password, secret, start, visit,
};
use types::access_grant::Channel;
use types::sign_in::SignInMethod;

use Outcome::{Ended, Forbidden, LedOn, NoSuch, NotFound, Ok, Refused, SignedOut};

use crate::support::door::{self, Door, Outcome, Who, cookie_name, own_post};

/// What each of [`Who::ALL`] is answered in one channel.
type Answers = [Outcome; 9];

/// The same on the web and in the app.
type InBoth = (Answers, Answers);

/// For holders alone: nobody else learns that there is anything.
#[rustfmt::skip]
const HOLDER: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Ok,        Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Ok],
);
/// For holders, where what they ask is refused as things are in the door's world.
#[rustfmt::skip]
const HOLDER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Refused],
);
/// For holders, who have to identify themselves with BankID for it.
#[rustfmt::skip]
const HOLDER_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Refused,   Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Ok],
);
/// For those who may use the account.
#[rustfmt::skip]
const USER: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Ok,        Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Ok],
);
/// For those who may use the account, where what they ask is refused as things are in the door's world.
#[rustfmt::skip]
const USER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Refused,   NotFound,  Refused,   Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Refused,   Refused,   SignedOut, Refused],
);
/// For those who may use the account, who have to identify themselves with BankID for it.
#[rustfmt::skip]
const USER_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Refused,   Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Ok],
);
/// For those whom the account is shared with.
#[rustfmt::skip]
const GRANTEE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Forbidden, Forbidden],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Forbidden],
);
/// For those whose access is over.
#[rustfmt::skip]
const REMOVED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  NotFound,  NotFound],
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  SignedOut, NotFound],
);
/// For the invited person alone.
#[rustfmt::skip]
const INVITED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   Refused,   Refused],
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   SignedOut, Refused],
);
/// For whoever is signed in, about themselves.
#[rustfmt::skip]
const PERSON: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Ok,        Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For whoever is signed in with BankID, about themselves.
#[rustfmt::skip]
const PERSON_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For whoever is signed in with BankID and on no contract, about themselves.
#[rustfmt::skip]
const USER_ALONE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Refused],
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Refused],
);
/// Whoever has one account, and no invitation, is led straight into it.
#[rustfmt::skip]
const CHOICE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, LedOn,    Ok,       Ok,      LedOn,     Ok,        LedOn,     LedOn,     LedOn],
    [SignedOut, LedOn,    Ok,       Ok,      Ok,        LedOn,     LedOn,     SignedOut, LedOn],
);
/// Whoever is signed in to the channel is led to their accounts: the page of an order of BankID when there is none, and
/// the app's first page.
#[rustfmt::skip]
const NOT_SIGNED_IN: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     LedOn,     LedOn],
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     Ok,        LedOn],
);
/// For everybody.
const PUBLIC: InBoth = ([const { Ok }; 9], [const { Ok }; 9]);
/// There is no way into the app by customer number, and so no function of it.
const NOT_IN_THE_APP: Answers = [const { NoSuch }; 9];
/// For whoever is signed in by customer number.
#[rustfmt::skip]
const BY_NUMBER: InBoth = (
    // nobody,  stranger,  pending,   removed,   web,       app,       both,      by number, holder
    [SignedOut, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Refused,   Forbidden],
    NOT_IN_THE_APP,
);
/// For nobody, as things are in the door's world.
const REFUSED: InBoth = ([const { Refused }; 9], [const { Refused }; 9]);

/// One server function: what is sent to it in a channel, and what is answered.
struct Function(&'static str, fn(&Door, Channel) -> String, InBoth);

const FUNCTIONS: &[Function] = &[
    Function("/api/access-grants/list", account, HOLDER),
    Function("/api/access-grants/one", grant, HOLDER),
    Function("/api/access-grants/form", account, HOLDER),
    Function("/api/access-grants/share", new_grant, HOLDER),
    Function("/api/access-grants/repeat", grant, HOLDER_REFUSED),
    Function("/api/access-grants/correct", corrected, HOLDER_BY_BANKID),
    Function("/api/access-grants/remove", grant, HOLDER),
    Function("/api/access-grants/leave", account, GRANTEE),
    Function("/api/invitations/look", invitation, PUBLIC),
    Function("/api/invitations/confirm", confirmed, INVITED),
    Function("/api/invitations/decline", invitation, INVITED),
    Function("/api/accounts", visit, PERSON),
    Function("/api/accounts/frame", account, USER),
    Function("/api/accounts/ended", account, REMOVED),
    Function("/api/accounts/overview", account, USER),
    Function("/api/bag-orders/form", account, USER),
    Function("/api/bag-orders/order", bags, USER),
    Function("/api/bag-orders/list", account, USER),
    Function("/api/bag-orders/one", order, USER),
    Function("/api/bag-orders/cancel", order, USER),
    Function("/api/bag-orders/miss", order, USER_REFUSED),
    Function("/api/activity", account, USER),
    Function("/api/contracts", account, USER),
    Function("/api/calendar-links/make", home, USER_BY_BANKID),
    Function("/api/calendar-links/remove", home, USER),
    Function("/api/profile", account, USER),
    Function("/api/profile/email", own_email, PERSON_BY_BANKID),
    Function("/api/profile/mobile", own_mobile, PERSON_BY_BANKID),
    Function("/api/profile/end-session", another_session, PERSON),
    Function("/api/own-data", nothing, PERSON),
    Function("/api/own-data/erase", nothing, USER_ALONE),
    Function("/api/email-link/look", secret, PUBLIC),
    Function("/api/email-link/verify", secret, REFUSED),
    Function("/api/customer-number/ask", number, (PUBLIC.0, NOT_IN_THE_APP)),
    Function("/api/customer-number/activate", number, (REFUSED.0, NOT_IN_THE_APP)),
    Function("/api/customer-number/sign-in", number, (REFUSED.0, NOT_IN_THE_APP)),
    Function("/api/customer-number/password", password, BY_NUMBER),
    Function("/api/sharing-notice/look", secret, PUBLIC),
    Function("/api/sharing-notice/deny", secret, REFUSED),
    Function("/api/language", language, PUBLIC),
    Function("/api/session/time", nothing, PUBLIC),
    Function("/api/session/keep", nothing, PERSON),
    Function("/api/sign-in/start", start, REFUSED),
    Function("/api/sign-in/status", nothing, REFUSED),
    Function("/api/sign-in/finish", nothing, REFUSED),
    Function("/api/sign-in/confirm", nothing, REFUSED),
    Function("/api/sign-in/cancel", nothing, PUBLIC),
    Function("/api/sign-out", nothing, PUBLIC),
];

/// One page of a channel, and what is answered.
struct Page(&'static str, Answers);

const PAGES: &[Page] = &[
    Page("/", PUBLIC.0),
    Page("/logga-in", PUBLIC.0),
    Page("/logga-in/bankid", NOT_SIGNED_IN.0),
    Page("/logga-in/kundnummer", PUBLIC.0),
    Page("/logga-in/kundnummer/brev", PUBLIC.0),
    Page("/logga-in/kundnummer/aktivera", PUBLIC.0),
    Page("/var-det-inte-du/klart", PUBLIC.0),
    Page("/var-det-inte-du/{secret}", PUBLIC.0),
    Page("/bekrafta-epost/klart", PUBLIC.0),
    Page("/bekrafta-epost/{secret}", PUBLIC.0),
    Page("/tillganglighet", PUBLIC.0),
    Page("/personuppgifter", PUBLIC.0),
    Page("/dela", PUBLIC.0),
    Page("/inbjudan/{id}", PUBLIC.0),
    Page("/inbjudan/{id}/tacka-nej", PUBLIC.0),
    Page("/valj-konto", CHOICE.0),
    Page("/mina-uppgifter", PERSON.0),
    Page("/mina-uppgifter/ta-bort", PERSON.0),
    Page("/k/{konto}/avslutad", REMOVED.0),
    Page("/k/{konto}/oversikt", USER.0),
    Page("/k/{konto}/pasar", USER.0),
    Page("/k/{konto}/pasar/bekrafta", USER.0),
    Page("/k/{konto}/bestallningar", USER.0),
    Page("/k/{konto}/bestallningar/{id}", USER.0),
    Page("/k/{konto}/bestallningar/{id}/avbryt", USER.0),
    Page("/k/{konto}/aktivitet", USER.0),
    Page("/k/{konto}/avtal", USER.0),
    Page("/k/{konto}/profil", USER.0),
    Page("/k/{konto}/lamna", USER.0),
    Page("/k/{konto}/profil/behorigheter", HOLDER.0),
    Page("/k/{konto}/profil/behorigheter/ny", HOLDER.0),
    Page("/k/{konto}/profil/behorigheter/{id}/skickad", HOLDER.0),
    Page("/k/{konto}/profil/behorigheter/{id}/ta-bort", HOLDER.0),
    Page("/k/{konto}/profil/behorigheter/{id}/andra", HOLDER.0),
    Page("/app/", NOT_SIGNED_IN.1),
    Page("/app/logga-in", PUBLIC.1),
    Page("/app/logga-in/bankid", NOT_SIGNED_IN.1),
    Page("/app/tillganglighet", PUBLIC.1),
    Page("/app/personuppgifter", PUBLIC.1),
    Page("/app/sa-fungerar-appen", PUBLIC.1),
    Page("/app/dela", PUBLIC.1),
    Page("/app/inbjudan/{id}", PUBLIC.1),
    Page("/app/inbjudan/{id}/tacka-nej", PUBLIC.1),
    Page("/app/valj-konto", CHOICE.1),
    Page("/app/mina-uppgifter", PERSON.1),
    Page("/app/mina-uppgifter/ta-bort", PERSON.1),
    Page("/app/k/{konto}/avslutad", REMOVED.1),
    Page("/app/k/{konto}/oversikt", USER.1),
    Page("/app/k/{konto}/pasar", USER.1),
    Page("/app/k/{konto}/pasar/bekrafta", USER.1),
    Page("/app/k/{konto}/bestallningar", USER.1),
    Page("/app/k/{konto}/bestallningar/{id}", USER.1),
    Page("/app/k/{konto}/bestallningar/{id}/avbryt", USER.1),
    Page("/app/k/{konto}/aktivitet", USER.1),
    Page("/app/k/{konto}/avtal", USER.1),
    Page("/app/k/{konto}/profil", USER.1),
    Page("/app/k/{konto}/lamna", USER.1),
    Page("/app/k/{konto}/profil/familjedelning", HOLDER.1),
    Page("/app/k/{konto}/profil/familjedelning/bjud-in", HOLDER.1),
    Page("/app/k/{konto}/profil/familjedelning/{id}/skickad", HOLDER.1),
    Page("/app/k/{konto}/profil/familjedelning/{id}/ta-bort", HOLDER.1),
    Page("/app/k/{konto}/profil/familjedelning/{id}/andra", HOLDER.1),
];

#[test]
fn every_server_function_has_a_row() {
    let listed: BTreeSet<_> = FUNCTIONS.iter().map(|function| function.0).collect();
    let _ = door::leptos_options();

    let there: BTreeSet<_> = server_fn_paths().map(|(path, _)| path).collect();

    assert_eq!(listed, there);
}

#[test]
fn every_server_function_is_a_form_that_is_posted() {
    for (path, method) in server_fn_paths() {
        assert_eq!(method, http::Method::POST, "{path}");
    }
}

#[tokio::test]
async fn every_page_has_a_row() {
    let listed: BTreeSet<_> = PAGES.iter().map(|page| page.0.to_owned()).collect();

    let routes = &*server::router::PAGES;

    // The app's first page ends with a slash: only what is below it is the app's own.
    let there = routes.iter().map(|route| if route.path() == "/app" { "/app/" } else { route.path() });
    assert_eq!(listed, there.map(str::to_owned).collect());
}

#[rstest]
#[tokio::test]
async fn everybody_is_answered_by_a_function_as_the_table_says(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8)] who: usize,
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let who = Who::ALL[who];
    let mut wrong = Vec::new();
    for Function(path, body, (web, app)) in FUNCTIONS {
        // Each in a world of its own: what one call changes must not be the reason for what the next is answered.
        let door = Door::open().await;
        let expected = if channel == Channel::Web { web } else { app };

        let outcome = door.post(who, &format!("{}{path}", channel.base()), &body(&door, channel)).await;

        if outcome != expected[who as usize] {
            wrong.push(format!("{path}: {outcome:?}, not {:?}", expected[who as usize]));
        }
    }
    assert!(wrong.is_empty(), "{who:?} in {channel:?} is answered\n{}", wrong.join("\n"));
}

#[rstest]
#[tokio::test]
async fn everybody_is_answered_by_a_page_as_the_table_says(#[values(0, 1, 2, 3, 4, 5, 6, 7, 8)] who: usize) {
    let who = Who::ALL[who];
    let door = Door::open().await;
    let mut wrong = Vec::new();
    for Page(page, expected) in PAGES {
        let outcome = door.open_page(who, &address(&door, page)).await;

        if outcome != expected[who as usize] {
            wrong.push(format!("{page}: {outcome:?}, not {:?}", expected[who as usize]));
        }
    }
    assert!(wrong.is_empty(), "{who:?} is answered\n{}", wrong.join("\n"));
}

/// A session is worth something in its own channel only, whatever its cookie is called and wherever the call says that
/// it comes from.
#[rstest]
#[case::the_web_in_the_app(Channel::Web, Channel::App)]
#[case::the_app_on_the_web(Channel::App, Channel::Web)]
#[tokio::test]
async fn a_session_of_one_channel_is_none_in_the_other(#[case] of: Channel, #[case] asked: Channel) {
    let door = Door::open().await;
    let (_, secret) = door.world.session(domain::testing::Named::Anna, of, SignInMethod::BankId).await;
    let both = [of, asked].map(|channel| format!("{}={}", cookie_name(channel), secret.expose())).join("; ");
    let referer = format!("https://portal.example{}/k/{}/oversikt", of.base(), door.account);
    for Function(path, body, (_, answers)) in FUNCTIONS {
        if answers[0] != SignedOut || asked == Channel::Web && path.contains("customer-number") {
            continue;
        }
        let request = own_post(&format!("{}{path}", asked.base()))
            .header(ACCEPT, "application/json")
            .header(COOKIE, &both)
            .header(REFERER, &referer)
            .header("x-original-uri", &referer)
            .header("x-forwarded-prefix", of.base());

        let response = door.send(request.body(Body::from(body(&door, asked))).unwrap()).await;

        assert_eq!(door::text(response).await, "\"SignedOut\"", "{path}");
    }
    let page = format!("{}/k/{}/oversikt", asked.base(), door.account);
    let response = door.send(Request::get(page).header(COOKIE, both).body(Body::empty()).unwrap()).await;
    assert_eq!(
        door::location(&response),
        Some(&*format!("{0}/logga-in?till={0}/k/{1}/oversikt", asked.base(), door.account))
    );
}
