//! Addresses of pages and plain forms, each written once.
//!
//! The constants are paths within a channel, which [`here`] turns into addresses in the channel of the page; the
//! functions return addresses already.

use types::access_grant::GrantSource;
use types::activity::ActivityFilter;
use types::destination::{AccountPage, Destination};
use types::id::BagOrderId;
pub use types::page::file::OWN_DATA_FILE;
use types::page::{AccountsVisit, QueryParam};
use types::{AccessGrantId, Channel, CustomerRef, Page};

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
/// Choosing an account.
pub const CHOOSE_ACCOUNT: &str = "/valj-konto";
/// The same on purpose: a single account does not open directly.
pub const SWITCH_ACCOUNT: &str = "/valj-konto?byt=1";
/// What the app does, and how to install it. In the app only.
pub const HOW_THE_APP_WORKS: &str = "/sa-fungerar-appen";
/// The page of an order of BankID.
pub const BANKID: &str = "/logga-in/bankid";
/// After an e-mail address has been verified.
pub const EMAIL_VERIFIED: &str = "/bekrafta-epost/klart";
/// The event stream of an order; a plain route of the server.
pub const BANKID_EVENTS: &str = "/api/sign-in/events";

/// A path in the channel of the page that is being rendered, or that the browser shows.
pub fn here(path: &str) -> String {
    format!("{}{path}", channel().base())
}

/// A page in the channel of this one.
pub fn to(page: &Page) -> String {
    page.path(channel())
}

/// Signing in, and from there to a page.
pub fn sign_in_for(channel: Channel, destination: &Destination) -> String {
    Page::SignIn(destination.clone()).path(channel)
}

/// Signing in by customer number, and from there to a page.
pub fn number_sign_in_for(destination: &Destination) -> String {
    Page::NumberSignIn(destination.clone()).path(Channel::Web)
}

/// Signing in again, after a session ended on a page. Used in the browser, where only the address is known; the sign-in
/// page parses it as a [`Destination`], which would add a kilobyte here.
pub fn timed_out_on(path: &str) -> String {
    let (channel, _) = Channel::of_path(path);
    let sign_in = done(&format!("{}{SIGN_IN}", channel.base()), "tiden");
    format!("{sign_in}&{}={path}", QueryParam::Destination)
}

/// A page of an account.
pub fn account(account: &CustomerRef, page: AccountPage) -> String {
    to(&Page::Account(account.clone(), page))
}

/// What the app does, from either channel.
pub fn how_the_app_works() -> String {
    Page::HowTheAppWorks.path(Channel::App)
}

/// A page of the account that the person chooses, or of their only one.
pub fn place(channel: Channel, page: AccountPage) -> String {
    Page::Accounts(AccountsVisit::For(page)).path(channel)
}

/// The page that says that access to an account has ended.
pub fn ended(account: &CustomerRef) -> String {
    self::account(account, AccountPage::Ended)
}

/// The page that asks before leaving an account.
pub fn leave(account: &CustomerRef) -> String {
    self::account(account, AccountPage::Leave)
}

/// An invitation.
pub fn invitation(id: AccessGrantId) -> String {
    to(&Page::Invitation(id))
}

/// The page that asks before declining an invitation.
pub fn decline(id: AccessGrantId) -> String {
    to(&Page::DeclineInvitation(id))
}

/// The form for a new grant that replaces a pending one.
pub fn invite_again(account: &CustomerRef, id: AccessGrantId) -> String {
    self::account(account, AccountPage::NewAccessGrant(Some(GrantSource::Replaced(id))))
}

/// The form of the other channel, filled in from a grant of this one. It requires signing in there first.
pub fn share_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    elsewhere(account, AccountPage::NewAccessGrant(Some(GrantSource::Twin(id))))
}

/// The page that asks before removing a grant of the other channel.
pub fn remove_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    elsewhere(account, AccountPage::RemoveAccess(id))
}

fn elsewhere(account: &CustomerRef, page: AccountPage) -> String {
    Page::Account(account.clone(), page).path(channel().other())
}

/// An account's activity, filtered.
pub fn activity(account: &CustomerRef, filter: ActivityFilter) -> String {
    self::account(account, AccountPage::Activity(filter))
}

/// A page, with the name of the completed action.
pub fn done(page: &str, word: &str) -> String {
    format!("{page}?{}={word}", QueryParam::Done)
}

/// The list of grants after one was removed, with the same person's grant of the other channel.
pub fn access_removed(account: &CustomerRef, twin: Option<AccessGrantId>) -> String {
    let list = access_grants_done(account, "borttagen");
    match twin {
        Some(twin) => format!("{list}&{}={twin}", QueryParam::TwinOfRemoved),
        None => list,
    }
}

/// The list of grants, with the name of the completed action.
pub fn access_grants_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::AccessGrants), word)
}

/// One order of bags.
pub fn bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    self::account(account, AccountPage::BagOrder(id))
}

/// The page that asks before cancelling a bag order.
pub fn cancel_bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    self::account(account, AccountPage::CancelBagOrder(id))
}

/// The profile, with the name of the completed action.
pub fn profile_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Profile), word)
}

/// Avtal, with the name of the completed action.
pub fn contracts_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Contracts), word)
}
