//! Activity: one hash chain of rows for each customer and each person.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, boolean, text, text_null, uuid, uuid_null};

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
                    .table("activity")
                    .col(uuid("id").primary_key())
                    // The customer, or the person for what concerns nobody else.
                    .col(uuid("stream"))
                    .col(big_integer("place"))
                    .col(big_integer("at"))
                    .col(text("event"))
                    // Who did it; null for the system itself.
                    .col(uuid_null("actor_id"))
                    .col(boolean("for_another"))
                    .col(text_null("method"))
                    .col(text_null("channel"))
                    .col(uuid_null("subject"))
                    // SHA-256 over the previous row's link and this row: changing or removing a row breaks the chain.
                    .col(binary("link"))
                    .index(Index::create().unique().name("activity_place").col("stream").col("place"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(Index::create().name("activity_actor").table("activity").col("actor_id").col("at").to_owned())
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("activity").to_owned()).await
    }
}
