//! What a process looks at by itself as long as it runs, since no request tells it: whether its clock is right, and whether
//! anybody works off deadlines and forgetting.

use std::time::Duration;

use domain::Domain;
use domain::clock::SKEW;

use crate::running::Running;

/// Between two looks at the clock.
const PAUSE: Duration = Duration::from_secs(5);
/// Every so many looks what is wrong is said again, and the work is looked at.
const TELLING: u32 = 60;
/// After so many seconds it is told that nobody works off deadlines and forgetting.
pub const QUIET: i64 = 3600;

/// Looks until the process is asked to stop. A process whose clock is wrong is not fit for requests meanwhile.
pub async fn watch(domain: Domain, running: Running) {
    let mut looks: u32 = 0;
    loop {
        // First of all: after a pause of the whole portal its workers need a moment.
        running.pause(PAUSE).await;
        if running.is_stopping() {
            return;
        }
        looks = looks.wrapping_add(1);
        look_at_clock(&domain, &running, looks).await;
        if looks % TELLING == 1 {
            look_at_work(&domain).await;
        }
    }
}

/// Looks at the clock once, before the first request is taken.
pub async fn look_at_clock(domain: &Domain, running: &Running, looks: u32) {
    let seconds = match domain.clock_skew().await {
        Ok(seconds) => seconds,
        // A database that does not answer is seen by others; what was known of the clock stands.
        Err(fault) => return tracing::warn!(%fault, "the database does not tell its time"),
    };
    let is_right = seconds.abs() <= SKEW;
    let was_right = running.note_clock(is_right);
    if !is_right && (was_right || looks.is_multiple_of(TELLING)) {
        tracing::error!(
            seconds,
            "this machine's clock and the database's differ by more than two minutes: not ready until one is set right"
        );
    } else if is_right && !was_right {
        tracing::info!("this machine's clock is right again");
    }
}

async fn look_at_work(domain: &Domain) {
    match domain.seconds_without_work().await {
        Ok(seconds) if seconds > QUIET => tracing::error!(
            minutes = seconds / 60,
            "no process has worked off deadlines and forgetting for more than an hour: let one work (works = true, or \
             `server work`)"
        ),
        Ok(_) => {}
        Err(fault) => tracing::warn!(%fault, "it is not known when deadlines and forgetting were last worked off"),
    }
}
