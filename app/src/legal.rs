//! What the law wants said about the portal.

mod accessibility_page;
mod kept;
mod personal_data_page;

pub use accessibility_page::AccessibilityPage;
pub use kept::KeptFor;
pub use personal_data_page::PersonalDataPage;
