//! Signing in by customer number: passwords, activation codes, and the counters that slow down guessing.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, integer, text, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each with the column by which its expired rows are deleted.
const FORGOTTEN: [(&str, &str); 3] =
    [("activation_code", "expires_at"), ("sign_in_failure", "last_at"), ("known_device", "seen_at")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [customer_login(), activation_code(), sign_in_failure(), known_device()] {
            manager.create_table(table).await?;
        }
        for (table, column) in FORGOTTEN {
            let index = Index::create().name(format!("{table}_{column}")).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["known_device", "sign_in_failure", "activation_code", "customer_login"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn customer_login() -> TableCreateStatement {
    Table::create()
        .table("customer_login")
        .col(uuid("customer_id").primary_key())
        // The one person who signs in with this.
        .col(uuid("person_id"))
        // Argon2id with its parameters, as a PHC string.
        .col(text("password_hash"))
        .col(big_integer("set_at"))
        .foreign_key(ForeignKey::create().from("customer_login", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("customer_login", "person_id").to("person", "id"))
        .to_owned()
}

fn activation_code() -> TableCreateStatement {
    Table::create()
        .table("activation_code")
        .col(uuid("customer_id").primary_key())
        // The person to whom the letter was addressed.
        .col(uuid("person_id"))
        // Argon2id too: sixty bits are too few for a fast hash.
        .col(text("code_hash"))
        .col(big_integer("expires_at"))
        .foreign_key(ForeignKey::create().from("activation_code", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("activation_code", "person_id").to("person", "id"))
        .to_owned()
}

fn sign_in_failure() -> TableCreateStatement {
    Table::create()
        .table("sign_in_failure")
        // Keyed hash of the typed number and of the network or device, whether or not the number exists.
        .col(binary("key").primary_key())
        .col(integer("count"))
        .col(big_integer("last_at"))
        .to_owned()
}

fn known_device() -> TableCreateStatement {
    Table::create()
        .table("known_device")
        // Keyed hash of a number and of a browser that has signed in with it.
        .col(binary("key").primary_key())
        .col(big_integer("seen_at"))
        .to_owned()
}
