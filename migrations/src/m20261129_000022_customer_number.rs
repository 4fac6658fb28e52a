//! Finds a customer by number in any notation: see `customer::named_by`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Both databases have these functions, and use an index whose expression is spelled identically. Not unique:
        // some billing systems have both `100-777` and `100777`.
        let key = "CREATE INDEX customer_number_alike ON customer (upper(replace(number, '-', '')))";
        manager.get_connection().execute_unprepared(key).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("customer_number_alike").table("customer").to_owned()).await
    }
}
