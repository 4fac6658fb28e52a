//! Finds ended rows by when they ended, and persons that no other row refers to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each with the column by which rows to delete are found, or rows that refer to a deleted person.
const FOUND_BY: [(&str, &str); 4] = [
    ("access_grant", "ended_at"),
    ("customer", "ended_at"),
    ("customer_login", "person_id"),
    ("activation_code", "person_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in FOUND_BY {
            let index = Index::create().name(name(table, column)).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in FOUND_BY {
            manager.drop_index(Index::drop().name(name(table, column)).table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn name(table: &str, column: &str) -> String {
    format!("{table}_{column}")
}
