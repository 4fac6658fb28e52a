//! One table a file: columns and finders. No rules, no letters. Finders of what belongs to a customer take a
//! [`crate::Scope`], so that a question about somebody else's rows is not easily asked.

pub mod access_grant;
pub mod activity;
pub mod contract;
pub mod customer;
pub mod facility;
pub mod holder;
pub mod job;
pub mod person;
pub mod session;
pub mod sign_in_order;
