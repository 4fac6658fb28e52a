//! Letters that wait for another attempt.

use super::Outcome;
use super::output::print_line;
use crate::config::ServerConfig;
use crate::parts;

/// Retries every letter that waits for another attempt, and prints the outcome.
pub async fn send_letters(config: &ServerConfig) -> anyhow::Result<Outcome> {
    let (db, domain) = parts::for_command(config).await?;
    let counts = domain.send_waiting_letters().await?;
    let stopped = if counts.is_cut_short { "; the mail server is away, so the others wait" } else { "" };
    print_line(format_args!(
        "{} letters: {} sent, {} not needed any more, {} not sent{stopped}",
        counts.sent + counts.needless + counts.failed,
        counts.sent,
        counts.needless,
        counts.failed,
    ));
    db.close().await?;
    let all = counts.sent + counts.needless + counts.failed;
    Ok(if all == 0 { Outcome::Complete } else { Outcome::of(all, counts.failed) })
}
