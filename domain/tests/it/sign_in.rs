//! Signing in with BankID, against a simulated one.

mod another;
mod binding;
mod digits;
mod end;
mod finish;
mod gone;
mod left;
mod number;
mod shared_browser;
mod stage;
mod start;
mod watch;
