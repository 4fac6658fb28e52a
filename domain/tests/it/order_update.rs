//! Importing statuses of orders (rules B5 and B7).

mod cut;
mod desk;
mod line;
mod step;
