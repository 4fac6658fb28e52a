//! The text of a pick list's file. Its columns are a promise to whoever reads it by machine (docs/operations.md).

use std::{collections::BTreeMap, io::Write};

use serde::Serialize;
use types::bag_order::BagKind;

use super::page::Row;
use crate::{bag_order::PickListFormat, mail::instant};

/// The columns before the colours.
const COLUMNS: [&str; 7] = ["order_number", "ordered_at", "street", "postal_code", "city", "recipient", "protected"];
/// The column for colours that the settings no longer have.
const OTHER: &str = "other";

/// A file under way.
pub(super) enum Text<'a, W: Write> {
    Csv { writer: csv::Writer<W>, kinds: &'a [BagKind] },
    Json { out: W, is_begun: bool },
}

#[derive(Serialize)]
struct Object<'a> {
    order_number: &'a str,
    ordered_at: String,
    street: &'a str,
    postal_code: &'a str,
    city: &'a str,
    recipient: &'a str,
    protected: bool,
    rolls: &'a BTreeMap<String, i16>,
}

impl<'a, W: Write> Text<'a, W> {
    /// Begins a file; the colours are those of the settings, in their order.
    pub(super) fn begin(format: PickListFormat, kinds: &'a [BagKind], mut out: W) -> anyhow::Result<Self> {
        Ok(match format {
            PickListFormat::Csv => {
                let mut writer = csv::Writer::from_writer(out);
                let colours = kinds.iter().map(|kind| &*kind.colour.0);
                writer.write_record(COLUMNS.into_iter().chain(colours).chain([OTHER]))?;
                Self::Csv { writer, kinds }
            }
            PickListFormat::Json => {
                out.write_all(b"[\n")?;
                Self::Json { out, is_begun: false }
            }
        })
    }

    pub(super) fn add(&mut self, row: &Row) -> anyhow::Result<()> {
        match self {
            Self::Csv { writer, kinds } => writer.write_record(cells(row, kinds))?,
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

    /// Ends the file, and gives back what it was written to.
    pub(super) fn end(self) -> anyhow::Result<W> {
        match self {
            Self::Csv { writer, .. } => Ok(writer.into_inner().map_err(|error| error.into_error())?),
            Self::Json { mut out, .. } => {
                out.write_all(b"\n]\n")?;
                Ok(out)
            }
        }
    }
}

fn object(row: &Row) -> Object<'_> {
    let Row { order, recipient, is_protected, rolls } = row;
    Object {
        order_number: &order.number,
        ordered_at: instant(order.created_at),
        street: &order.street,
        postal_code: &order.postal_code,
        city: &order.city,
        recipient,
        protected: *is_protected,
        rolls,
    }
}

fn cells(row: &Row, kinds: &[BagKind]) -> Vec<String> {
    let object = object(row);
    let protected = if object.protected { "yes" } else { "no" };
    let mut cells = vec![object.order_number.to_owned(), object.ordered_at];
    cells.extend([object.street, object.postal_code, object.city, object.recipient, protected].map(harmless));
    cells.extend(kinds.iter().map(|kind| row.rolls.get(&kind.colour.0).unwrap_or(&0).to_string()));
    let is_other = |colour: &&String| kinds.iter().all(|kind| kind.colour.0 != **colour);
    let other: Vec<_> = row.rolls.keys().filter(is_other).map(|colour| format!("{colour} {}", row.rolls[colour])).collect();
    cells.push(harmless(&other.join(", ")));
    cells
}

/// A text that no spreadsheet takes for a formula: those begin with one of these signs.
fn harmless(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
