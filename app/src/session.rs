//! Sessions: where the person is signed in, the lifetime of the current one, and ending them.

pub mod api;
mod list;
mod warning;

pub(crate) use list::Sessions;
pub use warning::SessionWarning;
