//! Importing the billing system's data.

mod bad_line;
mod batch;
mod closing;
mod customer_number;
pub mod file;
mod last_day;
mod new_holder;
mod protected;
mod register;
mod repeat;
mod same;
mod secrecy;
