//! Addresses in the channel of the page that is being rendered, or that the browser shows.
//!
//! The constants are paths of plain forms and of routes of the server, for [`here`]; pages are in [`types::page`].

use types::access_grant::GrantSource;
use types::activity::ActivityFilter;
use types::id::BagOrderId;
pub use types::page::file::OWN_DATA_FILE;
use types::page::{AccountPage, AccountsVisit, CompletedAction, Destination, QueryParam};
use types::{AccessGrantId, Channel, CustomerRef, Page};

use crate::channel::channel;
use crate::rendered_at::RenderedAt;

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
/// How long the session lasts. Asking must not extend it, so the server does not look up the caller.
pub const SESSION_TIME: &str = "/api/session/time";
/// Plain form: ends the session.
pub const SIGN_OUT: &str = "/api/sign-out";
/// Plain form: chooses the language of the pages.
pub const CHOOSE_LANGUAGE: &str = "/api/language";
/// The event stream of an open page; a plain route of the server, for [`live_events`].
pub const LIVE_EVENTS: &str = "/api/events";
/// The event stream of an order; a plain route of the server.
pub const BANKID_EVENTS: &str = "/api/sign-in/events";

/// A path in the channel of the page that is being rendered, or that the browser shows.
pub fn here(path: &str) -> String {
    format!("{}{path}", channel().base())
}

/// The event stream of changes since a document was rendered, of the person and an account.
pub fn live_events(account: Option<&CustomerRef>, since: RenderedAt) -> String {
    let account = account.map(|account| format!("&account={account}")).unwrap_or_default();
    format!("{}?since={since}{account}", here(LIVE_EVENTS))
}

/// A page in the channel of this one.
pub fn to(page: &Page) -> String {
    page.path(channel())
}

/// Choosing how to sign in.
pub fn sign_in() -> String {
    to(&Page::SignIn(Destination::default()))
}

/// Signing in, and from there to a page.
pub fn sign_in_for(channel: Channel, destination: &Destination) -> String {
    Page::SignIn(destination.clone()).path(channel)
}

/// Choosing an account.
pub fn accounts() -> String {
    to(&Page::Accounts(AccountsVisit::Entering))
}

/// The same on purpose: a single account does not open directly.
pub fn switch_account() -> String {
    to(&Page::Accounts(AccountsVisit::Switching))
}

/// Signing in by customer number, and from there to a page.
pub fn number_sign_in_for(destination: &Destination) -> String {
    Page::NumberSignIn(destination.clone()).path(Channel::Web)
}

/// Signing in again, after a session ended on a page. Used in the browser, where the table of addresses would weigh
/// kilobytes more than this.
pub fn timed_out_on(path: &str) -> String {
    let ((channel, _), done) = (Channel::of_path(path), CompletedAction::TimedOut);
    format!("{}/logga-in?{}={done}&{}={path}", channel.base(), QueryParam::Done, QueryParam::Destination)
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

/// A page, reporting a completed action.
pub fn done(page: &Page, action: CompletedAction) -> String {
    page.path_after(channel(), action)
}

/// A page of an account, reporting a completed action.
pub fn account_done(account: &CustomerRef, page: AccountPage, action: CompletedAction) -> String {
    done(&Page::Account(account.clone(), page), action)
}

/// The accounts, reporting a completed action.
pub fn accounts_done(action: CompletedAction) -> String {
    done(&Page::Accounts(AccountsVisit::Entering), action)
}

/// The profile, reporting a completed action.
pub fn profile_done(account: &CustomerRef, action: CompletedAction) -> String {
    account_done(account, AccountPage::Profile, action)
}

/// Avtal, reporting a completed action.
pub fn contracts_done(account: &CustomerRef, action: CompletedAction) -> String {
    account_done(account, AccountPage::Contracts, action)
}

/// The list of grants, reporting a completed action.
pub fn access_grants_done(account: &CustomerRef, action: CompletedAction) -> String {
    account_done(account, AccountPage::AccessGrants, action)
}

/// One order of bags, reporting a completed action.
pub fn bag_order_done(account: &CustomerRef, id: BagOrderId, action: CompletedAction) -> String {
    account_done(account, AccountPage::BagOrder(id), action)
}

/// The list of grants after one was removed, with the same person's grant of the other channel.
pub fn access_removed(account: &CustomerRef, twin: Option<AccessGrantId>) -> String {
    let list = access_grants_done(account, CompletedAction::AccessRemoved);
    match twin {
        Some(twin) => format!("{list}&{}={twin}", QueryParam::TwinOfRemoved),
        None => list,
    }
}

/// One order of bags.
pub fn bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    self::account(account, AccountPage::BagOrder(id))
}

/// The page that asks before cancelling a bag order.
pub fn cancel_bag_order(account: &CustomerRef, id: BagOrderId) -> String {
    self::account(account, AccountPage::CancelBagOrder(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_timed_out_is_led_to_where_they_were() {
        for (channel, path) in [(Channel::Web, "/k/abcdefghijklmnop/profil"), (Channel::App, "/app/mina-uppgifter")] {
            let sign_in = Page::SignIn(Destination::parse(channel, path));

            assert_ne!(sign_in, Page::SignIn(Destination::default()));
            assert_eq!(Page::parse(channel, &timed_out_on(path)), Some(sign_in));
        }
    }
}
