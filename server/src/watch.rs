//! Periodic checks that no request makes: whether the clock is right, and whether any process handles deadlines and
//! retention.

use std::time::Duration;

use domain::Domain;
use domain::clock::SKEW;

use crate::running::Running;

/// The pause between two checks of the clock.
const PAUSE: Duration = Duration::from_secs(5);
/// How many checks pass before a problem is logged again and the heartbeat is checked.
const CHECKS_BETWEEN_REPORTS: u32 = 60;
/// After how many seconds without a heartbeat the log says that no worker is working.
pub const HEARTBEAT_OVERDUE_SECONDS: i64 = 3600;

/// Checks until the process is asked to stop. Meanwhile a process with a wrong clock is not ready for requests.
pub async fn watch(domain: Domain, running: Running) {
    let mut checks: u32 = 0;
    loop {
        // Wait first: after a pause of the whole portal, its workers need a moment.
        running.pause(PAUSE).await;
        if running.is_stopping() {
            return;
        }
        checks = checks.wrapping_add(1);
        check_clock(&domain, &running, checks).await;
        if checks % CHECKS_BETWEEN_REPORTS == 1 {
            check_heartbeat(&domain).await;
        }
    }
}

/// Checks the clock once, before the first request is accepted.
pub async fn check_clock(domain: &Domain, running: &Running, checks: u32) {
    let seconds = match domain.clock_skew().await {
        Ok(seconds) => seconds,
        // Others report a database that does not answer; the last known state of the clock stays.
        Err(fault) => return tracing::warn!(%fault, "the database does not tell its time"),
    };
    let is_right = seconds.unsigned_abs() <= SKEW.as_secs();
    let was_right = running.note_clock(is_right);
    if !is_right && (was_right || checks.is_multiple_of(CHECKS_BETWEEN_REPORTS)) {
        tracing::error!(
            seconds,
            "this machine's clock and the database's differ by more than two minutes: not ready until one is set right"
        );
    } else if is_right && !was_right {
        tracing::info!("this machine's clock is right again");
    }
}

async fn check_heartbeat(domain: &Domain) {
    match domain.seconds_since_heartbeat().await {
        Ok(seconds) if seconds > HEARTBEAT_OVERDUE_SECONDS => tracing::error!(
            minutes = seconds / 60,
            "no process has worked off deadlines and forgetting for more than an hour: let one work (works = true, or \
             `server work`)"
        ),
        Ok(_) => {}
        Err(fault) => tracing::warn!(%fault, "it is not known when deadlines and forgetting were last worked off"),
    }
}
