//! Letters: owed together with what they tell, sent at least once, and safe to receive.

#![expect(clippy::unwrap_used, reason = "what tests share is a test too")]

#[path = "letter/authority.rs"]
mod authority;
#[path = "letter/away.rs"]
mod away;
#[path = "letter/encrypted.rs"]
mod encrypted;
#[path = "letter/html.rs"]
mod html;
#[path = "letter/lix.rs"]
mod lix;
#[path = "letter/outbox.rs"]
mod outbox;
#[path = "letter/recheck.rs"]
mod recheck;
#[path = "letter/removed.rs"]
mod removed;
#[path = "letter/rush.rs"]
mod rush;
#[path = "letter/smtp_server.rs"]
mod smtp_server;
#[path = "letter/transport.rs"]
mod transport;
#[path = "letter/trouble.rs"]
mod trouble;
#[path = "letter/words.rs"]
mod words;
