//! A line of an update: an object of JSON, or a row of a table whose first line names the columns.

use serde::Deserialize;
use types::{
    LocalDate,
    bag_order::{BagKind, BagOrderStatus},
    clean::clean,
};

use crate::{
    bag_order::pick_list::text::{self, as_kept},
    import::{self, Fault, Flaw},
};

/// The columns of a table; the last two may be left out. Those of a pick list may stand there too, and say nothing.
const COLUMNS: [&str; 4] = ["order_number", "status", "date", "expected_on"];
const NEEDED: usize = 2;

/// What a line says of an order.
pub(super) struct Update {
    pub(super) number: String,
    pub(super) status: BagOrderStatus,
    /// The day on which it happened; today if it is not told.
    pub(super) date: Option<LocalDate>,
    pub(super) expected_on: Option<LocalDate>,
}

/// How lines are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    /// Which column stands in each place, if it says anything, and what stands between them: a spreadsheet in Swedish
    /// writes semicolons.
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
    /// The form of a file by its first line. The colours are columns of the pick list that was taken out.
    pub(super) fn begun_by(text: &str, kinds: &[BagKind]) -> Result<Self, Flaw> {
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

    /// What a line says.
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

/// The cells of one line, also of a pick list for Excel. A cell never goes on in the next one: nothing in the form is that long.
fn cells(text: &str, between: u8) -> Result<Vec<String>, Flaw> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).delimiter(between).from_reader(text.as_bytes());
    let row = rows.records().next().transpose().map_err(|_| Fault::NotText.of_line())?.unwrap_or_default();
    Ok(row.iter().map(|cell| as_kept(&clean(cell))).collect())
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
