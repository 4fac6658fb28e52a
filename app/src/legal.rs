//! The pages that the law requires.

mod accessibility_page;
mod kept;
mod personal_data_page;

pub use accessibility_page::AccessibilityPage;
pub use kept::KeptFor;
pub use personal_data_page::PersonalDataPage;
