//! The keys that the database is sealed and indexed with, so that a process with other keys refuses to start.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("key_fingerprint")
            // `number_index`, `email_index`, or `sealing:` and the key's id.
            .col(text("key").primary_key())
            // HMAC-SHA-256 of a fixed text by the key, which does not reveal the key.
            .col(binary("fingerprint"))
            .col(big_integer("since"))
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("key_fingerprint").to_owned()).await
    }
}
