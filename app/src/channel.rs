//! Which of the two channels a page belongs to.

use leptos::prelude::use_context;
use types::Channel;

/// The channel of the page, given by its address; fixed until the next document is loaded.
pub fn channel() -> Channel {
    use_context().unwrap_or(Channel::Web)
}

/// A text that differs by channel: `channel_text!(access_grant.title)` is `access_grant.title.web` or
/// `access_grant.title.app`.
macro_rules! channel_text {
    ($($key:ident).+ $(, $name:ident = $value:expr)*) => {
        match $crate::channel::channel() {
            types::Channel::Web => $crate::i18n::text!($($key).+.web $(, $name = $value)*),
            types::Channel::App => $crate::i18n::text!($($key).+.app $(, $name = $value)*),
        }
    };
}
pub(crate) use channel_text;
