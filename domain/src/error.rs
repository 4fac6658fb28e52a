//! How operations fail.

use sea_orm::DbErr;
use types::CustomerRef;
pub use types::NoRefusal;

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
    /// A fault of ours or of something we depend on.
    #[error(transparent)]
    Broken(#[from] anyhow::Error),
}

/// What an operation answers.
pub type Result<T, R = NoRefusal> = std::result::Result<T, Error<R>>;

/// Ends an operation because one rule says no.
pub(crate) fn refuse<T, R>(rule: R) -> Result<T, R> {
    Err(Error::Refused(vec![rule]))
}

impl<R> From<DbErr> for Error<R> {
    fn from(error: DbErr) -> Self {
        Self::Broken(error.into())
    }
}

impl Error<NoRefusal> {
    /// The same error, in an operation that has rules of its own.
    pub(crate) fn widen<R>(self) -> Error<R> {
        match self {
            Self::Refused(rules) => Error::Refused(rules.into_iter().map(|rule| match rule {}).collect()),
            Self::Forbidden => Error::Forbidden,
            Self::Ended(account) => Error::Ended(account),
            Self::NotFound => Error::NotFound,
            Self::Broken(fault) => Error::Broken(fault),
        }
    }
}
