//! The format of a pick list's file. Its columns are a stable interface (docs/operations.md).

use std::io::Write;

use serde::Serialize;
use types::bag_order::{BagColour, BagKind, Rolls};

use super::page::Row;
use crate::bag_order::PickListFormat;
use crate::mail::instant;

/// The columns before the colours.
pub(crate) const COLUMNS: [&str; 9] = [
    "order_number",
    "ordered_at",
    "recipient",
    "street",
    "postal_code",
    "city",
    "customer_number",
    "facility_number",
    "protected",
];
/// The column for colours that the settings no longer have.
pub(crate) const OTHER: &str = "other";
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A file being written.
pub(super) enum Text<'a, W: Write> {
    Csv { writer: Box<csv::Writer<W>>, kinds: &'a [BagKind], is_for_excel: bool },
    Json { out: W, is_begun: bool },
}

#[derive(Serialize)]
struct Object<'a> {
    order_number: &'a str,
    ordered_at: String,
    recipient: &'a str,
    street: &'a str,
    postal_code: &'a str,
    city: &'a str,
    customer_number: &'a str,
    facility_number: &'a str,
    protected: bool,
    rolls: &'a Rolls,
}

impl<'a, W: Write> Text<'a, W> {
    /// Begins a file; the colours are those of the settings, in their order.
    pub(super) fn begin(format: PickListFormat, kinds: &'a [BagKind], mut out: W) -> anyhow::Result<Self> {
        Ok(match format {
            PickListFormat::Csv | PickListFormat::Excel => {
                let is_for_excel = format == PickListFormat::Excel;
                let mut form = csv::WriterBuilder::new();
                if is_for_excel {
                    out.write_all(BYTE_ORDER_MARK)?;
                    form.delimiter(b';').terminator(csv::Terminator::CRLF);
                }
                let mut writer = form.from_writer(out);
                let colours = kinds.iter().map(|kind| &*kind.colour.0);
                writer.write_record(COLUMNS.into_iter().chain(colours).chain([OTHER]))?;
                Self::Csv { writer: Box::new(writer), kinds, is_for_excel }
            }
            PickListFormat::Json => {
                out.write_all(b"[\n")?;
                Self::Json { out, is_begun: false }
            }
        })
    }

    pub(super) fn add(&mut self, row: &Row) -> anyhow::Result<()> {
        match self {
            Self::Csv { writer, kinds, is_for_excel } => {
                let as_is = |text: &str| text.to_owned();
                writer.write_record(cells(row, kinds, if *is_for_excel { to_text_cell } else { as_is }))?;
            }
            Self::Json { out, is_begun } => {
                if *is_begun {
                    out.write_all(b",\n")?;
                }
                *is_begun = true;
                serde_json::to_writer(out, &object(row))?;
            }
        }
        Ok(())
    }

    /// Ends the file, and returns the writer.
    pub(super) fn end(self) -> anyhow::Result<W> {
        match self {
            Self::Csv { writer, .. } => Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?),
            Self::Json { mut out, .. } => {
                out.write_all(b"\n]\n")?;
                Ok(out)
            }
        }
    }
}

fn object(row: &Row) -> Object<'_> {
    let order = &row.order;
    Object {
        order_number: &order.number,
        ordered_at: instant(order.created_at),
        recipient: row.shown(&row.recipient),
        street: row.shown(&order.street),
        postal_code: row.shown(&order.postal_code),
        city: row.shown(&order.city),
        customer_number: &row.customer_number,
        facility_number: row.facility_number.as_deref().unwrap_or_default(),
        protected: row.is_protected,
        rolls: &row.rolls,
    }
}

fn cells(row: &Row, kinds: &[BagKind], text: fn(&str) -> String) -> Vec<String> {
    let object = object(row);
    let protected = if object.protected { "yes" } else { "no" };
    let shown = |cell: &str| text(&harmless(cell));
    let mut cells = vec![text(object.order_number), text(&object.ordered_at)];
    cells.extend([object.recipient, object.street, object.postal_code, object.city].map(shown));
    cells.extend([object.customer_number, object.facility_number, protected].map(shown));
    cells.extend(kinds.iter().map(|kind| row.rolls.of(&kind.colour).to_string()));
    let is_other = |(colour, _): &(&BagColour, u8)| kinds.iter().all(|kind| kind.colour != **colour);
    let other: Vec<_> = row.rolls.iter().filter(is_other).map(|(colour, rolls)| format!("{colour} {rolls}")).collect();
    cells.push(shown(&other.join(" ")));
    cells
}

/// A text that Excel does not convert to a number or a date: a formula of only the text. Saved by Excel it is the plain
/// text again; [`from_text_cell`] parses both. Without this Excel drops leading zeros, and all but fifteen digits.
fn to_text_cell(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("=\"{}\"", text.replace('"', "\"\"")) }
}

/// The text of a cell, with or without [`to_text_cell`].
pub(crate) fn from_text_cell(cell: &str) -> String {
    let quoted = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    quoted.map_or_else(|| cell.to_owned(), |text| text.replace("\"\"", "\""))
}

/// A text that no spreadsheet takes for a formula, which begin with one of these characters. Nor does one that
/// separates cells at other characters than commas.
fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut begins = true;
    for sign in text.chars() {
        if begins && matches!(sign, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0') {
            harmless.push('\'');
        }
        harmless.push(sign);
        begins = matches!(sign, ';' | ',' | '"' | '\t' | '\r' | '\n');
    }
    harmless
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Storgatan 1 - 3", "Storgatan 1 - 3")]
    #[case("=1+1", "'=1+1")]
    #[case("@SUM(A1)", "'@SUM(A1)")]
    #[case("-1", "'-1")]
    #[case("Anna;=1+1", "Anna;'=1+1")]
    #[case("Anna\";+1", "Anna\";'+1")]
    #[case("a\t=1", "a\t'=1")]
    fn no_cell_is_a_formula(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(harmless(text), expected);
    }

    #[rstest]
    #[case("00012345", "=\"00012345\"")]
    #[case("63210", "=\"63210\"")]
    #[case("Anna \"Ankan\" Berg", "=\"Anna \"\"Ankan\"\" Berg\"")]
    #[case("", "")]
    fn a_text_that_is_kept_is_read_as_it_was(#[case] text: &str, #[case] quoted: &str) {
        assert_eq!(to_text_cell(text), quoted);
        assert_eq!((from_text_cell(quoted), from_text_cell(text)), (text.to_owned(), text.to_owned()));
    }
}
