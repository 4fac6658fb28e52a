//! A person's own details.

pub mod api;
mod contact;
mod page;
mod shared;
mod verify_page;

pub use page::ProfilePage;
pub use verify_page::{EmailVerifiedPage, VerifyEmailPage};
