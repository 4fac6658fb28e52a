//! Avtal: the account's contracts, its pickups of waste, and a calendar of them.

pub mod api;
mod calendar;
mod page;
mod place;
mod waste;

pub use page::ContractsPage;
pub(crate) use place::PlaceCards;
