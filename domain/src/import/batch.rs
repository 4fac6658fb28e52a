//! About a hundred lines in one transaction: fast enough for a big file, short enough for the portal beside it.

use std::collections::{HashMap, HashSet};

use sea_orm::{DbErr, QuerySelect, SqlErr};
use types::Timestamp;

use super::line::{Content, Line};
use super::{Fault, Flaw, ImportMode};
use crate::change::Change;
use crate::db::Failure;
use crate::entity::customer;
use crate::{Domain, Failed, Result};

/// The result of a line.
pub(super) struct Outcome {
    pub(super) effect: Effect,
    pub(super) has_ended: bool,
    pub(super) closed_grants: u64,
}

pub(super) enum Effect {
    Created,
    Changed,
    Unchanged,
}

type Outcomes = Vec<Result<Outcome, Flaw>>;

impl Domain {
    /// The result of each line. If the database refuses something, the lines are imported one by one, so that only the
    /// refused one is lost.
    pub(super) async fn import_batch(&self, batch: &[Line], mode: ImportMode, now: Timestamp) -> Result<Outcomes> {
        match self.write_lines(batch, mode, now).await {
            Ok(outcomes) => return Ok(outcomes),
            // The message of the database names a constraint; the values are in its detail, which is not logged.
            Err(error) => {
                tracing::warn!(lines = batch.len(), %error, "a batch of the import is written line by line");
            }
        }
        let mut outcomes = Vec::new();
        for line in batch {
            let line = std::slice::from_ref(line);
            let mut written = self.write_lines(line, mode, now).await;
            if written.as_ref().is_err_and(has_changed_meanwhile) {
                // Another transaction wrote the same meanwhile, such as a person's first sign-in, or deleted what this
                // refers to, such as an erased user. Now it is visible.
                written = self.write_lines(line, mode, now).await;
            }
            match written {
                Ok(mut outcome) => outcomes.append(&mut outcome),
                // Not the line's fault, and the others would fail too.
                Err(error) if matches!(failure_of(&error), Some(Failure::Unwritable | Failure::Damaged)) => {
                    return Err(error);
                }
                Err(error) => {
                    self.db.ping().await?;
                    tracing::warn!(line = line[0].number, %error, "a line of the import could not be written");
                    outcomes.push(Err(Fault::NotWritten.of_line()));
                }
            }
        }
        Ok(outcomes)
    }

    async fn write_lines(&self, lines: &[Line], mode: ImportMode, now: Timestamp) -> Result<Outcomes> {
        let imported: Vec<&Content> = lines.iter().filter_map(|line| line.content.as_ref().ok()).collect();
        let news = self.changed_numbers(&imported).await?;
        if news.is_empty() {
            return Ok(lines
                .iter()
                .map(|line| line.content.as_ref().map(|_| Outcome::UNCHANGED).map_err(Flaw::clone))
                .collect());
        }
        let txn = self.db.begin_write().await?;
        let imported: Vec<&Content> =
            imported.into_iter().filter(|imported| news.contains(&imported.customer.number[..])).collect();
        let mut existing = self.existing(&txn, &imported).await?;
        let change = Change { domain: self, txn, now };
        let mut outcomes = Vec::new();
        for line in lines {
            outcomes.push(match &line.content {
                Err(flaw) => Err(flaw.clone()),
                Ok(imported) if !news.contains(&imported.customer.number[..]) => Ok(Outcome::UNCHANGED),
                Ok(imported) => self.import_customer(&change, imported, &mut existing).await?,
            });
        }
        existing.write(&change.txn).await?;
        match mode {
            ImportMode::Apply => change.commit().await?,
            ImportMode::DryRun => change.txn.rollback().await?,
        }
        Ok(outcomes)
    }

    /// The numbers of the customers whose lines have news; one query for all.
    async fn changed_numbers<'a>(&self, imported: &[&'a Content]) -> Result<HashSet<&'a str>> {
        let known: HashMap<String, Vec<u8>> =
            customer::Entity::of_numbers(imported.iter().map(|imported| &imported.customer.number[..]))
                .select_only()
                .columns([customer::Column::Number, customer::Column::ImportDigest])
                .into_tuple::<(String, Vec<u8>)>()
                .all(&self.db.read)
                .await?
                .into_iter()
                .collect();
        let is_news = |imported: &&&Content| known.get(&imported.customer.number) != Some(&imported.digest);
        Ok(imported.iter().filter(is_news).map(|imported| &imported.customer.number[..]).collect())
    }
}

impl Outcome {
    pub(super) const UNCHANGED: Self = Self { effect: Effect::Unchanged, has_ended: false, closed_grants: 0 };
}

fn failure_of(error: &Failed) -> Option<Failure> {
    error.of_database().map(Failure::of)
}

fn has_changed_meanwhile(error: &Failed) -> bool {
    let violated =
        |error| matches!(error, SqlErr::UniqueConstraintViolation(_) | SqlErr::ForeignKeyConstraintViolation(_));
    error.of_database().and_then(DbErr::sql_err).is_some_and(violated) || failure_of(error) == Some(Failure::Conflict)
}
