//! The real server beside a newer version of itself, and with a clock that goes back.

use std::fs;
use std::time::{Duration, Instant};

use domain::testing::{Named, TestDatabase};
use rstest::rstest;

use super::portal::Portal;
use crate::support::process::Process;

const PATIENCE: Duration = Duration::from_mins(1);
/// Where the demo stores by how much its clock is advanced.
const CLOCK_FILE: &str = "clock-advanced-seconds";
/// One minute more than the idle limit of a session.
const OVER: &str = "1860";
/// The beginning of the response for a visitor who is not signed in.
const LED_TO_SIGN_IN: &str = "HTTP/1.1 303";

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_only_a_newer_version_knows_holds_up_no_other(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let portal = Portal::new(database).await;
    let hanna = portal.world.holder(Named::Hanna).await;
    let unknown = portal.world.invite(&hanna, Named::Bjorn).await.expect("an invitation");
    portal.world.run_sql("UPDATE job SET kind = 'of_tomorrow'").await;
    portal.world.invite(&hanna, Named::Ivar).await.expect("an invitation");

    let server = portal.serve();
    let deadline = Instant::now() + PATIENCE;
    while !mail_to(&server, &Named::Ivar.email()).contains("\"subject\"") {
        assert!(Instant::now() < deadline, "the letter behind the unknown one leaves");
        std::thread::sleep(Duration::from_millis(100));
    }
    server.kill();

    portal.world.run_sql("UPDATE job SET kind = 'invitation' WHERE kind = 'of_tomorrow'").await;
    let left = portal.world.letters_about(unknown).await;
    assert_eq!(left.iter().map(|job| job.attempts).collect::<Vec<_>>(), [0], "it waits for who knows it");
}

fn mail_to(server: &Process, address: &str) -> String {
    server.ask("GET", &format!("/demo/mail.json?to={address}"), &[], "").text
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_was_over_stays_so_when_the_clock_goes_back(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let portal = Portal::new(database).await;

    set_clock(&portal, OVER);
    let server = serve_requests_only(&portal);
    let when_over = overview(&server, &portal, 0);
    server.kill();
    set_clock(&portal, "0");
    let server = serve_requests_only(&portal);
    let (later, other) = (overview(&server, &portal, 0), overview(&server, &portal, 1));
    server.kill();

    assert!(when_over.starts_with(LED_TO_SIGN_IN), "{when_over}");
    assert!(later.starts_with(LED_TO_SIGN_IN), "{later}");
    assert!(other.starts_with("HTTP/1.1 200"), "a session that nobody found over lives: {other}");
}

/// Without a worker, which would end every expired session, and not only one that is used.
fn serve_requests_only(portal: &Portal) -> Process {
    let [folder, database] = portal.settings();
    Process::start(&[folder, database, ("APP_WORKS", "false")])
}

fn set_clock(portal: &Portal, seconds: &str) {
    fs::write(portal.folder().join(CLOCK_FILE), seconds).expect("a file");
}

fn overview(server: &Process, portal: &Portal, account: usize) -> String {
    let account = &portal.accounts[account];
    let page = format!("/k/{}/oversikt", account.reference);
    server.ask("GET", &page, &[("cookie", &account.cookie), ("accept", "text/html")], "").text
}
