//! The subcommands of the process.

mod import;
mod input;
mod letter;
mod order;
mod outcome;
pub mod output;

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use domain::Domain;
use domain::bank::Bank;
use domain::clock::Clock;
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use types::CustomerNumber;

use crate::config::{Env, Problems, ServerConfig};
use crate::running::Running;
use crate::{config, parts, router, serving, site, watch, worker};

use output::print_line;

pub use import::import;
pub use letter::send_letters;
pub use order::{export_orders, update_orders};
pub use outcome::Outcome;

/// How long open requests may take once the server accepts no new ones.
const REQUEST_DRAIN: Duration = Duration::from_secs(25);
/// How long the worker may take to finish its current job: a letter takes at most half a minute.
const WORK_DRAIN: Duration = Duration::from_secs(35);

/// What is served: the domain, and what differs in demo mode.
struct Portal {
    domain: Domain,
    launch_origin: String,
    extra: axum::Router,
    bank_certificate_ends: Option<jiff::Timestamp>,
}

/// Serves HTTP requests until asked to stop; runs a worker too if the settings say so.
pub async fn serve(config: ServerConfig) -> anyhow::Result<()> {
    site::check(&config::leptos()?)?;
    #[cfg(feature = "demo")]
    if config.env == crate::config::Env::Demo {
        let demo = crate::demo::start(&config).await?;
        let portal = Portal {
            domain: demo.domain.clone(),
            launch_origin: demo.launch_origin(),
            extra: demo.routes(),
            bank_certificate_ends: None,
        };
        listen(&config, portal).await?;
        return demo.stop().await;
    }
    let _lock = parts::lock_database(&config)?;
    let db = parts::served_database(&config).await?;
    let domain = parts::domain(&config, db.clone(), parts::bank(&config)?, config.mail()?, Clock::system()).await?;
    let portal = Portal {
        domain,
        launch_origin: "https://app.bankid.com".to_owned(),
        extra: axum::Router::new(),
        bank_certificate_ends: Some(config.bank_certificate_ends()?),
    };
    listen(&config, portal).await?;
    Ok(db.close().await?)
}

async fn listen(config: &ServerConfig, portal: Portal) -> anyhow::Result<()> {
    let running = stopped_by_signals()?;
    let Portal { domain, launch_origin, extra, bank_certificate_ends } = portal;
    let address = SocketAddr::from((config.address, config.port));
    let listener = TcpListener::bind(address).await.with_context(|| format!("{address} cannot be listened on"))?;
    // Before the first request, so that no response is based on a wrong clock.
    watch::check_clock(&domain, &running, 0).await;
    tokio::spawn(watch::watch(domain.clone(), running.clone()));
    let worker_handle = config.works.then(|| worker::start(&domain, &running, bank_certificate_ends));
    let app = router::router(config, config::leptos()?, domain, &running, launch_origin, extra);
    tracing::info!(%address, "listening");
    let drain = Duration::from_secs(config.drain_seconds.into());
    tokio::select! {
        () = serving::serve(listener, app, after_stop(running.clone(), drain)) => {}
        () = after_stop(running.clone(), drain + REQUEST_DRAIN) => tracing::warn!("open requests are cut off"),
    }
    finish(worker_handle).await;
    Ok(())
}

async fn after_stop(running: Running, time: Duration) {
    running.stopping().await;
    tokio::time::sleep(time).await;
}

async fn finish(worker_handle: Option<worker::WorkerHandle>) {
    let Some(worker_handle) = worker_handle else { return };
    if tokio::time::timeout(WORK_DRAIN, worker_handle.stopped()).await.is_err() {
        tracing::warn!("the worker is cut off");
    }
}

/// Sends letters and cleans up until asked to stop.
pub async fn work(config: ServerConfig) -> anyhow::Result<()> {
    let _lock = parts::lock_database(&config)?;
    let db = parts::database(&config).await?;
    let domain = parts::domain(&config, db.clone(), Bank::Absent, config.mail()?, Clock::system()).await?;
    let bank_certificate_ends = match config.env {
        Env::Production => Some(config.bank_certificate_ends()?),
        Env::Demo => None,
    };
    let running = stopped_by_signals()?;
    // Before the first round, which expires rows permanently.
    watch::check_clock(&domain, &running, 0).await;
    tokio::spawn(watch::watch(domain.clone(), running.clone()));
    let worker_handle = worker::start(&domain, &running, bank_certificate_ends);
    running.stopping().await;
    finish(Some(worker_handle)).await;
    Ok(db.close().await?)
}

/// Reports every problem with the settings, including the files that they name and, with `online`, the services that do
/// not answer.
pub async fn check_config(config: &ServerConfig, mut found: Problems, online: bool) -> anyhow::Result<()> {
    found.extend(config.folder_problems());
    found.take(config::leptos().and_then(|leptos| site::check(&leptos)));
    if online {
        found.extend(Box::pin(config.online_problems()).await);
    } else {
        found.extend(Box::pin(config.file_problems()).await);
    }
    found.into_result()?;
    print_line("the settings are good");
    print_line(config.trusted_proxies_sentence());
    Ok(())
}

/// Migrates the database to the schema that this version needs.
pub async fn migrate(config: &ServerConfig) -> anyhow::Result<()> {
    parts::migrated_database(config).await?.close().await?;
    print_line("the database is up to date");
    Ok(())
}

/// Reopens sharing for an account that the link of "Var det inte du?" has blocked.
pub async fn allow_sharing(config: &ServerConfig, number: &str) -> anyhow::Result<()> {
    let number = CustomerNumber::parse(number, config.customer_number.form)?;
    let (db, domain) = parts::for_command(config).await?;
    let was_blocked = match domain.allow_sharing(&number).await {
        Ok(was_blocked) => was_blocked,
        Err(domain::Failed::NotFound) => anyhow::bail!("there is no customer with this number"),
        Err(error) => return Err(error.into()),
    };
    print_line(if was_blocked { "the account may be shared again" } else { "sharing was not blocked" });
    Ok(db.close().await?)
}

/// A progress bar, on a terminal.
fn progress(template: &str) -> anyhow::Result<ProgressBar> {
    let progress = if std::io::stderr().is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    progress.set_style(ProgressStyle::with_template(template)?);
    Ok(progress)
}

/// A process that shuts down gracefully on Ctrl-C or SIGTERM. Before this is called, a signal just kills it: there is
/// nothing to finish yet.
fn stopped_by_signals() -> anyhow::Result<Running> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let running = Running::default();
    let told = running.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to stop");
        told.stop();
    });
    Ok(running)
}
