//! Why a line is skipped. Never repeats a value of the file: what the import's operator reads, and what a log stores,
//! contains no personal data.

use std::fmt;

/// A skipped line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a line, and where. Only the first problem.
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
    /// Longer than a customer can be.
    #[error("is longer than 1 MiB")]
    TooLong,
    /// Other bytes than text.
    #[error("is not UTF-8")]
    NotUtf8,
    /// Not one JSON object.
    #[error("is not JSON")]
    NotJson,
    /// A field that the format does not have.
    #[error("is a field that the form does not have")]
    UnknownField,
    /// A field that the format requires.
    #[error("is missing")]
    MissingField,
    /// A field, or an item of a list, that is there already.
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
    /// Not as `customer_number.form` requires.
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
    /// An e-mail address with an invisible character, whose removal would make another one.
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
    /// Not a value of the format.
    #[error("is none of the words of the form")]
    UnknownWord,
    /// The contracts have no holder.
    #[error("name nobody")]
    NoHolder,
    /// A contract of a person who is not among the holders.
    #[error("is none of the holders of the line")]
    UnknownHolder,
    /// A contract for an address that is not among the facilities.
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
    /// A row of a table with a header.
    #[error("has not as many columns as the first line")]
    WrongCount,
    /// Not the number of a bag order.
    #[error("is the number of no order")]
    UnknownOrder,
    /// An order that has not been exported cannot have been sent.
    #[error("does not fit an order that is on no pick list yet")]
    NotTakenOut,
    /// A delivered or cancelled order is final.
    #[error("does not fit an order that is delivered or cancelled")]
    IsOver,
    /// Nothing happens to an order before it is made.
    #[error("is before the order was made")]
    BeforeOrder,
    /// A past event cannot have a future date.
    #[error("is a day that has not come")]
    NotYet,
    /// The database refused.
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
    /// The same problem with an outer place: `service` of `contracts[2]`.
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
    /// serde's messages repeat values, so only their first words are used.
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
            // A name of our own format.
            (Fault::MissingField | Fault::Repeated, Some(field)) => fault.at(format!("{field} (column {column})")),
            _ => fault.at(format!("column {column}")),
        }
    }
}
