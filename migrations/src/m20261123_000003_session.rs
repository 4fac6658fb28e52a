//! Sessions, and the BankID orders that open them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, binary_null, boolean, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(session()).await?;
        manager
            .create_index(Index::create().name("session_person_id").table("session").col("person_id").to_owned())
            .await?;
        manager.create_table(sign_in_order()).await?;
        manager
            .create_index(
                Index::create().name("sign_in_order_watched_at").table("sign_in_order").col("watched_at").to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("sign_in_order").to_owned()).await?;
        manager.drop_table(Table::drop().table("session").to_owned()).await
    }
}

fn session() -> TableCreateStatement {
    Table::create()
        .table("session")
        .col(uuid("id").primary_key())
        // SHA-256 of the secret in the cookie: a copy of the table grants nothing.
        .col(binary("secret_hash").unique_key())
        .col(uuid("person_id"))
        .col(text("channel"))
        .col(text("method"))
        .col(text("device"))
        .col(big_integer("created_at"))
        .col(big_integer("last_used_at"))
        .foreign_key(ForeignKey::create().from("session", "person_id").to("person", "id"))
        .to_owned()
}

fn sign_in_order() -> TableCreateStatement {
    Table::create()
        .table("sign_in_order")
        .col(uuid("id").primary_key())
        // SHA-256 of the secret in the browser's flow cookie.
        .col(binary("browser_hash").unique_key())
        .col(text("channel"))
        .col(text("start"))
        // A path of ours to go to when signed in, from a closed list.
        .col(text("destination"))
        .col(text("phase"))
        .col(text("message"))
        // BankID's data of the pending order, sealed as one value; null once it has ended.
        .col(binary_null("order_sealed"))
        .col(big_integer("order_started_at"))
        .col(big_integer("first_started_at"))
        // The app has the order: the QR code is hidden and the order is not renewed.
        .col(boolean("picked_up"))
        .col(binary_null("nonce_hash").unique_key())
        .col(boolean("nonce_returned"))
        .col(text("start_address"))
        .col(text("user_agent"))
        .col(big_integer("collected_at"))
        .col(big_integer("watched_at"))
        // The identified person, sealed; consumed once.
        .col(binary_null("identity_sealed"))
        .to_owned()
}
