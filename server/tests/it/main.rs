//! Access to routes, and the process as its operator sees it. One program, because each takes long to link.

mod access;
mod activity;
mod batch;
mod calendar;
mod check_config;
mod config;
mod crash;
mod demo;
mod fault;
mod forms;
mod headers;
mod host;
mod installed_app;
mod keys;
mod letter_command;
mod limit;
mod migrate;
mod order_command;
mod own_data;
mod page;
mod refused;
mod sign_in;
mod start_cut;
mod stop;
mod support;
mod watch;
