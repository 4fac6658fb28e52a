//! Accounts: choosing one, its frame and its first page.

pub mod api;
mod back_home;
mod choice_page;
mod ended_page;
mod layout;
mod no_account;
mod overview_page;
mod place;

pub(crate) use back_home::BackHome;
pub use choice_page::AccountChoicePage;
pub use ended_page::EndedPage;
pub use layout::{AccountLayout, Frame};
pub use overview_page::OverviewPage;
pub(crate) use place::{Contracts, NoContracts, PartlyHidden, place_title};
