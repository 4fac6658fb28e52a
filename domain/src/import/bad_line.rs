//! Why a line is left out. Nothing here repeats a value of the file: what is read by whoever runs the import, and kept
//! in a log, names nobody.

use std::fmt;

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a line, and where. The first thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The field, such as `contracts[2].service`, or the column; empty for the line as a whole.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More than a customer can have.
    #[error("is longer than 1 MiB")]
    TooLong,
    /// Other bytes than text.
    #[error("is not UTF-8")]
    NotUtf8,
    /// Not one JSON object.
    #[error("is not JSON")]
    NotJson,
    /// A field that the form has not.
    #[error("is a field that the form does not have")]
    UnknownField,
    /// A field that the form has.
    #[error("is missing")]
    MissingField,
    /// A field, or an item of a list, that stands there already.
    #[error("stands there twice")]
    Repeated,
    /// For example a number instead of a text.
    #[error("is another kind of value than the form has")]
    WrongKind,
    /// An empty text.
    #[error("is empty")]
    Empty,
    /// A text that has control characters, or a line of an address that is too long.
    #[error("is too long or has control characters")]
    NotText,
    /// Not as `customer_number.form` says.
    #[error("is not a customer number as customer_number.form says")]
    NotCustomerNumber,
    /// The company's own numbers of facilities and contracts.
    #[error("is not 1 to 32 letters, digits and hyphens")]
    NotNumber,
    /// Not a personal number.
    #[error("is not a personal number")]
    NotPersonalNumber,
    /// Not an organisation number.
    #[error("is not ten digits")]
    NotOrganisationNumber,
    /// A name of a person in which a line breaks, for example.
    #[error("has control characters")]
    NotName,
    /// Not an e-mail address.
    #[error("is not an e-mail address")]
    NotEmail,
    /// An e-mail address with a sign that it may have by mistake, and that would make it another one.
    #[error("has a sign that cannot be seen")]
    HiddenSign,
    /// Not a phone number.
    #[error("is not a phone number")]
    NotPhone,
    /// Not a postal code.
    #[error("is not five digits")]
    NotPostalCode,
    /// Not a date.
    #[error("is not a date such as 2026-11-23")]
    NotDate,
    /// Not one of the words of the form.
    #[error("is none of the words of the form")]
    UnknownWord,
    /// Nobody stands on the contracts.
    #[error("name nobody")]
    NoHolder,
    /// A contract of somebody who is not among the holders.
    #[error("is none of the holders of the line")]
    UnknownHolder,
    /// A contract for a place that is not among the facilities.
    #[error("is none of the facilities of the line")]
    UnknownFacility,
    /// The last day is before the first.
    #[error("is before the first day")]
    EndsBeforeItBegins,
    /// Only waste is collected.
    #[error("is only for waste")]
    NotWaste,
    /// A contract number is one contract.
    #[error("is a contract of another customer")]
    ContractOfAnother,
    /// A row of a table that has a line of names.
    #[error("has not as many columns as the first line")]
    WrongCount,
    /// Not the number of an order of bags.
    #[error("is the number of no order")]
    UnknownOrder,
    /// An order that nobody has taken out is not sent either.
    #[error("does not fit an order that is on no pick list yet")]
    NotTakenOut,
    /// An order that is delivered or cancelled stays so.
    #[error("does not fit an order that is delivered or cancelled")]
    IsOver,
    /// Nothing happens to an order before it is made.
    #[error("is before the order was made")]
    BeforeOrder,
    /// What has happened has a day that has come.
    #[error("is a day that has not come")]
    NotYet,
    /// The database said no.
    #[error("could not be written")]
    NotWritten,
}

impl Fault {
    pub(crate) fn at(self, place: impl Into<String>) -> Flaw {
        Flaw { place: place.into(), fault: self }
    }

    /// For the line as a whole.
    pub(crate) fn of_line(self) -> Flaw {
        self.at("")
    }
}

impl Flaw {
    /// The same flaw, seen from further out: `service` of `contracts[2]`.
    pub(super) fn within(mut self, list: &str, place: usize) -> Self {
        self.place = format!("{list}[{place}].{}", self.place);
        self
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { "the line" } else { &self.place };
        write!(formatter, "{place} {}", self.fault)
    }
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.flaw)
    }
}

impl From<&serde_json::Error> for Flaw {
    /// serde's own sentences repeat what they complain about, so only their first words are used.
    fn from(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let fault = match error.classify() {
            serde_json::error::Category::Data if text.starts_with("missing field") => Fault::MissingField,
            serde_json::error::Category::Data if text.starts_with("duplicate field") => Fault::Repeated,
            serde_json::error::Category::Data if text.starts_with("unknown field") => Fault::UnknownField,
            serde_json::error::Category::Data => Fault::WrongKind,
            _ => Fault::NotJson,
        };
        let column = error.column();
        match (fault, text.split('`').nth(1)) {
            // A name of our own form.
            (Fault::MissingField | Fault::Repeated, Some(field)) => fault.at(format!("{field} (column {column})")),
            _ => fault.at(format!("column {column}")),
        }
    }
}
