//! The database schema, one change per file. A landed migration is never edited. Entities are not imported, since they
//! describe the current schema and a migration the one of its day.
//!
//! Each migration and its row in `seaql_migrations` are one transaction on both databases (`use_transaction`):
//! otherwise SQLite would keep half of a migration that was killed, and no later start could continue from there. So no
//! migration may change `journal_mode` or `foreign_keys`, which SQLite ignores inside a transaction.
//!
//! Instants are whole microseconds since 1970 in UTC, enums are text, sealed values and blind indexes are bytes.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseConnection;

mod m20261123_000001_person;
mod m20261123_000002_customer;
mod m20261123_000003_session;
mod m20261123_000004_access_grant;
mod m20261123_000005_activity;
mod m20261123_000006_job;
mod m20261123_000007_job_recipient;
mod m20261123_000008_customer_login;
mod m20261123_000009_session_customer;
mod m20261123_000010_sharing_notice;
mod m20261123_000011_sharing_notice_used;
mod m20261123_000012_bag_order;
mod m20261123_000013_calendar_link;
mod m20261123_000014_activity_at;
mod m20261123_000015_retention;
mod m20261129_000016_key_fingerprint;
mod m20261129_000017_heartbeat;
mod m20261129_000019_session_form;
mod m20261129_000020_holder_period;
mod m20261129_000021_job_made;
mod m20261129_000022_customer_number;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_person::Migration),
            Box::new(m20261123_000002_customer::Migration),
            Box::new(m20261123_000003_session::Migration),
            Box::new(m20261123_000004_access_grant::Migration),
            Box::new(m20261123_000005_activity::Migration),
            Box::new(m20261123_000006_job::Migration),
            Box::new(m20261123_000007_job_recipient::Migration),
            Box::new(m20261123_000008_customer_login::Migration),
            Box::new(m20261123_000009_session_customer::Migration),
            Box::new(m20261123_000010_sharing_notice::Migration),
            Box::new(m20261123_000011_sharing_notice_used::Migration),
            Box::new(m20261123_000012_bag_order::Migration),
            Box::new(m20261123_000013_calendar_link::Migration),
            Box::new(m20261123_000014_activity_at::Migration),
            Box::new(m20261123_000015_retention::Migration),
            Box::new(m20261129_000016_key_fingerprint::Migration),
            Box::new(m20261129_000017_heartbeat::Migration),
            Box::new(m20261129_000019_session_form::Migration),
            Box::new(m20261129_000020_holder_period::Migration),
            Box::new(m20261129_000021_job_made::Migration),
            Box::new(m20261129_000022_customer_number::Migration),
        ]
    }
}

/// Migrates a database to the schema of this version. A schema of a newer version is left alone: during a rolling
/// deploy, a process of the previous version may be restarted.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    let applied = Migrator::get_migration_models(db).await?;
    let is_applied = |name: &str| applied.iter().any(|migration| migration.version == name);
    if Migrator::migrations().iter().all(|migration| is_applied(migration.name())) {
        return Ok(());
    }
    Migrator::up(db, None).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_is_one_transaction_on_both_databases() {
        let without: Vec<_> =
            Migrator::migrations().into_iter().filter(|migration| migration.use_transaction() != Some(true)).collect();

        assert!(without.is_empty(), "{:?}", without.iter().map(|migration| migration.name()).collect::<Vec<_>>());
    }
}
