//! "Var det inte du?": links that block sharing, and the accounts where it is blocked.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(sharing_notice()).await?;
        let index = Index::create().name("sharing_notice_made_at").table("sharing_notice").col("made_at").to_owned();
        manager.create_index(index).await?;
        manager.create_table(sharing_block()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("sharing_block").to_owned()).await?;
        manager.drop_table(Table::drop().table("sharing_notice").to_owned()).await
    }
}

fn sharing_notice() -> TableCreateStatement {
    Table::create()
        .table("sharing_notice")
        .col(uuid("grant_id").primary_key())
        // SHA-256 of the secret in the letter's link.
        .col(binary("secret_hash").unique_key())
        .col(big_integer("made_at"))
        .foreign_key(ForeignKey::create().from("sharing_notice", "grant_id").to("access_grant", "id"))
        .to_owned()
}

fn sharing_block() -> TableCreateStatement {
    Table::create()
        .table("sharing_block")
        .col(uuid("customer_id").primary_key())
        .col(big_integer("since"))
        .foreign_key(ForeignKey::create().from("sharing_block", "customer_id").to("customer", "id"))
        .to_owned()
}
