//! Avtal: what the account has contracts for, when waste is picked up, and a calendar of it.

pub mod api;
mod calendar;
mod page;
mod waste;

pub use page::ContractsPage;
