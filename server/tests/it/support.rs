//! What the tests share.

pub mod door;
pub mod empty;
pub mod log;
pub mod process;
