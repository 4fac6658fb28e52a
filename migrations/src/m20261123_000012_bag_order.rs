//! Bag orders, and the pick lists in which the company exports them to pack.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, small_integer, text, uuid, uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(pick_list()).await?;
        // Two concurrent runs are one run.
        let one_open = Index::create()
            .unique()
            .name("pick_list_one_open")
            .table("pick_list")
            .col("is_open")
            .cond_where(Expr::col("is_open").eq(1))
            .to_owned();
        manager.create_index(one_open).await?;
        manager.create_table(bag_order()).await?;
        manager.create_table(bag_order_roll()).await?;
        let one_under_way = Index::create()
            .unique()
            .name("bag_order_one_under_way")
            .table("bag_order")
            .col("facility_id")
            .cond_where(Expr::col("status").is_in(["received", "packed", "sent", "delayed"]))
            .to_owned();
        manager.create_index(one_under_way).await?;
        for (name, columns) in [
            ("bag_order_customer", ["customer_id", "created_at"]),
            ("bag_order_status", ["status", "status_at"]),
            ("bag_order_pick_list", ["pick_list", "number"]),
        ] {
            let index = Index::create().name(name).table("bag_order").col(columns[0]).col(columns[1]).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["bag_order_roll", "bag_order", "pick_list"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// One run of `server orders export`, and so one file.
fn pick_list() -> TableCreateStatement {
    Table::create()
        .table("pick_list")
        // Consecutive, starting at one; part of the file's name.
        .col(big_integer("number").primary_key())
        .col(text("format"))
        .col(text("state"))
        // 1 until the file is complete, then null, because a unique index ignores nulls.
        .col(big_integer_null("is_open"))
        .col(big_integer("begun_at"))
        .to_owned()
}

fn bag_order() -> TableCreateStatement {
    Table::create()
        .table("bag_order")
        .col(uuid("id").primary_key())
        .col(text("number").unique_key())
        .col(uuid("customer_id"))
        // Not a foreign key: the order outlives an address that the billing system removes.
        .col(uuid("facility_id"))
        // The address as it was when the order was made.
        .col(text("street"))
        .col(text("postal_code"))
        .col(text("city"))
        .col(uuid_null("ordered_by"))
        .col(text("channel"))
        .col(uuid("request_key"))
        .col(text("status"))
        .col(big_integer("status_at"))
        .col(big_integer("created_at"))
        .col(big_integer_null("packed_at"))
        .col(big_integer_null("sent_at"))
        // ISO 8601 date.
        .col(text("expected_on"))
        .col(big_integer_null("missed_at"))
        .col(big_integer_null("pick_list"))
        .foreign_key(ForeignKey::create().from("bag_order", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("bag_order", "ordered_by").to("person", "id"))
        .foreign_key(ForeignKey::create().from("bag_order", "pick_list").to("pick_list", "number"))
        // One idempotency key makes one order (rule B2).
        .index(Index::create().unique().name("bag_order_request").col("ordered_by").col("request_key"))
        .to_owned()
}

fn bag_order_roll() -> TableCreateStatement {
    Table::create()
        .table("bag_order_roll")
        .col(uuid("order_id"))
        .col(text("colour"))
        .col(small_integer("rolls"))
        .primary_key(Index::create().col("order_id").col("colour"))
        .foreign_key(
            ForeignKey::create()
                .from("bag_order_roll", "order_id")
                .to("bag_order", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
