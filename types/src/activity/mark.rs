//! The cursor of an account's activity, as in the page's query.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Timestamp;

/// A position in the order of instants, and of ids where instants are equal. It grants nothing: a forged one only shows
/// the reader's own entries from another position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct ActivityMark {
    /// The instant.
    pub at: Timestamp,
    /// The row.
    pub id: Uuid,
}

/// The text is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no mark")]
pub struct NoMark;

/// Hexadecimal digits of an instant, and of an id.
const SIGNS: (usize, usize) = (16, 32);

impl fmt::Display for ActivityMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}{}", self.at.0, self.id.simple())
    }
}

impl From<ActivityMark> for String {
    fn from(mark: ActivityMark) -> Self {
        mark.to_string()
    }
}

impl TryFrom<String> for ActivityMark {
    type Error = NoMark;

    fn try_from(text: String) -> Result<Self, NoMark> {
        text.parse()
    }
}

impl FromStr for ActivityMark {
    type Err = NoMark;

    fn from_str(text: &str) -> Result<Self, NoMark> {
        let is_written_so = |sign: u8| sign.is_ascii_digit() || (b'a'..=b'f').contains(&sign);
        if text.len() != SIGNS.0 + SIGNS.1 || !text.bytes().all(is_written_so) {
            return Err(NoMark);
        }
        let (at, id) = text.split_at(SIGNS.0);
        let at = i64::from_str_radix(at, 16).map_err(|_| NoMark)?;
        Ok(Self { at: Timestamp(at), id: id.parse().map_err(|_| NoMark)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let mark = ActivityMark { at: Timestamp(1_795_424_400_000_000), id: Uuid::from_u128(7) };

        assert_eq!(mark.to_string().parse(), Ok(mark));
    }

    #[test]
    fn nothing_else_is_a_mark() {
        let mark = ActivityMark { at: Timestamp(1), id: Uuid::from_u128(7) }.to_string();
        let instant_out_of_range = format!("f{}", &mark[1..]);
        let with_sign = format!("+{}", &mark[1..]);
        for text in ["", "x", &mark[1..], &format!("{mark}0"), &instant_out_of_range, &with_sign, &"ö".repeat(24)] {
            assert_eq!(text.parse::<ActivityMark>(), Err(NoMark), "{text}");
        }
    }
}
