//! The import. The company's billing system is the master of customers; its data comes as a file of newline-delimited
//! JSON, one customer a line.
//!
//! An import may be interrupted and repeated at any time: an unchanged line changes nothing, and neither does an
//! invalid one. Memory does not grow with the file. Customers that no line names are left alone; one ends with its
//! contracts' last days. A holder who has died is no longer among `holders`.

mod access_grant;
mod bad_line;
mod batch;
mod contract;
mod customer;
mod existing;
mod form;
mod line;
mod lines;
mod pending_inserts;
mod period;
mod person;
mod read;
mod rows;

use tokio::io::AsyncBufRead;

pub use self::bad_line::{BadLine, Fault, Flaw};
use self::batch::{Effect, Outcome};
pub(crate) use self::lines::Lines;
pub(crate) use self::read::date;
use crate::Domain;

/// Whether an import writes what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// Lines become rows.
    Apply,
    /// Everything is tried and counted, and rolled back.
    DryRun,
}

/// Progress of an import or another file of lines.
#[derive(Clone, Copy, Debug)]
pub enum FileProgress<'a, Counts> {
    /// A line was skipped. In the order of the file.
    BadLine(&'a BadLine),
    /// Counts so far, after about every hundred lines.
    Counted(&'a Counts),
}

/// Results by line. Blank lines do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// All lines: the sum of the four below.
    pub lines: u64,
    /// New customers.
    pub created: u64,
    /// Customers whose line has news.
    pub changed: u64,
    /// Customers whose line has no news.
    pub unchanged: u64,
    /// Skipped lines.
    pub bad: u64,
    /// Customers whose last contract has ended, detected now.
    pub ended: u64,
    /// Grants closed because of the lines.
    pub closed_grants: u64,
}

impl ImportCounts {
    fn add(&mut self, outcome: &Result<Outcome, Flaw>) {
        self.lines += 1;
        let Ok(outcome) = outcome else {
            self.bad += 1;
            return;
        };
        match outcome.effect {
            Effect::Created => self.created += 1,
            Effect::Changed => self.changed += 1,
            Effect::Unchanged => self.unchanged += 1,
        }
        self.ended += u64::from(outcome.has_ended);
        self.closed_grants += outcome.closed_grants;
    }
}

impl Domain {
    /// Imports the billing system's data. Fails only if the file cannot be read or the database does not answer;
    /// everything reported as counted by then is stored.
    pub async fn import_customers(
        &self,
        file: impl AsyncBufRead + Unpin + Send,
        mode: ImportMode,
        mut tell: impl FnMut(FileProgress<'_, ImportCounts>) + Send,
    ) -> anyhow::Result<ImportCounts> {
        let mut lines = Lines::new(file);
        let mut counts = ImportCounts::default();
        loop {
            let now = self.clock.now();
            let batch = self.next_batch(&mut lines, now).await?;
            if batch.is_empty() {
                return Ok(counts);
            }
            let outcomes = self.import_batch(&batch, mode, now).await?;
            for (line, outcome) in batch.iter().zip(outcomes) {
                counts.add(&outcome);
                if let Err(flaw) = outcome {
                    tell(FileProgress::BadLine(&BadLine { line: line.number, flaw }));
                }
            }
            tell(FileProgress::Counted(&counts));
        }
    }
}
