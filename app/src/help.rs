//! How sharing and the app work, step by step, for whoever wants to know before signing in.

mod app_page;
mod part;
mod question;
mod share_page;
mod step;

pub use app_page::HowTheAppWorksPage;
pub use share_page::SharePage;
