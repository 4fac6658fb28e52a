//! Letters: owed together with what they are about, sent at least once, and safe to receive.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

mod encrypted;
mod html;
mod lix;
mod mail_server;
mod outbox;
mod recheck;
mod removed;
mod rush;
mod transport;
mod unreachable;
mod words;
