//! The company takes orders out to pack them (rule B7).

#[path = "pick_list/cut.rs"]
mod cut;
#[path = "pick_list/export.rs"]
mod export;
#[path = "pick_list/file.rs"]
mod file;
#[path = "pick_list/race.rs"]
mod race;
#[path = "pick_list/shop.rs"]
mod shop;
