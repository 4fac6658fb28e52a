//! What is answered to everybody who may ask, by what is asked.

use crate::support::door::Outcome;

use Outcome::{Ended, Forbidden, LedOn, NoSuch, NotFound, Ok, Refused, SignedOut};

/// What each of [`Who::ALL`] is answered in one channel.
pub type Answers = [Outcome; 9];

/// The same on the web and in the app.
pub type InBoth = (Answers, Answers);

/// For holders alone: nobody else learns that there is anything.
#[rustfmt::skip]
pub const HOLDER: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Ok,        Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Ok],
);
/// For holders, where what they ask is refused as things are in the door's world.
#[rustfmt::skip]
pub const HOLDER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Forbidden, NotFound,  Forbidden, Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Forbidden, Forbidden, SignedOut, Refused],
);
/// For holders, who have to identify themselves with BankID for it.
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
/// For those who may use the account, where what they ask is refused as things are in the door's world.
#[rustfmt::skip]
pub const USER_REFUSED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Refused,   NotFound,  Refused,   Refused,   Refused],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Refused,   Refused,   SignedOut, Refused],
);
/// For those who may use the account, who have to identify themselves with BankID for it.
#[rustfmt::skip]
pub const USER_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Refused,   Ok],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Ok],
);
/// For those whom the account is shared with.
#[rustfmt::skip]
pub const GRANTEE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ended,   Ok,        NotFound,  Ok,        Forbidden, Forbidden],
    [SignedOut, NotFound, NotFound, Ended,   NotFound,  Ok,        Ok,        SignedOut, Forbidden],
);
/// For those whose access is over.
#[rustfmt::skip]
pub const REMOVED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  NotFound,  NotFound],
    [SignedOut, NotFound, NotFound, Ok,      NotFound,  NotFound,  NotFound,  SignedOut, NotFound],
);
/// For the invited person alone.
#[rustfmt::skip]
pub const INVITED: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   Refused,   Refused],
    [SignedOut, Refused,  Ok,       Refused, Refused,   Refused,   Refused,   SignedOut, Refused],
);
/// For whoever is signed in, about themselves.
#[rustfmt::skip]
pub const PERSON: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Ok,        Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For whoever is signed in with BankID, about themselves.
#[rustfmt::skip]
pub const PERSON_BY_BANKID: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Ok],
    [SignedOut, Ok,       Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Ok],
);
/// For whoever is signed in with BankID and on no contract, about themselves.
#[rustfmt::skip]
pub const USER_ALONE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        Refused,   Refused],
    [SignedOut, Refused,  Ok,       Ok,      Ok,        Ok,        Ok,        SignedOut, Refused],
);
/// Whoever has one account, and no invitation, is led straight into it.
#[rustfmt::skip]
pub const CHOICE: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [SignedOut, LedOn,    Ok,       Ok,      LedOn,     Ok,        LedOn,     LedOn,     LedOn],
    [SignedOut, LedOn,    Ok,       Ok,      Ok,        LedOn,     LedOn,     SignedOut, LedOn],
);
/// Whoever is signed in to the channel is led to their accounts: the page of an order of BankID when there is none, and
/// the app's first page.
#[rustfmt::skip]
pub const NOT_SIGNED_IN: InBoth = (
    // nobody,  stranger, pending,  removed, web,       app,       both,      by number, holder
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     LedOn,     LedOn],
    [Ok,        LedOn,    LedOn,    LedOn,   LedOn,     LedOn,     LedOn,     Ok,        LedOn],
);
/// For everybody.
pub const PUBLIC: InBoth = ([const { Ok }; 9], [const { Ok }; 9]);
/// There is no way into the app by customer number, and so no function of it.
pub const NOT_IN_THE_APP: Answers = [const { NoSuch }; 9];
/// For whoever is signed in by customer number.
#[rustfmt::skip]
pub const BY_NUMBER: InBoth = (
    // nobody,  stranger,  pending,   removed,   web,       app,       both,      by number, holder
    [SignedOut, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Forbidden, Refused,   Forbidden],
    NOT_IN_THE_APP,
);
/// For nobody, as things are in the door's world.
pub const REFUSED: InBoth = ([const { Refused }; 9], [const { Refused }; 9]);
