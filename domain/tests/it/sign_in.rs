//! Signing in with BankID, against a simulated one.

mod another;
mod binding;
mod browser_away;
mod digits;
mod end;
mod finish;
mod number;
mod shared_browser;
mod stage;
mod start;
mod unwatched;
mod watch;
