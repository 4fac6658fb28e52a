//! Customers from the billing system.

use std::path::Path;

use anyhow::Context as _;
use domain::Domain;
use domain::import::{FileProgress, ImportCounts, ImportMode};
use tokio::io::AsyncBufRead;

use super::output::{print_error, print_line};
use super::{Outcome, input, progress};
use crate::config::ServerConfig;
use crate::parts;

/// Imports customers, with progress on a terminal, one message for each bad line, and counts.
pub async fn import(config: &ServerConfig, path: &Path, dry_run: bool) -> anyhow::Result<Outcome> {
    let file = input::open(path).await?;
    let (db, domain) = parts::for_command(config).await?;
    let mode = if dry_run { ImportMode::DryRun } else { ImportMode::Apply };
    let counts = import_file(&domain, file, mode)
        .await
        .with_context(|| format!("{} was not taken in to its end", path.display()))?;
    print_line(format_args!(
        "{} lines: {} new, {} changed, {} unchanged, {} left out; {} customers ended, {} grants closed{}",
        counts.lines,
        counts.created,
        counts.changed,
        counts.unchanged,
        counts.bad,
        counts.ended,
        counts.closed_grants,
        if dry_run { "; nothing was kept" } else { "" },
    ));
    db.close().await?;
    Ok(Outcome::of_file(counts.lines, counts.bad))
}

async fn import_file(
    domain: &Domain,
    file: impl AsyncBufRead + Unpin + Send,
    mode: ImportMode,
) -> anyhow::Result<ImportCounts> {
    let progress = progress("{spinner} {pos} lines, {per_sec}, {msg}")?;
    let counts = domain
        .import_customers(file, mode, |news| match news {
            FileProgress::BadLine(bad) => progress.suspend(|| print_error(bad)),
            FileProgress::Counted(counts) => {
                progress.set_position(counts.lines);
                progress.set_message(format!("{} left out", counts.bad));
            }
        })
        .await;
    progress.finish_and_clear();
    counts
}
