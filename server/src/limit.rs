//! Overload limits. They are per process; limits that must hold across processes are in the database.

mod head;
mod network;
mod request;
mod sign_in_start;
mod stream;

pub use head::refuse_large_heads;
pub use request::{Gate, hold_back};
pub use sign_in_start::{SignInStarts, hold_back_starts};
pub use stream::{OpenStreams, Seat};
