//! Who may call what: every server function, asked by everybody. A server function without a row fails the test.

#[path = "support/door.rs"]
mod door;

use std::collections::BTreeSet;

use door::{Door, Outcome, Who, form};
use leptos::server_fn::axum::server_fn_paths;
use rstest::rstest;

use Outcome::{Ended, Forbidden, NotFound, Ok, Refused, SignedOut};

/// One server function: what is sent to it, and what each of [`Who::ALL`] is answered.
struct Row {
    path: &'static str,
    body: fn(&Door) -> String,
    answers: [Outcome; 7],
}

const fn row(path: &'static str, body: fn(&Door) -> String, answers: [Outcome; 7]) -> Row {
    Row { path, body, answers }
}

/// For holders alone: nobody else learns that there is anything.
const HOLDER: [Outcome; 7] = [SignedOut, NotFound, NotFound, NotFound, Ended, Forbidden, Ok];
/// For those who may use the account.
const USER: [Outcome; 7] = [SignedOut, NotFound, NotFound, NotFound, Ended, Ok, Ok];
/// For whoever is signed in, about themselves.
const PERSON: [Outcome; 7] = [SignedOut, Ok, Ok, Ok, Ok, Ok, Ok];
/// For everybody.
const PUBLIC: [Outcome; 7] = [const { Ok }; 7];
/// For nobody, as things are in the door's world.
const REFUSED: [Outcome; 7] = [const { Refused }; 7];
/// For the invited person alone.
const INVITED: [Outcome; 7] = [SignedOut, Refused, Ok, Refused, Refused, Refused, Refused];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    //                             signed out  stranger  pending   family    ex-grantee  grantee    holder
    row("/api/access-grants/list",    account,        HOLDER),
    row("/api/access-grants/one",     grant,          HOLDER),
    row("/api/access-grants/form",    account,        HOLDER),
    row("/api/access-grants/share",   new_grant,      HOLDER),
    row("/api/access-grants/repeat",  grant,          [SignedOut, NotFound, NotFound, NotFound, Ended, Forbidden, Refused]),
    row("/api/access-grants/correct", corrected,      HOLDER),
    row("/api/access-grants/remove",  grant,          HOLDER),
    row("/api/access-grants/leave",   account,        [SignedOut, NotFound, NotFound, NotFound, Ended, Ok, Forbidden]),
    row("/api/invitations/look",      invitation,     PUBLIC),
    row("/api/invitations/confirm",   confirmed,      INVITED),
    row("/api/invitations/decline",   invitation,     INVITED),
    row("/api/accounts",              visit,          PERSON),
    row("/api/accounts/frame",        account,        USER),
    row("/api/accounts/ended",        account,        [SignedOut, NotFound, NotFound, NotFound, Ok, NotFound, NotFound]),
    row("/api/accounts/overview",     account,        USER),
    row("/api/profile",               account,        USER),
    row("/api/profile/email",         own_email,      PERSON),
    row("/api/profile/mobile",        own_mobile,     PERSON),
    row("/api/profile/end-session",   another_session, PERSON),
    row("/api/email-link/look",       email_link,     PUBLIC),
    row("/api/email-link/verify",     email_link,     REFUSED),
    row("/api/language",              language,       PUBLIC),
    row("/api/session/time",          nothing,        PUBLIC),
    row("/api/session/keep",          nothing,        PERSON),
    row("/api/sign-in/start",         start,          REFUSED),
    row("/api/sign-in/status",        nothing,        REFUSED),
    row("/api/sign-in/finish",        nothing,        REFUSED),
    row("/api/sign-in/cancel",        nothing,        PUBLIC),
    row("/api/sign-out",              nothing,        PUBLIC),
];

fn nothing(_: &Door) -> String {
    String::new()
}

fn visit(_: &Door) -> String {
    "visit=looking&wanted=overview".to_owned()
}

fn account(door: &Door) -> String {
    form(&[("account", door.account.as_str())])
}

fn grant(door: &Door) -> String {
    form(&[("account", door.account.as_str()), ("id", &door.pending.to_string())])
}

fn invitation(door: &Door) -> String {
    form(&[("id", &door.pending.to_string())])
}

const DETAILS: [(&str, &str); 3] = [("given_name", "David"), ("surname", "Dahl"), ("email", "david@example.com")];

fn new_grant(door: &Door) -> String {
    let rest = [("personal_number", "196905112394"), ("relation", "other"), ("understood", "true")];
    account(door) + "&" + &form(&DETAILS) + "&" + &form(&rest)
}

fn corrected(door: &Door) -> String {
    grant(door) + "&" + &form(&DETAILS)
}

fn confirmed(door: &Door) -> String {
    invitation(door) + "&" + &form(&DETAILS)
}

fn own_email(door: &Door) -> String {
    account(door) + "&email=new%40example.com"
}

fn own_mobile(door: &Door) -> String {
    account(door) + "&mobile=0701740605"
}

fn another_session(door: &Door) -> String {
    account(door) + "&id=" + &door.pending.to_string()
}

fn email_link(_: &Door) -> String {
    "secret=unknown".to_owned()
}

fn language(_: &Door) -> String {
    "language=en".to_owned()
}

fn start(_: &Door) -> String {
    "start=this_device".to_owned()
}

#[test]
fn every_server_function_has_a_row() {
    let listed: BTreeSet<_> = ROWS.iter().map(|row| row.path).collect();
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
async fn everybody_is_answered_as_the_table_says(
    #[values(Who::Nobody, Who::Stranger, Who::Pending, Who::Family, Who::ExGrantee, Who::Grantee, Who::Holder)]
    who: Who,
) {
    for row in ROWS {
        // Each in a world of its own: what one call changes must not be the reason for what the next is answered.
        let door = Door::open().await;

        let outcome = door.post(who, row.path, &(row.body)(&door)).await;

        assert_eq!(outcome, row.answers[who as usize], "{who:?} asks {}", row.path);
    }
}
