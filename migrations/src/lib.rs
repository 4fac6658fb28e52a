//! The shape of the database, one change a file. Files are never edited once they have landed; entities are not
//! imported, since they tell of today and a migration of its own day.
//!
//! Instants are whole microseconds since 1970 in UTC, words are text, sealed values and blind indexes are bytes.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261123_000001_person;
mod m20261123_000002_customer;
mod m20261123_000003_session;
mod m20261123_000004_access_grant;
mod m20261123_000005_activity;
mod m20261123_000006_job;
mod m20261123_000007_job_recipient;
mod m20261123_000008_customer_login;
mod m20261123_000009_session_customer;
mod m20261123_000010_sharing_notice;
mod m20261123_000011_sharing_notice_used;
mod m20261123_000012_bag_order;
mod m20261123_000013_calendar_link;
mod m20261123_000014_activity_at;
mod m20261123_000015_retention;
mod m20261129_000019_session_form;

/// Every change, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_person::Migration),
            Box::new(m20261123_000002_customer::Migration),
            Box::new(m20261123_000003_session::Migration),
            Box::new(m20261123_000004_access_grant::Migration),
            Box::new(m20261123_000005_activity::Migration),
            Box::new(m20261123_000006_job::Migration),
            Box::new(m20261123_000007_job_recipient::Migration),
            Box::new(m20261123_000008_customer_login::Migration),
            Box::new(m20261123_000009_session_customer::Migration),
            Box::new(m20261123_000010_sharing_notice::Migration),
            Box::new(m20261123_000011_sharing_notice_used::Migration),
            Box::new(m20261123_000012_bag_order::Migration),
            Box::new(m20261123_000013_calendar_link::Migration),
            Box::new(m20261123_000014_activity_at::Migration),
            Box::new(m20261123_000015_retention::Migration),
            Box::new(m20261129_000019_session_form::Migration),
        ]
    }
}
