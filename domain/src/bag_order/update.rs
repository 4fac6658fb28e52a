//! What the company tells about orders that it has taken out (rules B5 and B7): a file of statuses, one order a line.
//!
//! An update may be cut short and run again at any time, and an old file may come once more: what an order has been
//! through already changes nothing. Each line is for itself; memory does not grow with the file.

mod apply;
mod line;

use tokio::io::AsyncBufRead;

use self::line::Form;
use super::{PAUSE, TRIES};
use crate::{
    Domain, Result,
    import::{BadLine, Fault, Flaw, ImportMode, Lines},
};

/// After so many lines it is told how far the update is.
const TELL: u64 = 100;

/// What an update tells while it runs.
#[derive(Clone, Copy, Debug)]
pub enum UpdateNews<'a> {
    /// A line was left out. Told in the order of the file.
    BadLine(&'a BadLine),
    /// So far.
    Counted(&'a UpdateCounts),
}

/// What became of the lines of a file. Blank lines, and the names of columns, are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UpdateCounts {
    /// All lines: the sum of the three below.
    pub lines: u64,
    /// Orders that were moved on.
    pub changed: u64,
    /// Orders of which everything was known.
    pub unchanged: u64,
    /// Lines left out.
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
    /// Takes in what the company tells about orders. Ends with an error only when the file is empty or cannot
    /// be read, or the database does not answer; what was done by then is kept.
    pub async fn update_orders(
        &self,
        file: impl AsyncBufRead + Unpin + Send,
        mode: ImportMode,
        mut tell: impl FnMut(UpdateNews<'_>) + Send,
    ) -> anyhow::Result<UpdateCounts> {
        let (mut lines, mut form, mut counts) = (Lines::new(file), None, UpdateCounts::default());
        while let Some(line) = lines.next().await? {
            let text = line.text.map_err(Fault::of_line);
            let outcome = match (text, &form) {
                (Err(flaw), _) => Err(flaw),
                (Ok(text), None) => match Form::begun_by(&text, &self.settings.bags.kinds) {
                    Ok(begun) => {
                        let is_names = begun != Form::Json;
                        form = Some(begun);
                        if is_names {
                            continue;
                        }
                        self.apply_text(&Form::Json, &text, mode).await?
                    }
                    // Without their names no column can be read.
                    Err(flaw) => anyhow::bail!("{}", BadLine { line: line.number, flaw }),
                },
                (Ok(text), Some(form)) => self.apply_text(form, &text, mode).await?,
            };
            counts.add(&outcome);
            if let Err(flaw) = outcome {
                tell(UpdateNews::BadLine(&BadLine { line: line.number, flaw }));
            }
            if counts.lines.is_multiple_of(TELL) {
                tell(UpdateNews::Counted(&counts));
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
