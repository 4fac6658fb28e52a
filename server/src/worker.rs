//! The worker: letters, deadlines and retention. When it runs never decides what is right.

mod restart;

use std::time::Duration;

use domain::Domain;
use tokio::task::JoinHandle;
use types::PersonId;

use crate::certificate;
use crate::running::Running;
use restart::restart_on_panic;

/// The pause between two polls for letters.
const PAUSE: Duration = Duration::from_millis(500);
/// The pause between two cleanups of abandoned BankID orders.
const PAUSE_OF_ORDERS: Duration = Duration::from_secs(2);
/// The pause between two attempts to write to the database.
const PAUSE_UNWRITABLE: Duration = Duration::from_secs(2);
/// The pause between two integrity checks of the database file.
const PAUSE_OF_CHECKS: Duration = Duration::from_hours(24);
/// Every how many rounds deadlines and retention are processed.
const DEADLINES: u32 = 4;
const FORGETTING: u32 = 120;
/// How many accounts or persons are cleaned of old activity at a time: less than a second of work.
const STREAMS: u64 = 200;
/// How many letters or deadlines are processed at a time, so that neither waits long for the other.
const BATCH: u64 = 20;

/// A running worker.
pub struct WorkerHandle(Vec<JoinHandle<()>>);

impl WorkerHandle {
    /// Completes when the worker has finished its current job. It stops when the process is asked to.
    pub async fn stopped(self) {
        for task in self.0 {
            // The tasks never panic: the work that they restart is a task of its own.
            let _ = task.await;
        }
    }
}

/// Starts a worker, which runs until the process is asked to stop. `bank_certificate_ends` is when our BankID
/// certificate expires, if there is one.
pub fn start(domain: &Domain, running: &Running, bank_certificate_ends: Option<jiff::Timestamp>) -> WorkerHandle {
    running.note_progress();
    let rounds = {
        let (domain, running) = (domain.clone(), running.clone());
        move || run_rounds(domain.clone(), running.clone())
    };
    // A separate task because it talks to BankID: letters must not wait for a BankID that hangs.
    let orders = {
        let (domain, running) = (domain.clone(), running.clone());
        move || clear_orders(domain.clone(), running.clone())
    };
    let mut tasks = vec![
        tokio::spawn(restart_on_panic("letters and deadlines", running.clone(), rounds)),
        tokio::spawn(restart_on_panic("orders", running.clone(), orders)),
    ];
    let checks = {
        let (domain, running) = (domain.clone(), running.clone());
        move || check_database(domain.clone(), running.clone())
    };
    tasks.push(tokio::spawn(restart_on_panic("checks of the database", running.clone(), checks)));
    if let Some(end) = bank_certificate_ends {
        tasks.push(tokio::spawn(certificate::watch(end, running.clone())));
    }
    WorkerHandle(tasks)
}

async fn run_rounds(domain: Domain, running: Running) {
    let mut round: u32 = 0;
    let mut cursor = None;
    while !running.is_stopping() {
        // Logged as one line, and not once per letter.
        if !domain.can_write().await {
            running.note_progress();
            running.pause(PAUSE_UNWRITABLE).await;
            continue;
        }
        // With a wrong clock, live rows would expire permanently.
        if running.has_right_clock() {
            let mut is_done = run_round(&domain, &running, round).await;
            if round.is_multiple_of(FORGETTING) {
                is_done &= forget(&domain, &mut cursor).await;
                if is_done {
                    note("heartbeat", domain.record_heartbeat().await);
                }
            }
            round = round.wrapping_add(1);
        }
        running.note_progress();
        running.pause(PAUSE).await;
    }
}

/// Returns whether deadlines and retention, if due, were processed; letters report their own failures.
async fn run_round(domain: &Domain, running: &Running, round: u32) -> bool {
    note("letters", send_letters(domain, running).await);
    let mut is_done = true;
    if round.is_multiple_of(DEADLINES) {
        is_done &= note("deadlines", domain.expire_access(BATCH).await.map(drop));
        is_done &= note("former holders", domain.close_former_holders(BATCH).await.map(drop));
        is_done &= note("deliveries", domain.assume_delivered(BATCH).await.map(drop));
    }
    if round.is_multiple_of(FORGETTING) {
        is_done &= note("sessions", domain.forget_sessions().await.map(drop));
        is_done &= note("tries", domain.forget_attempts().await.map(drop));
        is_done &= note("old letters", domain.forget_letters().await.map(drop));
        is_done &= note("old activity", domain.forget_activity(STREAMS).await.map(drop));
    }
    is_done
}

/// Deletes what the retention settings say. `cursor` is how far the persons have been checked: there are too many
/// for one round, and a new process begins with the first. Returns whether everything succeeded.
async fn forget(domain: &Domain, cursor: &mut Option<PersonId>) -> bool {
    let mut is_done = note("ended access", domain.forget_access().await.map(drop));
    is_done &= note("old orders of bags", domain.forget_bag_orders().await.map(drop));
    is_done &= note("ended customers", domain.forget_customers().await.map(drop));
    let persons = domain.forget_persons(*cursor).await;
    if let Ok(last) = persons {
        *cursor = last;
    }
    is_done & note("persons", persons.map(drop))
}

/// One at a time, because each can take half a minute: it checks in between whether to stop.
async fn send_letters(domain: &Domain, running: &Running) -> domain::Result<()> {
    for _ in 0..BATCH {
        if running.is_stopping() || domain.send_due_letters(1).await? == 0 {
            break;
        }
        running.note_progress();
    }
    Ok(())
}

async fn clear_orders(domain: Domain, running: Running) {
    while !running.is_stopping() {
        // With a wrong clock, every order that somebody watches would look abandoned.
        if !running.has_right_clock() || !domain.can_write().await {
            running.pause(PAUSE_OF_ORDERS).await;
            continue;
        }
        tokio::select! {
            done = domain.clear_orders() => { note("orders", done.map(drop)); }
            // An order that is not cancelled expires.
            () = running.stopping() => {}
        }
        running.pause(PAUSE_OF_ORDERS).await;
    }
}

/// Once a day, and at once if the check at start-up was cut short.
async fn check_database(domain: Domain, running: Running) {
    if domain.is_database_checked() {
        running.pause(PAUSE_OF_CHECKS).await;
    }
    while !running.is_stopping() {
        tokio::select! {
            done = domain.check_database() => { note("check of the database", done); }
            () = running.stopping() => {}
        }
        running.pause(PAUSE_OF_CHECKS).await;
    }
}

/// Logs a failure; returns whether there was none.
fn note(what: &str, done: domain::Result<()>) -> bool {
    if let Err(fault) = &done {
        tracing::error!(what, fault = format!("{fault:#}"), "the worker could not do its work; it tries again");
    }
    done.is_ok()
}

#[cfg(test)]
mod tests {
    use domain::testing::{Named, TestDatabase, World};

    use super::*;

    async fn world_with_a_letter() -> World {
        let world = World::new(TestDatabase::Sqlite).await;
        let anna = world.holder(Named::Anna).await;
        world.invite(&anna, Named::Bjorn).await.unwrap();
        world
    }

    #[tokio::test]
    async fn a_worker_sends_what_is_owed_and_ends_when_it_is_asked_to() {
        let (world, running) = (world_with_a_letter().await, Running::default());

        let worker_handle = start(&world.domain, &running, None);
        while world.letters_to(&Named::Bjorn.email()).is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.stop();
        worker_handle.stopped().await;

        assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
    }

    #[tokio::test]
    async fn no_letter_is_started_once_the_process_is_stopping() {
        let (world, running) = (world_with_a_letter().await, Running::default());
        running.stop();

        run_round(&world.domain, &running, 1).await;

        assert!(world.letters_to(&Named::Bjorn.email()).is_empty());
    }
}
