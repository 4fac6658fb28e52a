//! "Var det inte du?": where the letter about sharing by customer number leads (rule G15).

pub mod api;
mod page;

pub use page::{SharingDeniedPage, SharingNoticePage};
