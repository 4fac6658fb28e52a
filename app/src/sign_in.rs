//! Signing in and out.

pub mod api;
mod bankid_message;
mod bankid_page;
mod digits_page;
mod follow;
mod identify_again;
mod other_device;
mod page;
mod refusal;
mod start_form;
mod this_device;

pub use bankid_page::BankIdPage;
pub(crate) use identify_again::IdentifyAgain;
pub use page::SignInPage;
