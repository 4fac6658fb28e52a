//! Persons: those who identify with BankID.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, boolean, text, uuid};

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
                    .table("person")
                    .col(uuid("id").primary_key())
                    .col(binary("number_index").unique_key())
                    .col(binary("number_sealed"))
                    .col(text("given_name"))
                    .col(text("surname"))
                    .col(binary_null("email_sealed"))
                    .col(binary_null("new_email_sealed"))
                    .col(binary_null("new_email_secret_hash").unique_key())
                    .col(big_integer_null("new_email_expires_at"))
                    .col(binary_null("mobile_sealed"))
                    .col(text("language"))
                    .col(boolean("protected_identity"))
                    .col(big_integer("created_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("person").to_owned()).await
    }
}
