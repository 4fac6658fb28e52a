//! Who may call what, in which channel: every server function and every page, called by every kind of caller. A server
//! function without a row fails the test; pages are in `pages.rs`.

mod answer;
mod pages;
mod sent;

use std::collections::BTreeSet;

use answer::{
    BY_NUMBER, GRANTEE, HOLDER, HOLDER_BY_BANKID, HOLDER_REFUSED, INVITED, InBoth, NOT_IN_THE_APP, PERSON,
    PERSON_BY_BANKID, PUBLIC, REFUSED, REMOVED, USER, USER_ALONE, USER_BY_BANKID, USER_REFUSED,
};
use axum::body::Body;
use http::Request;
use http::header::{ACCEPT, COOKIE, REFERER};
use leptos::server_fn::axum::server_fn_paths;
use rstest::rstest;
use sent::{
    account, another_session, bags, confirmed, corrected, grant, home, invitation, language, new_grant, nothing,
    number, order, own_email, own_mobile, password, secret, start, visit,
};
use types::page::AccountPage;
use types::sign_in::SignInMethod;
use types::{Channel, Page};

use Outcome::{Ok, Refused, SignedOut};

use crate::support::door::{self, Door, Outcome, Who, cookie_name, own_post};

/// One server function: the request body in a channel, and the expected outcomes.
struct Function {
    path: &'static str,
    body: fn(&Door, Channel) -> String,
    answers: InBoth,
    leaves: Leaves,
}

/// When a function changes state that its later responses depend on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    Nothing,
    /// When it succeeds.
    WhenDone,
    /// Also when it refuses, because it counts attempts.
    WhenRefused,
}

const fn reads(path: &'static str, body: fn(&Door, Channel) -> String, answers: InBoth) -> Function {
    Function { path, body, answers, leaves: Leaves::Nothing }
}

const fn writes(path: &'static str, body: fn(&Door, Channel) -> String, answers: InBoth) -> Function {
    Function { path, body, answers, leaves: Leaves::WhenDone }
}

const fn counts(path: &'static str, body: fn(&Door, Channel) -> String, answers: InBoth) -> Function {
    Function { path, body, answers, leaves: Leaves::WhenRefused }
}

impl Function {
    fn expected(&self, who: Who, channel: Channel) -> &Outcome {
        let (web, app) = &self.answers;
        &(if channel == Channel::Web { web } else { app })[who as usize]
    }

    /// Whether a call with this outcome changes state.
    fn leaves_something(&self, outcome: &Outcome) -> bool {
        match self.leaves {
            Leaves::Nothing => false,
            Leaves::WhenDone => *outcome == Ok,
            Leaves::WhenRefused => matches!(outcome, Ok | Refused),
        }
    }

    async fn ask(&self, door: &Door, cookie: Option<&str>, channel: Channel) -> Outcome {
        door.post(cookie, &format!("{}{}", channel.base(), self.path), &(self.body)(door, channel)).await
    }
}

const FUNCTIONS: &[Function] = &[
    reads("/api/access-grants/list", account, HOLDER),
    reads("/api/access-grants/one", grant, HOLDER),
    // Stores when the form was opened.
    writes("/api/access-grants/form", account, HOLDER),
    writes("/api/access-grants/share", new_grant, HOLDER),
    writes("/api/access-grants/repeat", grant, HOLDER_REFUSED),
    writes("/api/access-grants/correct", corrected, HOLDER_BY_BANKID),
    writes("/api/access-grants/remove", grant, HOLDER),
    writes("/api/access-grants/leave", account, GRANTEE),
    reads("/api/invitations/look", invitation, PUBLIC),
    counts("/api/invitations/confirm", confirmed, INVITED),
    counts("/api/invitations/decline", invitation, INVITED),
    writes("/api/accounts", visit, PERSON),
    reads("/api/accounts/frame", account, USER),
    reads("/api/accounts/ended", account, REMOVED),
    reads("/api/accounts/overview", account, USER),
    reads("/api/bag-orders/form", account, USER),
    writes("/api/bag-orders/order", bags, USER),
    reads("/api/bag-orders/list", account, USER),
    reads("/api/bag-orders/one", order, USER),
    writes("/api/bag-orders/cancel", order, USER),
    writes("/api/bag-orders/miss", order, USER_REFUSED),
    reads("/api/activity", account, USER),
    reads("/api/contracts", account, USER),
    writes("/api/calendar-links/make", home, USER_BY_BANKID),
    writes("/api/calendar-links/remove", home, USER),
    reads("/api/profile", account, USER),
    writes("/api/profile/email", own_email, PERSON_BY_BANKID),
    writes("/api/profile/mobile", own_mobile, PERSON_BY_BANKID),
    writes("/api/profile/end-session", another_session, PERSON),
    reads("/api/own-data", nothing, PERSON),
    writes("/api/own-data/erase", nothing, USER_ALONE),
    reads("/api/email-link/look", secret, PUBLIC),
    writes("/api/email-link/verify", secret, REFUSED),
    counts("/api/customer-number/ask", number, (PUBLIC.0, NOT_IN_THE_APP)),
    counts("/api/customer-number/activate", number, (REFUSED.0, NOT_IN_THE_APP)),
    counts("/api/customer-number/sign-in", number, (REFUSED.0, NOT_IN_THE_APP)),
    counts("/api/customer-number/password", password, BY_NUMBER),
    reads("/api/sharing-notice/look", secret, PUBLIC),
    writes("/api/sharing-notice/deny", secret, REFUSED),
    writes("/api/language", language, PUBLIC),
    reads("/api/session/time", nothing, PUBLIC),
    writes("/api/session/keep", nothing, PERSON),
    counts("/api/sign-in/start", start, REFUSED),
    writes("/api/sign-in/status", nothing, REFUSED),
    writes("/api/sign-in/finish", nothing, REFUSED),
    writes("/api/sign-in/confirm", nothing, REFUSED),
    writes("/api/sign-in/cancel", nothing, PUBLIC),
    writes("/api/sign-out", nothing, PUBLIC),
];

#[test]
fn every_server_function_has_a_row() {
    let listed: BTreeSet<_> = FUNCTIONS.iter().map(|function| function.path).collect();
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

#[rstest]
#[tokio::test]
async fn everybody_is_answered_by_a_function_as_the_table_says(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8)] who: usize,
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let who = Who::ALL[who];
    let shared = Door::open().await;
    let cookie = shared.cookie_in(who, channel).await;
    let before = shared.world.tables().await;
    let mut wrong = Vec::new();
    for function in FUNCTIONS {
        let expected = function.expected(who, channel);

        // The response to one call must not depend on the changes of the previous one.
        let outcome = if function.leaves_something(expected) {
            let door = Door::open().await;
            let cookie = door.cookie_in(who, channel).await;
            function.ask(&door, cookie.as_deref(), channel).await
        } else {
            function.ask(&shared, cookie.as_deref(), channel).await
        };

        if outcome != *expected {
            wrong.push(format!("{}: {outcome:?}, not {expected:?}", function.path));
        }
    }
    assert!(wrong.is_empty(), "{who:?} in {channel:?} is answered\n{}", wrong.join("\n"));
    let after = shared.world.tables().await;
    let changed: Vec<_> = after.keys().filter(|table| before[*table] != after[*table]).collect();
    assert!(changed.is_empty(), "of {who:?}'s calls in {channel:?} that share a world, one has written to {changed:?}");
}

/// A session is valid in its channel only, whatever the name of its cookie and the referer of the call.
#[rstest]
#[case::the_web_in_the_app(Channel::Web, Channel::App)]
#[case::the_app_on_the_web(Channel::App, Channel::Web)]
#[tokio::test]
async fn a_session_of_one_channel_is_invalid_in_the_other(#[case] of: Channel, #[case] asked: Channel) {
    let door = Door::open().await;
    let (_, secret) = door.world.session(domain::testing::Named::Anna, of, SignInMethod::BankId).await;
    let both = [of, asked].map(|channel| format!("{}={}", cookie_name(channel), secret.expose())).join("; ");
    let overview = Page::Account(door.account.clone(), AccountPage::Overview);
    let referer = format!("https://portal.example{}", overview.path(of));
    for Function { path, body, answers: (_, in_app), .. } in FUNCTIONS {
        if in_app[0] != SignedOut || asked == Channel::Web && path.contains("customer-number") {
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
    let response =
        door.send(Request::get(overview.path(asked)).header(COOKIE, both).body(Body::empty()).unwrap()).await;
    assert_eq!(door::location(&response), Some(&*Page::SignIn(overview.into()).path(asked)));
}
