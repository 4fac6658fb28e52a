//! "Var det inte du?": the page linked from the notice of sharing by customer number (rule G15).

pub mod api;
mod page;

pub use page::{SharingDeniedPage, SharingNoticePage};
