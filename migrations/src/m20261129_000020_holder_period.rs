//! The last day on which a person is a holder, so that each request decides it and not only the next import.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A person without contracts of their own is a holder as long as the customer has any.
const LAST_DAYS: &str = "
    UPDATE holder SET last_day = (
        SELECT CASE WHEN COUNT(*) = COUNT(until) THEN MAX(until) END FROM contract
        WHERE contract.customer_id = holder.customer_id AND (
            contract.holder_id = holder.person_id
            OR NOT EXISTS (
                SELECT 1 FROM contract AS own
                WHERE own.customer_id = holder.customer_id AND own.holder_id = holder.person_id
            )
        )
    )";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [text_null("last_day"), big_integer_null("closed_at")] {
            manager.alter_table(Table::alter().table("holder").add_column(column).to_owned()).await?;
        }
        manager.get_connection().execute_unprepared(LAST_DAYS).await?;
        // Only those that the worker still has to close: few, however many customers there are.
        let over = Index::create()
            .name("holder_to_close")
            .table("holder")
            .col("last_day")
            .cond_where(Expr::col("closed_at").is_null().and(Expr::col("last_day").is_not_null()))
            .to_owned();
        manager.create_index(over).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("holder_to_close").table("holder").to_owned()).await?;
        for column in ["closed_at", "last_day"] {
            manager.alter_table(Table::alter().table("holder").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
