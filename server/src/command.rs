//! What the process can be told to do.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;
use domain::Domain;
use domain::bank::Bank;
use domain::clock::Clock;
use domain::import::{ImportCounts, ImportMode, ImportNews};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;

use crate::config::ServerConfig;
use crate::{config, parts, router, worker};

/// Answers web requests until told to stop, and works too if the settings say so.
pub async fn serve(config: ServerConfig) -> anyhow::Result<()> {
    #[cfg(feature = "demo")]
    if config.env == crate::config::Env::Demo {
        let demo = crate::demo::start(&config).await?;
        let extra = demo.routes();
        let launch_origin = demo.launch_origin();
        listen(&config, demo.domain.clone(), launch_origin, extra).await?;
        demo.stop().await;
        return Ok(());
    }
    let db = parts::migrated_database(&config).await?;
    let domain = parts::domain(&config, db, parts::bank(&config)?, config.mail()?, Clock::system())?;
    listen(&config, domain, "https://app.bankid.com".to_owned(), axum::Router::new()).await
}

async fn listen(
    config: &ServerConfig,
    domain: Domain,
    launch_origin: String,
    extra: axum::Router,
) -> anyhow::Result<()> {
    let address = SocketAddr::from((config.address, config.port));
    let listener = TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))?;
    let working = config.works.then(|| worker::start(domain.clone()));
    let app = router::router(config, config::leptos()?, domain, launch_origin, extra);
    tracing::info!(%address, "listening");
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(asked_to_stop())
        .await?;
    if let Some(working) = working {
        working.stop().await;
    }
    Ok(())
}

/// Sends letters and cleans up until told to stop.
pub async fn work(config: ServerConfig) -> anyhow::Result<()> {
    let db = parts::database(&config).await?;
    let domain = parts::domain(&config, db, Bank::Absent, config.mail()?, Clock::system())?;
    let working = worker::start(domain);
    asked_to_stop().await;
    working.stop().await;
    Ok(())
}

/// Brings the database to the shape that this version needs.
pub async fn migrate(config: &ServerConfig) -> anyhow::Result<()> {
    parts::migrated_database(config).await?.close().await?;
    println!("the database is up to date");
    Ok(())
}

/// Takes in customers, with progress on a terminal, a line for each bad line, and counts.
pub async fn import(config: &ServerConfig, path: &Path, dry_run: bool) -> anyhow::Result<()> {
    let db = parts::migrated_database(config).await?;
    let domain = parts::domain(config, db, Bank::Absent, config.mail()?, Clock::system())?;
    let mode = if dry_run { ImportMode::DryRun } else { ImportMode::Apply };
    let counts = if path == Path::new("-") {
        take_in(&domain, tokio::io::BufReader::new(tokio::io::stdin()), mode).await?
    } else {
        let file = tokio::fs::File::open(path).await.with_context(|| format!("{} cannot be read", path.display()))?;
        take_in(&domain, tokio::io::BufReader::with_capacity(1 << 20, file), mode).await?
    };
    println!(
        "{} lines: {} new, {} changed, {} unchanged, {} left out; {} customers ended, {} grants closed{}",
        counts.lines,
        counts.created,
        counts.changed,
        counts.unchanged,
        counts.bad,
        counts.ended,
        counts.closed_grants,
        if dry_run { "; nothing was kept" } else { "" },
    );
    Ok(())
}

async fn take_in(
    domain: &Domain,
    file: impl tokio::io::AsyncBufRead + Unpin + Send,
    mode: ImportMode,
) -> anyhow::Result<ImportCounts> {
    let progress = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    progress.set_style(ProgressStyle::with_template("{spinner} {pos} lines, {per_sec}, {msg}")?);
    let counts = domain
        .import_customers(file, mode, |news| match news {
            ImportNews::BadLine(bad) => progress.suspend(|| eprintln!("line {}: {}", bad.line, bad.flaw)),
            ImportNews::Counted(counts) => {
                progress.set_position(counts.lines);
                progress.set_message(format!("{} left out", counts.bad));
            }
        })
        .await;
    progress.finish_and_clear();
    counts
}

/// Returns when the process is asked to end, by a key press or by whoever runs it.
async fn asked_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a signal handler can be set at start-up");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
