//! Addresses of pages and plain forms, each written once.
//!
//! The constants are paths within a channel, which [`here`] turns into addresses in the channel of the page; the
//! functions return addresses already.

use types::Channel;
use types::access_grant::GrantSource;
use types::activity::ActivityFilter;
use types::destination::{AccountPage, Destination};
use types::id::BagOrderId;
use types::{AccessGrantId, CustomerRef};

use crate::channel::channel;

/// The start page.
pub const START: &str = "/";
/// Choosing how to sign in.
pub const SIGN_IN: &str = "/logga-in";
/// Signing in by customer number, on the web only; also the prefix of its two previous steps.
pub const NUMBER_SIGN_IN: &str = "/logga-in/kundnummer";
/// Requesting a letter with a code.
pub const ASK_FOR_CODE: &str = "/logga-in/kundnummer/brev";
/// Setting the password with the code.
pub const ACTIVATE_NUMBER: &str = "/logga-in/kundnummer/aktivera";
/// After an owner has said that they did not share.
pub const SHARING_DENIED: &str = "/var-det-inte-du/klart";
/// The prefix of the server functions of customer numbers, which the app does not have.
pub const NUMBER_FUNCTIONS: &str = "/api/customer-number/";
/// Plain form: starts a sign-in with BankID.
pub const START_SIGN_IN: &str = "/api/sign-in/start";
/// Plain form: opens the session of an identified person.
pub const FINISH_SIGN_IN: &str = "/api/sign-in/finish";
/// Plain form: the same, with the two digits that the BankID app showed.
pub const CONFIRM_SIGN_IN: &str = "/api/sign-in/confirm";
/// Plain form: cancels the order.
pub const CANCEL_SIGN_IN: &str = "/api/sign-in/cancel";
/// Plain form: ends one of the caller's sessions.
pub const END_SESSION: &str = "/api/profile/end-session";
/// Plain form: verifies an e-mail address.
pub const VERIFY_EMAIL: &str = "/api/email-link/verify";
/// How long the session lasts. Asking must not extend it, so the server does not look up the caller.
pub const SESSION_TIME: &str = "/api/session/time";
/// Plain form: ends the session.
pub const SIGN_OUT: &str = "/api/sign-out";
/// Plain form: chooses the language of the pages.
pub const CHOOSE_LANGUAGE: &str = "/api/language";
/// How to share, step by step.
pub const SHARE: &str = "/dela";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/tillganglighet";
/// How personal data is processed.
pub const PERSONAL_DATA: &str = "/personuppgifter";
/// The caller's own data as a file; a plain route of the server.
pub const OWN_DATA_FILE: &str = "/mina-uppgifter.json";
/// Choosing an account.
pub const CHOOSE_ACCOUNT: &str = "/valj-konto";
/// The same on purpose: a single account does not open directly.
pub const SWITCH_ACCOUNT: &str = "/valj-konto?byt=1";
/// What the app does, and how to install it. In the app only.
pub const HOW_THE_APP_WORKS: &str = "/sa-fungerar-appen";
/// The page of an order of BankID.
pub const BANKID: &str = "/logga-in/bankid";
/// Where the BankID app returns to; a plain route of the server.
pub const BANKID_RETURN: &str = "/logga-in/bankid/retur";
/// After an e-mail address has been verified.
pub const EMAIL_VERIFIED: &str = "/bekrafta-epost/klart";
/// The event stream of an order; a plain route of the server.
pub const BANKID_EVENTS: &str = "/api/sign-in/events";

/// Query parameters of Aktivitet: the kind.
pub const ACTIVITY_KIND: &str = "visa";
/// The period.
pub const ACTIVITY_PERIOD: &str = "period";
/// Older than a cursor.
pub const ACTIVITY_OLDER: &str = "fore";
/// Newer than a cursor.
pub const ACTIVITY_NEWER: &str = "efter";

/// A path in the channel of the page that is being rendered, or that the browser shows.
pub fn here(path: &str) -> String {
    format!("{}{path}", channel().base())
}

/// A page that signing in may lead to.
pub fn to(destination: &Destination) -> String {
    destination.path(channel())
}

/// Signing in, and from there to a page.
pub fn sign_in_for(channel: Channel, destination: &Destination) -> String {
    let base = channel.base();
    match destination {
        Destination::Accounts => format!("{base}{SIGN_IN}"),
        page => format!("{base}{SIGN_IN}?till={}", page.path(channel)),
    }
}

/// Signing in by customer number, and from there to a page.
pub fn number_sign_in_for(destination: &Destination) -> String {
    match destination {
        Destination::Accounts => NUMBER_SIGN_IN.to_owned(),
        page => format!("{NUMBER_SIGN_IN}?till={}", page.path(Channel::Web)),
    }
}

/// Signing in again, after a session ended on a page. Used in the browser, where only the address is known; the sign-in
/// page parses it as a [`Destination`], which would add a kilobyte here.
pub fn timed_out_on(path: &str) -> String {
    let (channel, _) = Channel::of_path(path);
    format!("{}&till={path}", done(&format!("{}{SIGN_IN}", channel.base()), "tiden"))
}

/// A page of an account.
pub fn account(account: &CustomerRef, page: AccountPage) -> String {
    to(&Destination::Account(account.clone(), page))
}

/// What the app does, from either channel.
pub fn how_the_app_works() -> String {
    format!("{}{HOW_THE_APP_WORKS}", Channel::App.base())
}

/// A page of the account that the person chooses, or of their only one.
pub fn place(channel: Channel, page: AccountPage) -> String {
    Destination::AccountsFor(page).path(channel)
}

/// The page that says that access to an account has ended.
pub fn ended(account: &CustomerRef) -> String {
    here(&format!("/k/{account}/avslutad"))
}

/// The page that asks before leaving an account.
pub fn leave(account: &CustomerRef) -> String {
    here(&format!("/k/{account}/lamna"))
}

/// An invitation.
pub fn invitation(id: AccessGrantId) -> String {
    to(&Destination::Invitation(id))
}

/// The page that asks before declining an invitation.
pub fn decline(id: AccessGrantId) -> String {
    format!("{}/tacka-nej", invitation(id))
}

/// An action on one grant, as a page.
pub fn access_grant(account: &CustomerRef, id: AccessGrantId, what: &str) -> String {
    format!("{}/{id}/{what}", self::account(account, AccountPage::AccessGrants))
}

/// The form for a new grant that replaces a pending one.
pub fn invite_again(account: &CustomerRef, id: AccessGrantId) -> String {
    to(&Destination::NewFrom(account.clone(), GrantSource::Replaced(id)))
}

/// The form of the other channel, filled in from a grant of this one. It requires signing in there first.
pub fn share_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    Destination::NewFrom(account.clone(), GrantSource::Twin(id)).path(channel().other())
}

/// The page that asks before removing a grant of the other channel.
pub fn remove_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    Destination::RemoveAccess(account.clone(), id).path(channel().other())
}

/// An account's activity, filtered.
pub fn activity(account: &CustomerRef, filter: ActivityFilter) -> String {
    let (older, newer) = filter.place.marks();
    let words = [
        (ACTIVITY_KIND, filter.kind.map(|kind| kind.to_string())),
        (ACTIVITY_PERIOD, filter.period.map(|period| period.to_string())),
        (ACTIVITY_OLDER, older.map(|mark| mark.to_string())),
        (ACTIVITY_NEWER, newer.map(|mark| mark.to_string())),
    ];
    let words = words.into_iter().filter_map(|(name, word)| Some(format!("{name}={}", word?)));
    let page = self::account(account, AccountPage::Activity);
    match words.collect::<Vec<_>>().join("&") {
        words if words.is_empty() => page,
        words => format!("{page}?{words}"),
    }
}

/// A page, with the name of the completed action.
pub fn done(page: &str, word: &str) -> String {
    format!("{page}?klart={word}")
}

/// The list of grants after one was removed, with the same person's grant of the other channel.
pub fn access_removed(account: &CustomerRef, twin: Option<AccessGrantId>) -> String {
    let list = access_grants_done(account, "borttagen");
    match twin {
        Some(twin) => format!("{list}&aven={twin}"),
        None => list,
    }
}

/// The list of grants, with the name of the completed action.
pub fn access_grants_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::AccessGrants), word)
}

/// The second page of an order of bags.
pub fn confirm_bags(account: &CustomerRef) -> String {
    format!("{}/bekrafta", self::account(account, AccountPage::Bags))
}

/// One order of bags.
pub fn bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    format!("{}/{id}", self::account(account, AccountPage::BagOrders))
}

/// The page that asks before cancelling a bag order.
pub fn cancel_bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    format!("{}/avbryt", bag_order(account, id))
}

/// The profile, with the name of the completed action.
pub fn profile_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Profile), word)
}

/// Avtal, with the name of the completed action.
pub fn contracts_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Contracts), word)
}
