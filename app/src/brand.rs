//! The company: its name and contact details.

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};

/// The company's name and contact details, shown on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The company's full name.
    pub company: String,
    /// Customer service's telephone number as people read it.
    pub phone: String,
    /// Customer service's e-mail address.
    pub email: String,
}

impl Brand {
    /// The brand of the portal.
    pub fn current() -> Self {
        use_context().unwrap_or_default()
    }

    /// The telephone number as a link target, digits only.
    pub fn phone_link(&self) -> String {
        let digits: String = self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    }
}
