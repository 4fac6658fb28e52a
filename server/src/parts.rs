//! Builds the domain from its parts.

use anyhow::{Context as _, ensure};
use domain::Domain;
use domain::bank::{Bank, RelyingParty};
use domain::clock::Clock;
use domain::db::{self, Db, FileLock};
use domain::mail::Mail;
use domain::vault::Vault;

use crate::config::ServerConfig;

/// The database, migrated to the schema that this version needs.
pub async fn migrated_database(config: &ServerConfig) -> anyhow::Result<Db> {
    let db = served_database(config).await?;
    ensure!(!db.is_damaged(), "the database is damaged; restore it from a backup");
    Ok(db)
}

/// The same for a process that serves requests: on a damaged database it starts, so that it can report that it is not
/// ready, and writes nothing.
pub async fn served_database(config: &ServerConfig) -> anyhow::Result<Db> {
    let db = database(config).await?;
    if !db.is_damaged() {
        let connection = db::connect_for_migrations(config.database_url.expose()).await?;
        let migrated = migrations::up(&connection).await;
        connection.close().await?;
        migrated.context("the database cannot be brought to this version's shape")?;
    }
    Ok(db)
}

/// An exclusive lock on the database for the lifetime of the process; see [`db::lock_file`].
pub fn lock_database(config: &ServerConfig) -> anyhow::Result<Option<FileLock>> {
    db::lock_file(config.database_url.expose())
}

/// The database, without migrating it.
pub async fn database(config: &ServerConfig) -> anyhow::Result<Db> {
    Db::connect(config.database_url.expose(), config.database_connections).await
}

/// The domain, on a database and with a connection to BankID. Every command that reads or writes rows calls this, so it
/// is where keys that do not belong to the database are refused first.
pub async fn domain(config: &ServerConfig, db: Db, bank: Bank, mail: Mail, clock: Clock) -> anyhow::Result<Domain> {
    let vault = Vault::open_file(&config.key_file)?;
    // A damaged database is not written, and may not be readable: the process only reports that it is not ready.
    let is_damaged = db.is_damaged();
    let domain = Domain::new(db, vault, bank, mail, config.paper(), clock, config.rules()?);
    if !is_damaged {
        domain.claim_keys().await?;
    }
    Ok(domain)
}

/// Database and domain for a command that runs to completion: without BankID, on the system clock.
pub async fn for_command(config: &ServerConfig) -> anyhow::Result<(Db, Domain)> {
    let db = migrated_database(config).await?;
    let domain = domain(config, db.clone(), Bank::Absent, config.mail()?, Clock::system()).await?;
    Ok((db, domain))
}

/// The connection to BankID given by the settings.
pub fn bank(config: &ServerConfig) -> anyhow::Result<Bank> {
    let client = bankid::Client::new(&config.bankid_client()?).context("the client of BankID cannot be made")?;
    Ok(relying_party(config, client, bankid::LaunchBase::BankId))
}

/// A connection to BankID.
pub fn relying_party(config: &ServerConfig, client: bankid::Client, launch: bankid::LaunchBase) -> Bank {
    Bank::Connected(Box::new(RelyingParty { client, launch, referring_domain: config.host().to_owned() }))
}
