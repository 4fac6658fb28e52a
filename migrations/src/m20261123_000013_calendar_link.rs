//! Links to calendars of pickups, which calendar programs fetch without a session.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(calendar_link()).await?;
        let of_person = Index::create()
            .name("calendar_link_person")
            .table("calendar_link")
            .col("person_id")
            .col("customer_id")
            .to_owned();
        manager.create_index(of_person).await?;
        // For the cascade when a grant or a customer is deleted.
        for (name, column) in [("calendar_link_customer", "customer_id"), ("calendar_link_grant", "grant_id")] {
            let index = Index::create().name(name).table("calendar_link").col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("calendar_link").to_owned()).await
    }
}

fn calendar_link() -> TableCreateStatement {
    let gone_with = |column: &'static str, table: &'static str| {
        ForeignKey::create()
            .from("calendar_link", column)
            .to(table, "id")
            .on_delete(ForeignKeyAction::Cascade)
            .to_owned()
    };
    Table::create()
        .table("calendar_link")
        .col(uuid("id").primary_key())
        // SHA-256 of the secret in the link.
        .col(binary("secret_hash").unique_key())
        // The secret itself, so that the page can show the link again.
        .col(binary("secret_sealed"))
        .col(uuid("person_id"))
        .col(uuid("customer_id"))
        .col(uuid("facility_id"))
        .col(text("channel"))
        // The grant that gave access to the account; null for a holder. A later grant does not revive the link.
        .col(uuid_null("grant_id"))
        .col(big_integer("made_at"))
        .foreign_key(&mut gone_with("person_id", "person"))
        .foreign_key(ForeignKey::create().from("calendar_link", "customer_id").to("customer", "id"))
        .foreign_key(&mut gone_with("facility_id", "facility"))
        .foreign_key(ForeignKey::create().from("calendar_link", "grant_id").to("access_grant", "id"))
        // One for each person, address and channel.
        .index(Index::create().unique().name("calendar_link_one").col("facility_id").col("person_id").col("channel"))
        .to_owned()
}
