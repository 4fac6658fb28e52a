//! A line of an update: a JSON object, or a row of a table with a header.

use serde::Deserialize;
use types::LocalDate;
use types::bag_order::{BagKind, BagOrderStatus};
use types::clean::clean;

use crate::bag_order::pick_list::text::{self, from_text_cell};
use crate::import::{self, Fault, Flaw};

/// The columns of a table; the last two are optional. Those of a pick list are accepted and ignored.
const COLUMNS: [&str; 4] = ["order_number", "status", "date", "expected_on"];
const NEEDED: usize = 2;

/// The content of a line.
pub(super) struct Update {
    pub(super) number: String,
    pub(super) status: BagOrderStatus,
    /// The day on which it happened; today if missing.
    pub(super) date: Option<LocalDate>,
    pub(super) expected_on: Option<LocalDate>,
}

/// The format of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// The name of each column, if it is used, and the separator: a Swedish spreadsheet writes semicolons.
    Table {
        columns: Vec<Option<&'static str>>,
        between: u8,
    },
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    order_number: String,
    status: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    expected_on: Option<String>,
}

impl Form {
    /// The format of a file by its first line. The colours are columns of the exported pick list.
    pub(super) fn of_first_line(text: &str, kinds: &[BagKind]) -> Result<Self, Flaw> {
        if text.trim_start().starts_with('{') {
            return Ok(Self::Json);
        }
        let between = if text.contains(';') { b';' } else { b',' };
        let mut columns = Vec::new();
        for name in cells(text, between)? {
            let column = COLUMNS.into_iter().find(|column| *column == name);
            if column.is_none() && !is_of_pick_list(&name, kinds) {
                return Err(Fault::UnknownField.at(format!("column {}", columns.len() + 1)));
            }
            if let Some(column) = column.filter(|_| columns.contains(&column)) {
                return Err(Fault::Repeated.at(column));
            }
            columns.push(column);
        }
        match COLUMNS[..NEEDED].iter().find(|needed| !columns.contains(&Some(*needed))) {
            Some(missing) => Err(Fault::MissingField.at(*missing)),
            None => Ok(Self::Table { columns, between }),
        }
    }

    /// Parses a line.
    pub(super) fn read(&self, text: &str) -> Result<Update, Flaw> {
        let texts = match self {
            Self::Json => serde_json::from_str(text).map_err(|error| Flaw::from(&error))?,
            Self::Table { columns, between } => row(columns, cells(text, *between)?)?,
        };
        let status = clean(&texts.status).parse().ok().filter(|status| *status != BagOrderStatus::Received);
        Ok(Update {
            number: clean(&texts.order_number),
            status: status.ok_or_else(|| Fault::UnknownWord.at("status"))?,
            date: date("date", texts.date)?,
            expected_on: date("expected_on", texts.expected_on)?,
        })
    }
}

fn is_of_pick_list(name: &str, kinds: &[BagKind]) -> bool {
    text::COLUMNS.contains(&name) || name == text::OTHER || kinds.iter().any(|kind| kind.colour.0 == name)
}

/// The cells of one line, also of a pick list for Excel. A quoted cell never continues on the next line.
fn cells(text: &str, between: u8) -> Result<Vec<String>, Flaw> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).delimiter(between).from_reader(text.as_bytes());
    let row = rows.records().next().transpose().map_err(|_| Fault::NotText.of_line())?.unwrap_or_default();
    Ok(row.iter().map(|cell| from_text_cell(&clean(cell))).collect())
}

fn row(columns: &[Option<&str>], cells: Vec<String>) -> Result<Texts, Flaw> {
    if cells.len() != columns.len() {
        return Err(Fault::WrongCount.of_line());
    }
    let mut texts = Texts::default();
    for (column, cell) in columns.iter().zip(cells) {
        match *column {
            Some("order_number") => texts.order_number = cell,
            Some("status") => texts.status = cell,
            Some("date") => texts.date = Some(cell),
            Some(_) => texts.expected_on = Some(cell),
            None => {}
        }
    }
    Ok(texts)
}

fn date(place: &str, text: Option<String>) -> Result<Option<LocalDate>, Flaw> {
    text.filter(|text| !clean(text).is_empty()).map(|text| import::date(place, &text)).transpose()
}
