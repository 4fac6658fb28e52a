//! Reading activity by time, and deleting old rows without reading the others.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whether the stream has a later row. The newest row of a stream is never deleted, and most streams of old
        // customers are one old row: without this column the job would read all of them each time.
        let has_next = boolean("has_next").default(false).take();
        manager.alter_table(Table::alter().table("activity").add_column(has_next).to_owned()).await?;
        let (row, next) = (Alias::new("activity"), Alias::new("next"));
        let later = Query::select()
            .expr(Expr::val(1))
            .from_as("activity", next.clone())
            .and_where(Expr::col((next.clone(), "stream")).equals((row.clone(), "stream")))
            .and_where(Expr::col((next, "place")).gt(Expr::col((row, "place"))))
            .to_owned();
        let mark = Query::update().table("activity").value("has_next", true).and_where(Expr::exists(later)).to_owned();
        manager.execute(mark).await?;
        for (name, columns) in [("activity_at", ["stream", "at", "id"]), ("activity_old", ["has_next", "at", "place"])]
        {
            let mut index = Index::create().name(name).table("activity").to_owned();
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["activity_old", "activity_at"] {
            manager.drop_index(Index::drop().name(name).table("activity").to_owned()).await?;
        }
        manager.alter_table(Table::alter().table("activity").drop_column("has_next").to_owned()).await
    }
}
