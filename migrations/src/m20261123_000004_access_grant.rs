//! Access grants of both channels.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary_null, boolean, integer, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(access_grant()).await?;
        manager
            .create_index(
                // G9: one live grant per customer, channel and person, also for concurrent requests.
                Index::create()
                    .unique()
                    .name("access_grant_one_live")
                    .table("access_grant")
                    .col("customer_id")
                    .col("channel")
                    .col("grantee_index")
                    .cond_where(Expr::col("state").is_in(["pending", "active"]))
                    .to_owned(),
            )
            .await?;
        // SQLite collects no statistics by itself and picks the index that matches most columns. The deadline index
        // begins with the state and would scan every customer's grants, so these indexes cover everything that is
        // queried for a person.
        for (name, columns) in [
            ("access_grant_customer", &["customer_id", "channel", "state"][..]),
            ("access_grant_grantee_index", &["grantee_index", "channel", "state", "expires_at"]),
            ("access_grant_grantee", &["grantee_id", "channel", "state", "customer_id"]),
            ("access_grant_owner", &["owner_id", "created_at"]),
            ("access_grant_deadline", &["state", "expires_at"]),
        ] {
            let mut index = Index::create().name(name).table("access_grant").to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("access_grant").to_owned()).await
    }
}

fn access_grant() -> TableCreateStatement {
    Table::create()
        .table("access_grant")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(text("channel"))
        .col(text("state"))
        .col(uuid("owner_id"))
        // Set when confirmed, and retained: an ended grant can then be explained to its grantee.
        .col(uuid_null("grantee_id"))
        // The three below are null once the grant has ended.
        .col(binary_null("grantee_index"))
        .col(binary_null("number_sealed"))
        .col(binary_null("details_sealed"))
        .col(text("relation"))
        .col(uuid("request_key"))
        .col(big_integer("created_at"))
        .col(big_integer("expires_at"))
        .col(big_integer_null("confirmed_at"))
        .col(big_integer_null("ended_at"))
        .col(integer("letters"))
        .col(big_integer("letter_at"))
        .col(text("letter_state"))
        .col(boolean("tried_by_another"))
        .foreign_key(ForeignKey::create().from("access_grant", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("access_grant", "owner_id").to("person", "id"))
        .foreign_key(ForeignKey::create().from("access_grant", "grantee_id").to("person", "id"))
        // One idempotency key makes one grant.
        .index(Index::create().unique().name("access_grant_request").col("owner_id").col("request_key"))
        .to_owned()
}
