//! The company's status updates of exported orders (rules B5 and B7): a file with one order a line.
//!
//! An update may be interrupted and repeated at any time, and an old file may be sent again: a status that an order has
//! had already changes nothing. Lines are independent; memory does not grow with the file.

mod apply;
mod line;

use tokio::io::AsyncBufRead;

use self::line::Form;
use super::{PAUSE, TRIES};
use crate::import::{BadLine, Fault, FileProgress, Flaw, ImportMode, Lines};
use crate::{Domain, Result};

/// Progress is reported after this many lines.
const TELL: u64 = 100;

/// Results by line. Blank lines and the header do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpdateCounts {
    /// All lines: the sum of the three below.
    pub lines: u64,
    /// Orders that were changed.
    pub changed: u64,
    /// Orders without news.
    pub unchanged: u64,
    /// Skipped lines.
    pub bad: u64,
}

impl UpdateCounts {
    fn add(&mut self, outcome: &Result<bool, Flaw>) {
        self.lines += 1;
        match outcome {
            Ok(true) => self.changed += 1,
            Ok(false) => self.unchanged += 1,
            Err(_) => self.bad += 1,
        }
    }
}

impl Domain {
    /// Imports order statuses. Fails only if the file is empty or unreadable, or the database does not answer; what was
    /// done by then is stored.
    pub async fn update_orders(
        &self,
        file: impl AsyncBufRead + Unpin + Send,
        mode: ImportMode,
        mut tell: impl FnMut(FileProgress<'_, UpdateCounts>) + Send,
    ) -> anyhow::Result<UpdateCounts> {
        let (mut lines, mut form, mut counts) = (Lines::new(file), None, UpdateCounts::default());
        while let Some(line) = lines.next().await? {
            let text = line.text.map_err(Fault::of_line);
            let outcome = match (text, &form) {
                (Err(flaw), _) => Err(flaw),
                (Ok(text), None) => match Form::of_first_line(&text, &self.settings.bags.kinds) {
                    Ok(begun) => {
                        let is_names = begun != Form::Json;
                        form = Some(begun);
                        if is_names {
                            continue;
                        }
                        self.apply_text(&Form::Json, &text, mode).await?
                    }
                    // Without a header no column can be identified.
                    Err(flaw) => anyhow::bail!("{}", BadLine { line: line.number, flaw }),
                },
                (Ok(text), Some(form)) => self.apply_text(form, &text, mode).await?,
            };
            counts.add(&outcome);
            if let Err(flaw) = outcome {
                tell(FileProgress::BadLine(&BadLine { line: line.number, flaw }));
            }
            if counts.lines.is_multiple_of(TELL) {
                tell(FileProgress::Counted(&counts));
            }
        }
        anyhow::ensure!(form.is_some() || counts.lines > 0, "the file is empty: there is not even a line of names");
        Ok(counts)
    }

    async fn apply_text(&self, form: &Form, text: &str, mode: ImportMode) -> Result<Result<bool, Flaw>> {
        let update = match form.read(text) {
            Ok(update) => update,
            Err(flaw) => return Ok(Err(flaw)),
        };
        let mut failures = 0;
        loop {
            match self.apply_update(&update, mode).await {
                Err(error) if error.of_database().is_some() && failures < TRIES => {
                    failures += 1;
                    tracing::warn!(%error, "a line was not taken in; it is tried again");
                    tokio::time::sleep(PAUSE).await;
                }
                outcome => return outcome,
            }
        }
    }
}
