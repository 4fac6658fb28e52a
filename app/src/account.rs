//! Accounts: choosing one, its frame and its first page.

pub mod api;
mod choice_page;
mod ended_page;
mod layout;
mod no_account;
mod overview_page;

pub use choice_page::AccountChoicePage;
pub use ended_page::EndedPage;
pub use layout::{AccountLayout, Frame};
pub use overview_page::OverviewPage;
