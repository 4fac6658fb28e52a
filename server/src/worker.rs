//! The worker: letters, deadlines, and forgetting. Nothing is right or wrong by when it runs.

mod keep_up;

use std::time::Duration;

use domain::Domain;
use tokio::task::JoinHandle;
use types::PersonId;

use crate::certificate;
use crate::running::Running;
use keep_up::keep_up;

/// Between two looks for letters.
const PAUSE: Duration = Duration::from_millis(500);
/// Between two looks for orders of BankID that somebody has left.
const PAUSE_OF_ORDERS: Duration = Duration::from_secs(2);
/// Between two tries whether the database can be written again.
const PAUSE_UNWRITABLE: Duration = Duration::from_secs(2);
/// Between two looks through the database's whole file.
const PAUSE_OF_CHECKS: Duration = Duration::from_hours(24);
/// Every so many looks the deadlines are looked at, and what is to be forgotten.
const DEADLINES: u32 = 4;
const FORGETTING: u32 = 120;
/// Accounts and persons whose old activity is forgotten at a time: less than a second of work.
const STREAMS: u64 = 200;
/// At most this many letters or deadlines at a time, so that none of them waits long for the other.
const BATCH: u64 = 20;

/// A worker under way.
pub struct Working(Vec<JoinHandle<()>>);

impl Working {
    /// Returns when it has finished what it had in hand. It ends when the process is asked to.
    pub async fn stopped(self) {
        for task in self.0 {
            // The tasks never panic: what they keep up is a task of its own.
            let _ = task.await;
        }
    }
}

/// Starts a worker, which works until the process is asked to stop. `bank_certificate_ends` is when our certificate
/// for BankID runs out, where we have one.
pub fn start(domain: &Domain, running: &Running, bank_certificate_ends: Option<jiff::Timestamp>) -> Working {
    running.note_round();
    let rounds = {
        let (domain, running) = (domain.clone(), running.clone());
        move || make_rounds(domain.clone(), running.clone())
    };
    // In a task of its own, because it talks to BankID: letters do not wait for a BankID that hangs.
    let orders = {
        let (domain, running) = (domain.clone(), running.clone());
        move || forget_orders(domain.clone(), running.clone())
    };
    let mut tasks = vec![
        tokio::spawn(keep_up("letters and deadlines", running.clone(), rounds)),
        tokio::spawn(keep_up("orders", running.clone(), orders)),
    ];
    let checks = {
        let (domain, running) = (domain.clone(), running.clone());
        move || check_database(domain.clone(), running.clone())
    };
    tasks.push(tokio::spawn(keep_up("checks of the database", running.clone(), checks)));
    if let Some(end) = bank_certificate_ends {
        tasks.push(tokio::spawn(certificate::watch(end, running.clone())));
    }
    Working(tasks)
}

async fn make_rounds(domain: Domain, running: Running) {
    let mut looks: u32 = 0;
    let mut looked_at = None;
    while !running.is_stopping() {
        // One line in the log says so, and not one for each letter.
        if !domain.can_write().await {
            running.note_round();
            running.pause(PAUSE_UNWRITABLE).await;
            continue;
        }
        // By a wrong time what has not ended would end, for good.
        if running.has_right_clock() {
            let mut is_done = make_round(&domain, &running, looks).await;
            if looks.is_multiple_of(FORGETTING) {
                is_done &= forget(&domain, &mut looked_at).await;
                if is_done {
                    note("heartbeat", domain.note_work().await);
                }
            }
            looks = looks.wrapping_add(1);
        }
        running.note_round();
        running.pause(PAUSE).await;
    }
}

/// Says whether deadlines were worked off, and old rows forgotten when it was time; letters have reasons of their own.
async fn make_round(domain: &Domain, running: &Running, looks: u32) -> bool {
    note("letters", send_letters(domain, running).await);
    let mut is_done = true;
    if looks.is_multiple_of(DEADLINES) {
        is_done &= note("deadlines", domain.expire_access(BATCH).await.map(drop));
        is_done &= note("former holders", domain.close_former_holders(BATCH).await.map(drop));
        is_done &= note("deliveries", domain.assume_delivered(BATCH).await.map(drop));
    }
    if looks.is_multiple_of(FORGETTING) {
        is_done &= note("sessions", domain.forget_sessions().await.map(drop));
        is_done &= note("tries", domain.forget_tries().await.map(drop));
        is_done &= note("old letters", domain.forget_letters().await.map(drop));
        is_done &= note("old activity", domain.forget_activity(STREAMS).await.map(drop));
    }
    is_done
}

/// What is over by the settings' times. `looked_at` is how far the persons have been looked at: there are too many for one
/// run, and a process that starts anew begins with the first. Says whether it was done.
async fn forget(domain: &Domain, looked_at: &mut Option<PersonId>) -> bool {
    let mut is_done = note("ended access", domain.forget_access().await.map(drop));
    is_done &= note("old orders of bags", domain.forget_bag_orders().await.map(drop));
    is_done &= note("ended customers", domain.forget_customers().await.map(drop));
    let persons = domain.forget_persons(*looked_at).await;
    if let Ok(last) = persons {
        *looked_at = last;
    }
    is_done & note("persons", persons.map(drop))
}

/// One at a time, because each can take half a minute: in between it is asked whether to stop.
async fn send_letters(domain: &Domain, running: &Running) -> domain::Result<()> {
    for _ in 0..BATCH {
        if running.is_stopping() || domain.work_off_letters(1).await? == 0 {
            break;
        }
        running.note_round();
    }
    Ok(())
}

async fn forget_orders(domain: Domain, running: Running) {
    while !running.is_stopping() {
        // By a wrong time every order that somebody watches would seem left.
        if !running.has_right_clock() || !domain.can_write().await {
            running.pause(PAUSE_OF_ORDERS).await;
            continue;
        }
        tokio::select! {
            done = domain.forget_orders() => { note("orders", done.map(drop)); }
            // An order that nobody cancels ends by itself.
            () = running.stopping() => {}
        }
        running.pause(PAUSE_OF_ORDERS).await;
    }
}

/// Each day, and at once where the check at the start was cut short.
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

/// Says whether it was done; what was not is in the log.
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

        let working = start(&world.domain, &running, None);
        while world.letters_to(&Named::Bjorn.email()).is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.stop();
        working.stopped().await;

        assert_eq!(world.letters_to(&Named::Bjorn.email()).len(), 1);
    }

    #[tokio::test]
    async fn no_letter_is_begun_once_the_process_is_asked_to_stop() {
        let (world, running) = (world_with_a_letter().await, Running::default());
        running.stop();

        make_round(&world.domain, &running, 1).await;

        assert!(world.letters_to(&Named::Bjorn.email()).is_empty());
    }
}
