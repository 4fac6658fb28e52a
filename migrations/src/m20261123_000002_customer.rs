//! Customers, the holders of their contracts, and facilities. The billing system is the master.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, big_integer_null, binary, binary_null, boolean, text, text_null, uuid};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(customer()).await?;
        manager.create_table(holder()).await?;
        manager.create_table(facility()).await?;
        manager.create_table(contract()).await?;
        for (table, column) in [
            ("holder", "person_id"),
            ("contract", "customer_id"),
            ("contract", "facility_id"),
            ("contract", "holder_id"),
        ] {
            let index = Index::create().name(format!("{table}_{column}")).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["contract", "facility", "holder", "customer"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

fn customer() -> TableCreateStatement {
    Table::create()
        .table("customer")
        .col(uuid("id").primary_key())
        .col(text("reference").unique_key())
        .col(text("number").unique_key())
        .col(text("kind"))
        .col(text("name"))
        .col(text_null("organisation_number"))
        .col(binary_null("email_sealed"))
        .col(binary_null("phone_sealed"))
        // A digest of the import line, so that importing the same line again is not a change.
        .col(binary("import_digest"))
        .col(big_integer("imported_at"))
        .col(big_integer_null("ended_at"))
        .to_owned()
}

fn holder() -> TableCreateStatement {
    Table::create()
        .table("holder")
        .col(uuid("customer_id"))
        .col(uuid("person_id"))
        .col(big_integer("since"))
        .primary_key(Index::create().col("customer_id").col("person_id"))
        .foreign_key(ForeignKey::create().from("holder", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("holder", "person_id").to("person", "id"))
        .to_owned()
}

fn facility() -> TableCreateStatement {
    Table::create()
        .table("facility")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(text("number"))
        .col(text("street"))
        .col(text("postal_code"))
        .col(text("city"))
        .col(text("dwelling"))
        .col(boolean("mailbox"))
        .foreign_key(ForeignKey::create().from("facility", "customer_id").to("customer", "id"))
        .index(Index::create().unique().name("facility_customer_number").col("customer_id").col("number"))
        .to_owned()
}

fn contract() -> TableCreateStatement {
    Table::create()
        .table("contract")
        .col(uuid("id").primary_key())
        .col(uuid("customer_id"))
        .col(uuid("facility_id"))
        .col(uuid("holder_id"))
        .col(text("number").unique_key())
        .col(text("service"))
        // ISO 8601 dates: a contract begins and ends on days, not at instants.
        .col(text("since"))
        .col(text_null("until"))
        .col(boolean("colour_sorting"))
        .col(text_null("collection_weekday"))
        .col(text_null("collection_weeks"))
        .foreign_key(ForeignKey::create().from("contract", "customer_id").to("customer", "id"))
        .foreign_key(ForeignKey::create().from("contract", "facility_id").to("facility", "id"))
        .foreign_key(ForeignKey::create().from("contract", "holder_id").to("person", "id"))
        .to_owned()
}
