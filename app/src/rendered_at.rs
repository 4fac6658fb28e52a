//! How new the document is.

use std::fmt;
use std::str::FromStr;

use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use types::Timestamp;

/// When the server rendered the document. Changes since then may be missing on its page.
///
/// Its text is `seconds.microseconds`: in an address, a long row of digits would look like a personal number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderedAt(pub Timestamp);

impl RenderedAt {
    /// Of the document that the page is in.
    pub(crate) fn of_document() -> Self {
        use_context().unwrap_or_default()
    }
}

impl fmt::Display for RenderedAt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timestamp(micros) = self.0;
        write!(formatter, "{}.{:06}", micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000))
    }
}

/// The text is not an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnInstant;

impl FromStr for RenderedAt {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (seconds, micros) = text.split_once('.').ok_or(NotAnInstant)?;
        let number = |text: &str| text.parse::<i64>().map_err(|_| NotAnInstant);
        let seconds = number(seconds)?.checked_mul(1_000_000);
        let micros = seconds.and_then(|seconds| seconds.checked_add(number(micros).ok()?));
        micros.map(|micros| Self(Timestamp(micros))).ok_or(NotAnInstant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_as_it_was_written() {
        let rendered_at = RenderedAt(Timestamp(1_796_052_842_048_563));

        assert_eq!(rendered_at.to_string(), "1796052842.048563");
        assert_eq!(rendered_at.to_string().parse(), Ok(rendered_at));
        for text in ["", "1", "a.b", "9223372036854775807.0"] {
            assert_eq!(text.parse::<RenderedAt>(), Err(NotAnInstant), "{text}");
        }
    }
}
