//! Sessions by customer number are bound to their customer.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("session").add_column(uuid_null("customer_id")).to_owned();
        manager.alter_table(table).await?;
        let index = Index::create().name("session_customer_id").table("session").col("customer_id").to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("session_customer_id").table("session").to_owned()).await?;
        manager.alter_table(Table::alter().table("session").drop_column("customer_id").to_owned()).await
    }
}
