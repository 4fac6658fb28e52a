//! Runs the simulated BankID on its own.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use bankid_simulator::{Clock, SimulatedPerson, Simulator, SimulatorSettings};
use clap::Parser;
use serde::Deserialize;
use tracing_subscriber::EnvFilter;

/// A simulated BankID: the service with mutual TLS, and a web page that plays the app.
#[derive(Parser)]
struct Arguments {
    /// Where the app listens, over HTTP.
    #[arg(long, default_value = "127.0.0.1:3001")]
    app_address: SocketAddr,
    /// Where the service listens, over HTTPS.
    #[arg(long, default_value = "127.0.0.1:3443")]
    rp_address: SocketAddr,
    /// The app's address as browsers see it; by default the one it listens on.
    #[arg(long, default_value = "")]
    public_app_url: String,
    /// Where the throw-away certificates are kept.
    #[arg(long)]
    directory: PathBuf,
    /// A JSON file with a list `people`.
    #[arg(long)]
    people: Option<PathBuf>,
}

#[derive(Deserialize)]
struct PeopleFile {
    people: Vec<SimulatedPerson>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_env_filter(EnvFilter::new("info")).init();
    if std::env::var("APP_ENV").is_ok_and(|environment| environment.eq_ignore_ascii_case("production")) {
        bail!("the BankID simulator does not run with APP_ENV=production");
    }
    let people = match &arguments.people {
        Some(path) => read_people(path)?,
        None => Vec::new(),
    };
    let simulator = Simulator::start(SimulatorSettings {
        app_address: arguments.app_address,
        rp_address: arguments.rp_address,
        public_app_url: arguments.public_app_url,
        directory: arguments.directory,
        people,
        clock: Clock::system(),
    })?;
    tokio::signal::ctrl_c().await?;
    simulator.shutdown().await;
    Ok(())
}

fn read_people(path: &std::path::Path) -> anyhow::Result<Vec<SimulatedPerson>> {
    let text = std::fs::read_to_string(path).context("the people file cannot be read")?;
    let file: PeopleFile = serde_json::from_str(&text).context("the people file is not as expected")?;
    Ok(file.people)
}
