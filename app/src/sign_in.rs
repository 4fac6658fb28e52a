//! Signing in and out.

pub mod api;
mod bankid_message;
mod bankid_page;
mod follow;
mod other_device;
mod page;
mod refusal;
mod start_form;
mod this_device;

pub use bankid_page::BankIdPage;
pub use page::SignInPage;
pub(crate) use refusal::{Obstacle, failure_sentence};
pub(crate) use start_form::StartChoices;
