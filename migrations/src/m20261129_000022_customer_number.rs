//! Finding a customer by number, however it is written: see `customer::named_by`.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Both databases know these functions, and both look an expression up in an index that spells it alike. It is not
        // unique: some billing systems have `100-777` beside `100777`.
        let key = "CREATE INDEX customer_number_alike ON customer (upper(replace(number, '-', '')))";
        manager.get_connection().execute_unprepared(key).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("customer_number_alike").table("customer").to_owned()).await
    }
}
