//! The real server on failing storage: what is acknowledged is stored, and errors are reported truthfully.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::testing::{TestDatabase, new_key};
use rstest::rstest;
use types::id::FacilityId;

use super::disk::SmallDisk;
use super::grant;
use super::load::{UNAVAILABLE, exchange, flow_patiently, random};
use super::portal::Portal;
use crate::support::process::{Process, command_in_time, site_in};

const PATIENCE: Duration = Duration::from_mins(1);
/// The beginning of the addresses of the portal's people, and SQLite's page size in bytes.
const STREET: &[u8] = b"Storgatan";
const PAGE: usize = 4096;
/// How often the disk fills and empties in a round.
const TIDES: u32 = 6;
/// How long a disk stays full, and empty, in milliseconds: this long, and up to as long again.
const TIDE: u64 = 50;
const MORE: u64 = 200;

/// One submission for an address; the response.
fn press(server: &Process, portal: &Portal, facility: FacilityId, rolls: u8) -> String {
    let account = &portal.accounts[0];
    let form = format!(
        "account={}&request_key={}&facility={facility}&rolls[green]={rolls}",
        account.reference,
        new_key().expect("a key"),
    );
    exchange(server.address(), &account.cookie, "/api/bag-orders/order", &form).expect("an answer")
}

fn ready(server: &Process) -> String {
    let answer = server.ask("GET", "/health/ready", &[], "").text;
    answer.split_whitespace().nth(1).expect("a status").to_owned()
}

fn wait_until_ready(server: &Process) {
    let deadline = Instant::now() + PATIENCE;
    while ready(server) != "204" {
        assert!(Instant::now() < deadline, "the server is not ready again");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// How storage fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortage {
    /// SQLite gets "disk full".
    FullDisk,
    /// SQLite gets a write error.
    FailedWrite,
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_cannot_write_reports_it_and_continues_when_it_can(
    #[values(Shortage::FullDisk, Shortage::FailedWrite)] shortage: Shortage,
) {
    let disk = if shortage == Shortage::FullDisk { SmallDisk::mount() } else { None };
    let folder = tempfile::tempdir().expect("a folder");
    let portal = Portal::in_folder(disk.as_ref().map_or(folder.path(), SmallDisk::path)).await;
    let server = portal.serve();
    wait_until_ready(&server);
    let mut addresses = portal.accounts[0].addresses.iter();
    let mut next = || *addresses.next().expect("an address that nobody has ordered for");

    // So that no write fits into space that the database already has.
    portal.world.empty_log().await;
    match &disk {
        Some(disk) => disk.fill(),
        // The process's log stays below it, and not one page of the database fits.
        None => server.limit_files(Some(4096)),
    }
    let refused = press(&server, &portal, next(), 3);
    let while_failing = ready(&server);
    let account = &portal.accounts[0];
    let page = format!("/k/{}/oversikt", account.reference);
    let read = server.ask("GET", &page, &[("cookie", &account.cookie), ("accept", "text/html")], "").text;
    match &disk {
        Some(disk) => disk.empty(),
        None => server.limit_files(None),
    }
    let by_rule = press(&server, &portal, next(), 4);
    let later: Vec<_> = (0..5).map(|_| press(&server, &portal, next(), 3)).collect();
    wait_until_ready(&server);
    let log = server.log();
    server.kill();

    assert!(
        refused.starts_with(UNAVAILABLE) && refused.contains("retry-after: ") && refused.contains("\"Unavailable\":"),
        "{refused}"
    );
    assert_eq!(while_failing, "503");
    assert!(read.starts_with("HTTP/1.1 200"), "pages can be read: {read}");
    assert!(by_rule.starts_with("HTTP/1.1 422"), "{by_rule}");
    assert!(later.iter().all(|answer| answer.starts_with("HTTP/1.1 200")), "{later:?}");
    assert_eq!(portal.world.order_rows().await.len(), later.len());
    assert!(
        log.contains("the database cannot be written") && log.contains("the database can be written again"),
        "{log}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_while_the_disk_fills_and_empties() {
    let Some(disk) = SmallDisk::mount() else { return };
    let portal = Portal::in_folder(disk.path()).await;
    let server = portal.serve();
    wait_until_ready(&server);
    let is_over = AtomicBool::new(false);
    portal.world.empty_log().await;

    let (presses, shared) = std::thread::scope(|scope| {
        let (address, portal, is_over) = (server.address(), &portal, &is_over);
        let owner = scope.spawn(move || grant::share_and_remove(address, &portal.accounts[0], is_over));
        let people = 0..portal.accounts.len();
        let people = people.map(|account| scope.spawn(move || flow_patiently(address, portal, account, is_over)));
        let people: Vec<_> = people.collect();
        for _ in 0..TIDES {
            disk.fill();
            std::thread::sleep(Duration::from_millis(TIDE + random(MORE)));
            disk.empty();
            std::thread::sleep(Duration::from_millis(TIDE + random(MORE)));
        }
        is_over.store(true, Ordering::Relaxed);
        let presses = people.into_iter().flat_map(|person| person.join().expect("a person ends")).collect::<Vec<_>>();
        (presses, owner.join().expect("the owner ends"))
    });
    server.kill();
    portal.run(&["orders", "export"], &portal.lists());

    portal.check(&presses).await;
    grant::check(&portal, &shared).await;
    let answered = presses.iter().filter(|press| press.order.is_some()).count();
    println!("{answered} of {} orders and {} invitations were acknowledged", presses.len(), shared.len());
    assert!(answered > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_does_not_start_on_a_file_that_is_not_writable() {
    let Some(disk) = SmallDisk::mount() else { return };
    let portal = Portal::new(TestDatabase::Sqlite).await;
    let copy = disk.path().join("copy.db");
    portal.world.copy_to(&copy).await;
    disk.refuse_writes();

    let said = refused(portal.folder(), &format!("sqlite://{}", copy.display()), "serve");

    assert!(said.contains("cannot be written"), "{said}");
}

/// The lock beside the file can be had here, and the file can be opened and read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_does_not_start_on_a_file_that_is_read_only_in_a_folder_that_is_not() {
    let Some(disk) = SmallDisk::mount() else { return };
    let portal = Portal::in_folder(disk.path()).await;
    portal.run(&["orders", "export"], &portal.lists());
    let file = portal.world.database_url().trim_start_matches("sqlite://");
    portal.world.empty_log().await;
    disk.refuse_writes_to(Path::new(file));

    let message = refused(portal.folder(), portal.world.database_url(), "serve");

    assert!(message.contains("the database cannot be written"), "{message}");
}

/// The message of a server that does not start.
fn refused(folder: &Path, database: &str, command: &str) -> String {
    let output = command_in_time()
        .arg(command)
        .env_clear()
        .envs(site_in(folder))
        .env("APP_ENV", "demo")
        .env("APP_PORT", "0")
        .env("APP_BANKID_APP_PORT", "0")
        .env("APP_BANKID_RP_PORT", "0")
        .env("APP_DATA_DIR", folder)
        .env("APP_DATABASE_URL", database)
        .output()
        .expect("the server starts");
    assert!(!output.status.success(), "the server is refused");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[rstest]
#[case::a_server("serve")]
#[case::a_worker("work")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_on_one_file_is_refused(#[case] command: &str) {
    let portal = Portal::new(TestDatabase::Sqlite).await;
    let server = portal.serve();
    let other = tempfile::tempdir().expect("a folder");
    fs::copy(portal.folder().join("keys.json"), other.path().join("keys.json")).expect("the keys");
    let link = other.path().join("link.db");
    let real = portal.world.database_url().trim_start_matches("sqlite://");
    std::os::unix::fs::symlink(real, &link).expect("a link");

    let said = refused(other.path(), portal.world.database_url(), command);
    let said_of_link = refused(other.path(), &format!("sqlite://{}", link.display()), command);

    let sentence = "another process works on this SQLite file already";
    assert!(said.contains(sentence), "{said}");
    assert!(said_of_link.contains(sentence), "{said_of_link}");
    server.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_on_a_damaged_file_is_not_ready_and_writes_nothing() {
    let portal = Portal::new(TestDatabase::Sqlite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("copy.db");
    portal.world.copy_to(&copy).await;
    damage(&copy);
    fs::copy(portal.folder().join("keys.json"), folder.path().join("keys.json")).expect("the keys");
    let url = format!("sqlite://{}", copy.display());
    let data_dir = folder.path().to_str().expect("a plain path");

    let server = Process::start(&[("APP_DATA_DIR", data_dir), ("APP_DATABASE_URL", &url)]);
    let is_ready = ready(&server);
    let answer = press(&server, &portal, portal.accounts[0].addresses[0], 3);
    let log = server.log();
    server.kill();

    assert_eq!(is_ready, "503");
    assert!(answer.starts_with(UNAVAILABLE), "{answer}");
    assert_eq!(log.matches("the database is damaged; nothing is written any more").count(), 1, "{log}");
}

/// Overwrites the header of a page that contains addresses.
fn damage(file: &Path) {
    let mut bytes = fs::read(file).expect("a file");
    let address = bytes.windows(STREET.len()).rposition(|window| window == STREET).expect("an address");
    let page = address / PAGE * PAGE;
    bytes[page..page + 8].fill(0xee);
    fs::write(file, bytes).expect("a file");
}

#[rstest]
#[case::a_serialisation_failure("40001")]
#[case::a_deadlock("40P01")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conflicting_transaction_is_attempted_three_times(#[case] state: &str) {
    let portal = Portal::new(TestDatabase::Postgres).await;
    let server = portal.serve();
    let [first, second, ..] = portal.accounts[0].addresses[..] else { panic!("two addresses") };

    lose_orders(&portal, state, 2).await;
    let won = press(&server, &portal, first, 3);
    lose_orders(&portal, state, 3).await;
    let lost = press(&server, &portal, second, 3);
    server.kill();

    assert!(won.starts_with("HTTP/1.1 200"), "{won}");
    assert!(lost.starts_with(UNAVAILABLE) && lost.contains("retry-after: "), "{lost}");
    assert_eq!(portal.world.order_rows().await.len(), 1);
}

/// Lets the next orders conflict with another transaction, with PostgreSQL's error.
async fn lose_orders(portal: &Portal, state: &str, times: u32) {
    // A sequence is not rolled back with its transaction.
    let statements = format!(
        "DROP SEQUENCE IF EXISTS tries; CREATE SEQUENCE tries;
         CREATE OR REPLACE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF nextval('tries') <= {times} THEN RAISE EXCEPTION 'lost' USING ERRCODE = '{state}'; END IF;
             RETURN NEW; END $$;
         CREATE OR REPLACE TRIGGER lose BEFORE INSERT ON bag_order FOR EACH ROW EXECUTE FUNCTION lose()"
    );
    portal.world.run_sql(&statements).await;
}
