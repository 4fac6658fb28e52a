//! The outbox: letters to send, written in the transaction that owes them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary_null, integer, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("job")
                    .col(uuid("id").primary_key())
                    .col(text("kind"))
                    // Ids only; never a name, an address or a number.
                    .col(uuid("subject"))
                    // Keyed hash of the recipient's address, by which the quota per recipient is counted.
                    .col(binary_null("recipient_index"))
                    .col(big_integer("created_at"))
                    .col(big_integer("due_at"))
                    .col(integer("attempts"))
                    .col(big_integer_null("leased_until"))
                    .col(uuid_null("lease"))
                    .col(text("state"))
                    .col(big_integer_null("ended_at"))
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            ("job_due", ["state", "due_at"]),
            ("job_recipient", ["recipient_index", "created_at"]),
            ("job_subject", ["subject", "kind"]),
        ] {
            let index = Index::create().name(name).table("job").col(columns[0]).col(columns[1]).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("job").to_owned()).await
    }
}
