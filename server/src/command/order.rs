//! The company's side of bag orders: exporting them to pack, and importing statuses.

use std::path::Path;

use anyhow::Context as _;
use domain::Domain;
use domain::bag_order::{PickList, PickListFormat, UpdateCounts};
use domain::import::{FileProgress, ImportMode};
use tokio::io::AsyncBufRead;

use super::output::{print_error, print_line};
use super::{Outcome, input, progress};
use crate::config::ServerConfig;
use crate::parts;

/// Exports waiting orders to a file in a folder, in the format of the settings unless another is given.
pub async fn export_orders(
    config: &ServerConfig,
    folder: &Path,
    format: Option<PickListFormat>,
) -> anyhow::Result<Outcome> {
    let format = format.unwrap_or(config.bags.pick_list);
    let (db, domain) = parts::for_command(config).await?;
    let progress = progress("{spinner} {pos} orders taken out")?;
    let lists = domain.export_orders(folder, format, |orders| progress.inc(orders)).await;
    progress.finish_and_clear();
    let lists = lists?;
    for PickList { number, orders, file, was_begun } in &lists {
        let begun = if *was_begun { ", begun by an earlier run" } else { "" };
        print_line(format_args!("list {number}: {orders} orders in {}{begun}", file.display()));
    }
    if lists.is_empty() {
        print_line("no order waits");
    }
    db.close().await?;
    Ok(Outcome::Complete)
}

/// Imports order statuses, with one message for each bad line, and counts.
pub async fn update_orders(config: &ServerConfig, path: &Path, dry_run: bool) -> anyhow::Result<Outcome> {
    let file = input::open(path).await?;
    let (db, domain) = parts::for_command(config).await?;
    let mode = if dry_run { ImportMode::DryRun } else { ImportMode::Apply };
    let counts = import_file(&domain, file, mode)
        .await
        .with_context(|| format!("{} was not taken in to its end", path.display()))?;
    print_line(format_args!(
        "{} lines: {} changed, {} unchanged, {} left out{}",
        counts.lines,
        counts.changed,
        counts.unchanged,
        counts.bad,
        if dry_run { "; nothing was kept" } else { "" },
    ));
    db.close().await?;
    // A file with a header and no rows is complete: nothing has happened.
    Ok(if counts.lines == 0 { Outcome::Complete } else { Outcome::of_file(counts.lines, counts.bad) })
}

async fn import_file(
    domain: &Domain,
    file: impl AsyncBufRead + Unpin + Send,
    mode: ImportMode,
) -> anyhow::Result<UpdateCounts> {
    let progress = progress("{spinner} {pos} lines, {per_sec}")?;
    let counts = domain
        .update_orders(file, mode, |news| match news {
            FileProgress::BadLine(bad) => progress.suspend(|| print_error(bad)),
            FileProgress::Counted(counts) => progress.set_position(counts.lines),
        })
        .await;
    progress.finish_and_clear();
    counts
}
