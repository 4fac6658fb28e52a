//! Addresses of pages and plain forms, each written once.
//!
//! The constants are paths within a channel. [`here`] makes an address of one, in the channel of the page; everything
//! that is made of values is an address already.

use types::access_grant::{Channel, GrantSource};
use types::activity::ActivityFilter;
use types::destination::{AccountPage, Destination};
use types::id::BagOrderId;
use types::{AccessGrantId, CustomerRef};

use crate::channel::channel;

/// The start page.
pub const START: &str = "/";
/// Where one chooses how to sign in.
pub const SIGN_IN: &str = "/logga-in";
/// Signing in by customer number, on the web only; also its two steps before.
pub const NUMBER_SIGN_IN: &str = "/logga-in/kundnummer";
/// Asking for a letter with a code.
pub const ASK_FOR_CODE: &str = "/logga-in/kundnummer/brev";
/// Choosing a password with the code.
pub const ACTIVATE_NUMBER: &str = "/logga-in/kundnummer/aktivera";
/// Where one comes after having said that it was somebody else who shared.
pub const SHARING_DENIED: &str = "/var-det-inte-du/klart";
/// What the doors of customer numbers begin with: there are none in the app.
pub const NUMBER_DOORS: &str = "/api/customer-number/";
/// Plain form: starts to sign in with BankID.
pub const START_SIGN_IN: &str = "/api/sign-in/start";
/// Plain form: opens the session of somebody who is identified.
pub const FINISH_SIGN_IN: &str = "/api/sign-in/finish";
/// Plain form: the same, by the two digits that the BankID app showed.
pub const CONFIRM_SIGN_IN: &str = "/api/sign-in/confirm";
/// Plain form: cancels the order under way.
pub const CANCEL_SIGN_IN: &str = "/api/sign-in/cancel";
/// Plain form: ends one of one's sessions.
pub const END_SESSION: &str = "/api/profile/end-session";
/// Plain form: verifies an e-mail address.
pub const VERIFY_EMAIL: &str = "/api/email-link/verify";
/// How long the session lasts. Asking does not keep it alive, so the server does not look for who asks.
pub const SESSION_TIME: &str = "/api/session/time";
/// Plain form: ends the session.
pub const SIGN_OUT: &str = "/api/sign-out";
/// Plain form: chooses the language of the pages.
pub const CHOOSE_LANGUAGE: &str = "/api/language";
/// How to share, step by step.
pub const SHARE: &str = "/dela";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/tillganglighet";
/// How personal data are handled.
pub const PERSONAL_DATA: &str = "/personuppgifter";
/// One's own data as a file; a plain route of the server.
pub const OWN_DATA_FILE: &str = "/mina-uppgifter.json";
/// Choosing which account to use.
pub const CHOOSE_ACCOUNT: &str = "/valj-konto";
/// The same for somebody who wants to see the choice: the only account there is does not open by itself.
pub const SWITCH_ACCOUNT: &str = "/valj-konto?byt=1";
/// What the app does, and how it comes to the telephone. In the app only.
pub const HOW_THE_APP_WORKS: &str = "/sa-fungerar-appen";
/// Where an order of BankID is shown while it is under way.
pub const BANKID: &str = "/logga-in/bankid";
/// Where the app leads back to; a plain route of the server.
pub const BANKID_RETURN: &str = "/logga-in/bankid/retur";
/// Where one comes after having verified an e-mail address.
pub const EMAIL_VERIFIED: &str = "/bekrafta-epost/klart";
/// The event stream of an order under way; a plain route of the server.
pub const BANKID_EVENTS: &str = "/api/sign-in/events";

/// What the address of Aktivitet asks for: about what.
pub const ACTIVITY_KIND: &str = "visa";
/// How far back.
pub const ACTIVITY_PERIOD: &str = "period";
/// Below which entry.
pub const ACTIVITY_OLDER: &str = "fore";
/// Above which entry.
pub const ACTIVITY_NEWER: &str = "efter";

/// A path in the channel of the page that is being made, or that the browser shows.
pub fn here(path: &str) -> String {
    format!("{}{path}", channel().base())
}

/// A page to go to when signed in.
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

/// Signing in again, for somebody whose session ran out on a page. Asked in the browser, where the address is all that
/// is known; the page for signing in reads it as a [`Destination`], which would be a kilobyte more here.
pub fn timed_out_on(path: &str) -> String {
    let (channel, _) = Channel::of_path(path);
    format!("{}&till={path}", done(&format!("{}{SIGN_IN}", channel.base()), "tiden"))
}

/// A page of an account.
pub fn account(account: &CustomerRef, page: AccountPage) -> String {
    to(&Destination::Account(account.clone(), page))
}

/// What the app does, for those who are in either channel.
pub fn how_the_app_works() -> String {
    format!("{}{HOW_THE_APP_WORKS}", Channel::App.base())
}

/// A page of whichever account the person chooses; straight there for who has one only.
pub fn place(channel: Channel, page: AccountPage) -> String {
    Destination::AccountsFor(page).path(channel)
}

/// The page that says that one's access to an account is over.
pub fn ended(account: &CustomerRef) -> String {
    here(&format!("/k/{account}/avslutad"))
}

/// The page that asks whether one wants to give up one's access to an account.
pub fn leave(account: &CustomerRef) -> String {
    here(&format!("/k/{account}/lamna"))
}

/// An invitation.
pub fn invitation(id: AccessGrantId) -> String {
    to(&Destination::Invitation(id))
}

/// The page that asks whether one wants to decline an invitation.
pub fn decline(id: AccessGrantId) -> String {
    format!("{}/tacka-nej", invitation(id))
}

/// What can be done with one grant, on a page of its own.
pub fn access_grant(account: &CustomerRef, id: AccessGrantId, what: &str) -> String {
    format!("{}/{id}/{what}", self::account(account, AccountPage::AccessGrants))
}

/// The form for a new grant that replaces a pending one.
pub fn invite_again(account: &CustomerRef, id: AccessGrantId) -> String {
    to(&Destination::NewFrom(account.clone(), GrantSource::Replaced(id)))
}

/// The form of the other channel, filled in from a grant of this one. Whoever opens it signs in there first.
pub fn share_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    Destination::NewFrom(account.clone(), GrantSource::Twin(id)).path(channel().other())
}

/// The page that asks whether to take back a grant of the other channel.
pub fn remove_elsewhere(account: &CustomerRef, id: AccessGrantId) -> String {
    Destination::RemoveAccess(account.clone(), id).path(channel().other())
}

/// What has happened on an account, as it is looked for.
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

/// A page, with a word about what has just been done on it.
pub fn done(page: &str, word: &str) -> String {
    format!("{page}?klart={word}")
}

/// The list of grants after one was taken back, with the same person's grant of the other channel.
pub fn access_removed(account: &CustomerRef, twin: Option<AccessGrantId>) -> String {
    let list = access_grants_done(account, "borttagen");
    match twin {
        Some(twin) => format!("{list}&aven={twin}"),
        None => list,
    }
}

/// The list of grants, with a word about what has just been done.
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

/// The page that asks whether one wants to cancel an order of bags.
pub fn cancel_bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    format!("{}/avbryt", bag_order(account, id))
}

/// One's profile, with a word about what has just been done.
pub fn profile_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Profile), word)
}

/// Avtal, with a word about what has just been done.
pub fn contracts_done(account: &CustomerRef, word: &str) -> String {
    done(&self::account(account, AccountPage::Contracts), word)
}
