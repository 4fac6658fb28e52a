//! A person's own details and sessions.

pub mod api;
mod contact;
mod page;
mod sessions;
mod shared;
mod verify_page;

pub use page::ProfilePage;
pub use verify_page::{EmailVerifiedPage, VerifyEmailPage};
