//! The real server is killed at random moments while people order and the company exports: nothing acknowledged is lost
//! or duplicated. `CRASH_ROUNDS=300` runs more rounds than the daily few.

mod disk;
mod grant;
mod load;
mod portal;
mod storage;
mod time;

use std::time::Duration;

use domain::testing::TestDatabase;
use load::{Press, random};
use portal::Portal;
use rstest::rstest;

const ROUNDS: u64 = 6;
/// The maximum time of traffic before the server is killed, in milliseconds.
const FLOW: u64 = 700;
/// The maximum time before a command is killed, in milliseconds, part of which it needs to start.
const COMMAND: u64 = 600;

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_order_is_lost_or_doubled_when_the_server_is_killed(
    #[values(TestDatabase::Sqlite, TestDatabase::Postgres)] database: TestDatabase,
) {
    let rounds = std::env::var("CRASH_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().expect("a number"));
    let portal = Portal::new(database).await;
    let mut presses: Vec<Press> = Vec::new();
    for _ in 0..rounds {
        flow_and_kill(&portal, &mut presses);
        portal.run_killed(&["orders", "export"], &portal.lists(), random(COMMAND));
        portal.run(&["orders", "export"], &portal.lists());
        portal.check(&presses).await;

        // So that every address can order again.
        let file = portal.statuses("delivered").await;
        portal.run_killed(&["orders", "update"], &file, random(COMMAND));
        portal.run(&["orders", "update"], &file);
        portal.check(&presses).await;
    }
    let answered = presses.iter().filter(|press| press.order.is_some()).count();
    println!("{database:?}: {rounds} rounds, {} presses, {answered} of them answered", presses.len());
    assert!(answered as u64 > rounds, "people were served");
}

/// People submit until the server is killed; a submission without an answer is sent again.
fn flow_and_kill(portal: &Portal, presses: &mut Vec<Press>) {
    let server = portal.serve();
    let mut taken = Vec::new();
    for press in presses.iter_mut().filter(|press| press.order.is_none()) {
        press.order = load::send(server.address(), portal, press);
        taken.push(press.facility);
        assert!(press.order.is_some(), "the same press is answered by a server that lives");
    }
    let flowing = Duration::from_millis(random(FLOW));
    let export_after = Duration::from_millis(random(FLOW));
    let new = std::thread::scope(|scope| {
        let (address, taken) = (server.address(), &taken);
        let exporting = scope.spawn(move || {
            std::thread::sleep(export_after);
            portal.run_killed(&["orders", "export"], &portal.lists(), random(COMMAND));
        });
        let people = 0..portal.accounts.len();
        let people = people.map(|account| scope.spawn(move || load::flow(address, portal, account, taken)));
        let people: Vec<_> = people.collect();
        std::thread::sleep(flowing);
        server.kill();
        exporting.join().expect("an export ends");
        people.into_iter().flat_map(|person| person.join().expect("a person ends")).collect::<Vec<_>>()
    });
    presses.extend(new);
}
