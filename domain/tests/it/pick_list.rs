//! Exporting orders to pack them (rule B7).

mod cut;
mod export;
mod file;
mod race;
mod shop;
