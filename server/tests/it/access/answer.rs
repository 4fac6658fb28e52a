//! The expected outcome for every caller, by the kind of route.

use crate::support::door::Outcome;

use Outcome::{Ended, Forbidden, LedOn, NoSuch, NotFound, Ok, Refused, SignedOut};

/// The expected outcome for each of [`Who::ALL`] in one channel.
pub type Answers = [Outcome; 9];

/// The same on the web and in the app.
pub type InBoth = (Answers, Answers);

/// For holders only: for everybody else it does not exist.
#[rustfmt::skip]
pub const HOLDER: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Ok,        Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Ok],
);
/// For holders, whom a rule refuses in the state of the fixture.
#[rustfmt::skip]
pub const HOLDER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Refused],
);
/// For holders, after a step-up with BankID.
#[rustfmt::skip]
pub const HOLDER_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Refused,   Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Ok],
);
/// For those who may use the account.
#[rustfmt::skip]
pub const USER: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Ok,        Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Ok],
);
/// For those who may use the account, whom a rule refuses in the state of the fixture.
#[rustfmt::skip]
pub const USER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Refused,   NotFound,  Refused,   Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Refused,   Refused,   SignedOut, Refused],
);
/// For those who may use the account, after a step-up with BankID.
#[rustfmt::skip]
pub const USER_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Refused,   Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Ok],
);
/// For grantees.
#[rustfmt::skip]
pub const GRANTEE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Forbidden, Forbidden],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Forbidden],
);
/// For those whose access has ended.
#[rustfmt::skip]
pub const REMOVED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  NotFound,  NotFound],
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  SignedOut, NotFound],
);
/// For the invited person only.
#[rustfmt::skip]
pub const INVITED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   Refused,   Refused],
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   SignedOut, Refused],
);
/// For every session, about the caller.
#[rustfmt::skip]
pub const PERSON: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Ok,        Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For every session by BankID, about the caller.
#[rustfmt::skip]
pub const PERSON_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For sessions by BankID of a person on no contract, about the caller.
#[rustfmt::skip]
pub const USER_ALONE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Refused],
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Refused],
);
/// With one account and no invitation, the response redirects to the account.
#[rustfmt::skip]
pub const CHOICE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, LedOn,    Ok,       Ok,      LedOn,     Ok,        LedOn,     LedOn,     LedOn],
    [SignedOut, LedOn,    Ok,       Ok,      Ok,        LedOn,     LedOn,     SignedOut, LedOn],
);
/// A session in the channel is redirected to the accounts; so are the page of an absent BankID order and the app's
/// start page.
#[rustfmt::skip]
pub const NOT_SIGNED_IN: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     LedOn,     LedOn],
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     Ok,        LedOn],
);
/// For everybody.
pub const PUBLIC: InBoth = ([const { Ok }; 9], [const { Ok }; 9]);
/// The app has no sign-in by customer number, so it lacks the function.
pub const NOT_IN_THE_APP: Answers = [const { NoSuch }; 9];
/// For sessions by customer number.
#[rustfmt::skip]
pub const BY_NUMBER: InBoth = (
    // nobody,  stranger,  pending,   removed,   web,       app,       both,      by number, holder
    [SignedOut, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Refused,   Forbidden],
    NOT_IN_THE_APP,
);
/// Refused for everybody in the state of the fixture.
pub const REFUSED: InBoth = ([const { Refused }; 9], [const { Refused }; 9]);
