//! One table per file: columns and finders. No rules, no letters. Finders of a customer's rows take a [`crate::Scope`],
//! so that another customer's rows are not easily queried.

pub mod access_grant;
pub mod activation_code;
pub mod activity;
pub mod bag_order;
pub mod bag_order_roll;
pub mod calendar_link;
pub mod contract;
pub mod customer;
pub mod customer_login;
pub mod facility;
pub mod heartbeat;
pub mod holder;
pub mod job;
pub mod key_fingerprint;
pub mod known;
pub mod known_device;
pub mod person;
pub mod pick_list;
pub mod session;
pub mod sharing_block;
pub mod sharing_notice;
pub mod sign_in_failure;
pub mod sign_in_order;

use sea_orm::{EntityTrait, PrimaryKeyTrait, Select};

/// Rows found by key, without a scope: for references from other rows, letters and the import. A finder of everybody's
/// rows, for the worker, has the word in its name too (`script/rooms.sh` checks it). Search for `anywhere` to review
/// what could show somebody another person's rows.
pub trait Anywhere: EntityTrait {
    /// The row with a key.
    fn anywhere(key: impl Into<<Self::PrimaryKey as PrimaryKeyTrait>::ValueType>) -> Select<Self> {
        Self::find_by_id(key)
    }
}

impl<E: EntityTrait> Anywhere for E {}
