//! Reading and parsing the lines of a batch.

use tokio::io::AsyncBufRead;
use types::Timestamp;

use super::lines::Lines;
use super::read::{self, ReadCustomer};
use super::{Fault, Flaw, form};
use crate::{Domain, stockholm};

/// The maximum number of lines of a batch, and about how many bytes.
const LINES: usize = 100;
const BYTES: usize = 1 << 20;

/// A parsed line, or what is wrong with it.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) content: Result<Content, Flaw>,
}

/// The content of a line.
pub(super) struct Content {
    pub(super) customer: ReadCustomer,
    /// Identifies the same line in a later import.
    pub(super) digest: Vec<u8>,
}

impl Domain {
    /// Reads the next lines; none at the end of the file.
    pub(super) async fn next_batch(
        &self,
        lines: &mut Lines<impl AsyncBufRead + Unpin>,
        now: Timestamp,
    ) -> anyhow::Result<Vec<Line>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < LINES && bytes < BYTES {
            let Some(line) = lines.next().await? else { break };
            bytes += line.text.as_ref().map_or(0, String::len);
            let content = line.text.map_err(Fault::of_line).and_then(|text| self.read_line(&text, now));
            batch.push(Line { number: line.number, content });
        }
        Ok(batch)
    }

    fn read_line(&self, text: &str, now: Timestamp) -> Result<Content, Flaw> {
        let form: form::Customer = serde_json::from_str(text).map_err(|error| Flaw::from(&error))?;
        let today = stockholm::local_date(now);
        let customer = read::customer(&form, self.settings.customer_number.form, today)?;
        let mut text = form.canonical();
        // A customer also ends by the calendar, without news from the billing system.
        text.push(u8::from(customer.is_over(today)));
        Ok(Content { customer, digest: self.vault.import_digest(&text) })
    }
}
