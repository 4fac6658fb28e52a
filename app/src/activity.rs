//! Aktivitet: what has happened on an account.

pub mod api;
mod entry;
mod filter;
mod page;
mod sentence;

pub use page::ActivityPage;
