//! The company's side of orders of bags: taking them out to pack, and taking statuses back.

use std::path::Path;

use anyhow::{Context as _, ensure};
use domain::Domain;
use domain::bag_order::{PickList, PickListFormat, UpdateCounts, UpdateNews};
use domain::bank::Bank;
use domain::clock::Clock;
use domain::import::ImportMode;
use tokio::io::{AsyncBufRead, BufReader};

use super::progress;
use crate::config::ServerConfig;
use crate::parts;

/// Takes out the orders that wait, into a file in a folder; in the form of the settings if no other is named.
pub async fn export_orders(config: &ServerConfig, folder: &Path, format: Option<PickListFormat>) -> anyhow::Result<()> {
    let format = format.unwrap_or(config.bags.pick_list);
    let db = parts::migrated_database(config).await?;
    let domain = parts::domain(config, db.clone(), Bank::Absent, config.mail()?, Clock::system())?;
    let progress = progress("{spinner} {pos} orders taken out")?;
    let lists = domain.export_orders(folder, format, |orders| progress.inc(orders)).await;
    progress.finish_and_clear();
    let lists = lists?;
    for PickList { number, orders, file, was_begun } in &lists {
        let begun = if *was_begun { ", begun by an earlier run" } else { "" };
        println!("list {number}: {orders} orders in {}{begun}", file.display());
    }
    if lists.is_empty() {
        println!("no order waits");
    }
    Ok(db.close().await?)
}

/// Takes in statuses of orders, with a line for each bad line, and counts. Fails when a line was left out.
pub async fn update_orders(config: &ServerConfig, path: &Path, dry_run: bool) -> anyhow::Result<()> {
    let db = parts::migrated_database(config).await?;
    let domain = parts::domain(config, db.clone(), Bank::Absent, config.mail()?, Clock::system())?;
    let mode = if dry_run { ImportMode::DryRun } else { ImportMode::Apply };
    let counts = if path == Path::new("-") {
        take_in(&domain, BufReader::new(tokio::io::stdin()), mode).await?
    } else {
        let file = tokio::fs::File::open(path).await.with_context(|| format!("{} cannot be read", path.display()))?;
        take_in(&domain, BufReader::new(file), mode).await?
    };
    println!(
        "{} lines: {} changed, {} unchanged, {} left out{}",
        counts.lines,
        counts.changed,
        counts.unchanged,
        counts.bad,
        if dry_run { "; nothing was kept" } else { "" },
    );
    db.close().await?;
    ensure!(counts.bad == 0, "{} lines were left out", counts.bad);
    Ok(())
}

async fn take_in(
    domain: &Domain,
    file: impl AsyncBufRead + Unpin + Send,
    mode: ImportMode,
) -> anyhow::Result<UpdateCounts> {
    let progress = progress("{spinner} {pos} lines, {per_sec}")?;
    let counts = domain
        .update_orders(file, mode, |news| match news {
            UpdateNews::BadLine(bad) => progress.suspend(|| eprintln!("{bad}")),
            UpdateNews::Counted(counts) => progress.set_position(counts.lines),
        })
        .await;
    progress.finish_and_clear();
    counts
}
