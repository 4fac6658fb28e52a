//! Sessions: where the person is signed in, how long this one lasts, and their end.

pub mod api;
mod list;
mod warning;

pub(crate) use list::Sessions;
pub use warning::SessionWarning;
