//! Putting the parts of the rules together.

use anyhow::Context as _;
use domain::bank::{Bank, RelyingParty};
use domain::clock::Clock;
use domain::db::{self, Db};
use domain::vault::Vault;
use domain::{Domain, mail::Mail};
use migrations::{Migrator, MigratorTrait as _};

use crate::config::ServerConfig;

/// The database, in the shape that this version needs.
pub async fn migrated_database(config: &ServerConfig) -> anyhow::Result<Db> {
    let connection = db::connect_for_migrations(config.database_url.expose()).await?;
    let migrated = Migrator::up(&connection, None).await;
    connection.close().await?;
    migrated.context("the database cannot be brought to this version's shape")?;
    database(config).await
}

/// The database as it is.
pub async fn database(config: &ServerConfig) -> anyhow::Result<Db> {
    Db::connect(config.database_url.expose(), config.database_connections).await
}

/// The rules, over a database and with a connection to BankID.
pub fn domain(config: &ServerConfig, db: Db, bank: Bank, mail: Mail, clock: Clock) -> anyhow::Result<Domain> {
    let vault = Vault::open_file(&config.key_file)?;
    Ok(Domain::new(db, vault, bank, mail, config.paper(), clock, config.rules()?))
}

/// The connection to BankID that the settings name.
pub fn bank(config: &ServerConfig) -> anyhow::Result<Bank> {
    let client = bankid::Client::new(&config.bankid_client()?).context("the client of BankID cannot be made")?;
    Ok(relying_party(config, client, bankid::LaunchBase::BankId))
}

/// A connection to BankID.
pub fn relying_party(config: &ServerConfig, client: bankid::Client, launch: bankid::LaunchBase) -> Bank {
    Bank::Connected(Box::new(RelyingParty { client, launch, referring_domain: config.host().to_owned() }))
}
