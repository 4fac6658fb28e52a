//! The portal's process: reads settings and wires the crates together. It decides nothing.

#![warn(clippy::print_stdout, clippy::print_stderr, reason = "they panic when the reader has gone away")]
// A page is one type, as deeply nested as its markup.
#![recursion_limit = "256"]

mod calendar;
mod certificate;
mod client_address;
pub mod command;
pub mod config;
#[cfg(feature = "demo")]
mod demo;
mod fault;
mod form_error;
mod guard;
mod health;
mod host;
mod installed_app;
mod limit;
mod live;
mod own_data;
mod own_origin;
mod parts;
mod policy_report;
pub mod request_log;
mod retry;
pub mod router;
pub mod running;
mod same_origin;
mod security_headers;
mod serving;
mod session;
mod sign_in;
mod site;
mod speculation;
mod watch;
mod worker;
