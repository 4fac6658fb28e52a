//! How operations fail.

use std::fmt;

use sea_orm::DbErr;
use types::CustomerRef;

use crate::db::Failure;

/// The failure of an operation with rules. `R` lists the rules that may refuse.
#[derive(Debug, thiserror::Error)]
pub enum Error<R> {
    /// Rules refused: all that did, in the order of the form.
    #[error("refused")]
    Refused(Vec<R>),
    /// Not refused by a rule.
    #[error(transparent)]
    Failed(#[from] Failed),
}

/// A failure that is not a rule's refusal.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The caller may know of it but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller had access to this account, which has ended.
    #[error("ended")]
    Ended(CustomerRef),
    /// It does not exist, or the caller may not know that it does.
    #[error("not found")]
    NotFound,
    /// A fault of ours or of a dependency. Nothing is known to be stored.
    #[error(transparent)]
    Broken(#[from] Fault),
}

/// The cause, and whether a retry may succeed.
#[derive(Debug)]
pub struct Fault {
    cause: anyhow::Error,
    failure: Failure,
}

impl Fault {
    /// Whether another transaction conflicted: a retry may succeed at once.
    pub fn is_conflict(&self) -> bool {
        self.failure == Failure::Conflict
    }

    /// Whether the database did not answer or could not write: a retry may succeed later.
    pub fn is_outage(&self) -> bool {
        self.failure != Failure::Fault
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(formatter)
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}

impl From<anyhow::Error> for Fault {
    fn from(cause: anyhow::Error) -> Self {
        let failure = cause.downcast_ref().map_or(Failure::Fault, Failure::of);
        Self { cause, failure }
    }
}

/// The result of an operation or a part of one: `Result<Account>`, `Result<AccessGrantId, Error<GrantRefusal>>`.
pub type Result<T, E = Failed> = std::result::Result<T, E>;

/// Ends an operation because one rule refuses.
pub(crate) fn refuse<T, R>(rule: R) -> Result<T, Error<R>> {
    Err(Error::Refused(vec![rule]))
}

impl Failed {
    /// The database's error, if a statement or its connection failed.
    pub(crate) fn of_database(&self) -> Option<&DbErr> {
        match self {
            Self::Broken(fault) => fault.cause.downcast_ref(),
            _ => None,
        }
    }
}

impl From<DbErr> for Failed {
    fn from(error: DbErr) -> Self {
        anyhow::Error::from(error).into()
    }
}

impl From<anyhow::Error> for Failed {
    /// A wrapped failure keeps its classification: a conflict is still retried.
    fn from(error: anyhow::Error) -> Self {
        error.downcast().unwrap_or_else(|error: anyhow::Error| Self::Broken(error.into()))
    }
}

impl<R> From<DbErr> for Error<R> {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

impl<R> From<anyhow::Error> for Error<R> {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_failure_stays_what_it_was() {
        let of_database = Failed::from(DbErr::Custom("no answer".to_owned()));

        let wrapped = Failed::from(anyhow::Error::from(of_database));
        let missing = Failed::from(anyhow::Error::from(Failed::NotFound));

        assert!(wrapped.of_database().is_some());
        assert!(matches!(missing, Failed::NotFound));
    }
}
