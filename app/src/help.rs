//! How sharing and the app work, step by step, for visitors before they sign in.

mod app_page;
mod part;
mod question;
mod share_page;
mod step;

pub use app_page::HowTheAppWorksPage;
pub use share_page::SharePage;
