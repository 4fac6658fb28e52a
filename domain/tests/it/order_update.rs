//! The company takes statuses of orders back (rules B5 and B7).

mod cut;
mod desk;
mod line;
mod step;
