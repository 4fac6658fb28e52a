//! The wire.

mod launch;
mod message;
mod qr;
mod wire;
