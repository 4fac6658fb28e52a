//! How operations fail.

use std::fmt;

use sea_orm::DbErr;
use types::CustomerRef;
pub use types::NoRefusal;

use crate::db::Failure;

/// How an operation ends when it does not succeed. `R` lists the rules that may say no.
#[derive(Debug, thiserror::Error)]
pub enum Error<R> {
    /// Rules said no: all of them that did, in the order of the form.
    #[error("refused")]
    Refused(Vec<R>),
    /// The caller may know of it but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// The caller had access to this account, and it is over.
    #[error("ended")]
    Ended(CustomerRef),
    /// There is no such thing, or the caller may not know that there is.
    #[error("not found")]
    NotFound,
    /// A fault of ours or of something we depend on. Nothing is known to be kept.
    #[error(transparent)]
    Broken(#[from] Fault),
}

/// What broke, and whether the same again may succeed.
#[derive(Debug)]
pub struct Fault {
    cause: anyhow::Error,
    failure: Failure,
}

impl Fault {
    /// Whether another transaction got in the way: the same again may succeed at once.
    pub fn is_conflict(&self) -> bool {
        self.failure == Failure::Conflict
    }

    /// Whether it is the database that did not answer or could not write: the same again may succeed in a while.
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

/// What an operation answers.
pub type Result<T, R = NoRefusal> = std::result::Result<T, Error<R>>;

/// Ends an operation because one rule says no.
pub(crate) fn refuse<T, R>(rule: R) -> Result<T, R> {
    Err(Error::Refused(vec![rule]))
}

impl<R> From<DbErr> for Error<R> {
    fn from(error: DbErr) -> Self {
        anyhow::Error::from(error).into()
    }
}

impl<R> From<anyhow::Error> for Error<R> {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl Error<NoRefusal> {
    /// The same error, in an operation that has rules of its own.
    pub fn widen<R>(self) -> Error<R> {
        match self {
            Self::Refused(rules) => Error::Refused(rules.into_iter().map(|rule| match rule {}).collect()),
            Self::Forbidden => Error::Forbidden,
            Self::Ended(account) => Error::Ended(account),
            Self::NotFound => Error::NotFound,
            Self::Broken(fault) => Error::Broken(fault),
        }
    }
}
