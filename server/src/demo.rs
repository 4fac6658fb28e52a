//! Demo mode, everything on one machine: a SQLite file, letters caught as files, a simulated BankID, and a clock that
//! can be advanced. Not part of a production build, and refused by a production start (`config.rs`).

mod api;
mod page;
mod styleguide;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use anyhow::Context as _;
use axum::Router;
use bankid_simulator::{SimulatedPerson, Simulator, SimulatorSettings};
use domain::Domain;
use domain::clock::Clock;
use domain::db::{Db, FileLock};
use domain::import::ImportMode;
use domain::vault::Vault;
use serde::Deserialize;

use crate::config::ServerConfig;
use crate::parts;

const CUSTOMERS: &[u8] = include_bytes!("../demo/customers.ndjson");
const PEOPLE: &str = include_str!("../demo/people.json");
/// The Content-Security-Policy of demo mode's pages, which run no script.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
/// By how much the clock has been advanced, stored so that a restart does not move it back.
const CLOCK_FILE: &str = "clock-advanced-seconds";

/// A running demo.
pub struct Demo {
    /// The domain.
    pub domain: Domain,
    db: Db,
    simulator: Simulator,
    people: Vec<SimulatedPerson>,
    config: ServerConfig,
    // Held for the lifetime of the process: two portals on one folder or file would each believe that they are alone.
    _locks: (std::fs::File, Option<FileLock>),
}

/// Starts the parts: folder, keys, database, demo customers, simulated BankID.
pub async fn start(config: &ServerConfig) -> anyhow::Result<Demo> {
    let folder = &config.data_dir;
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let locks = (lock(folder)?, parts::lock_database(config)?);
    if !config.key_file.exists() {
        Vault::create_file(&config.key_file)?;
    }
    let clock = Clock::system();
    clock.advance(read_clock(folder));
    let people = people()?;
    let simulator = Simulator::start(SimulatorSettings {
        app_address: SocketAddr::from((config.address, config.bankid_app_port)),
        rp_address: SocketAddr::from((Ipv4Addr::LOCALHOST, config.bankid_rp_port)),
        public_app_url: format!("http://localhost:{}", config.bankid_app_port),
        directory: folder.join("bankid"),
        people: people.clone(),
        clock: simulated_clock(&clock),
    })?;
    let client = bankid::Client::new(&simulator.client_settings())?;
    let bank = parts::relying_party(config, client, simulator.launch_base());
    let db = parts::served_database(config).await?;
    let domain = parts::domain(config, db.clone(), bank, config.mail()?, clock).await?;
    if !db.is_damaged() {
        let counts = domain.import_customers(CUSTOMERS, ImportMode::Apply, |_| {}).await?;
        tracing::info!(created = counts.created, bad = counts.bad, "demo customers are there");
    }
    Ok(Demo { domain, db, simulator, people, config: config.clone(), _locks: locks })
}

impl Demo {
    /// The demo page, its JSON endpoints, and the styleguide.
    pub fn routes(&self) -> Router {
        api::routes(self.domain.clone(), self.config.clone())
            .merge(page::routes(self.domain.clone(), self.config.clone(), self.people.clone()))
            .merge(styleguide::routes())
    }

    /// The origin of launch links.
    pub fn launch_origin(&self) -> String {
        format!("http://localhost:{}", self.config.bankid_app_port)
    }

    /// Stops the simulated BankID and closes the database.
    pub async fn stop(self) -> anyhow::Result<()> {
        self.simulator.shutdown().await;
        Ok(self.db.close().await?)
    }
}

fn lock(folder: &Path) -> anyhow::Result<std::fs::File> {
    let path = folder.join("lock");
    let file = std::fs::File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    file.try_lock().with_context(|| format!("another portal is running on the folder {}", folder.display()))?;
    Ok(file)
}

fn people() -> anyhow::Result<Vec<SimulatedPerson>> {
    #[derive(Deserialize)]
    struct File {
        people: Vec<SimulatedPerson>,
    }
    Ok(serde_json::from_str::<File>(PEOPLE)?.people)
}

/// The simulated BankID follows the portal's clock, so that advancing it expires orders as time would.
fn simulated_clock(clock: &Clock) -> bankid_simulator::Clock {
    let clock = clock.clone();
    bankid_simulator::Clock::new(move || jiff::Timestamp::from_microsecond(clock.now().0).unwrap_or_default())
}

fn read_clock(folder: &Path) -> u32 {
    let text = std::fs::read_to_string(folder.join(CLOCK_FILE)).unwrap_or_default();
    text.trim().parse().unwrap_or(0)
}

fn store_clock(folder: &Path, clock: &Clock) -> std::io::Result<()> {
    // Renamed once complete: an empty file would move the clock back.
    let unfinished = folder.join(format!("{CLOCK_FILE}.unfinished"));
    std::fs::write(&unfinished, clock.advanced_seconds().to_string())?;
    std::fs::rename(unfinished, folder.join(CLOCK_FILE))
}
