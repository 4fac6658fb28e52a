//! Every page with the expected outcomes, and the table of addresses beside the portal's routes.

use std::collections::BTreeSet;

use axum::body::Body;
use http::Request;
use rstest::rstest;
use server::router;
use types::activity::ActivityFilter;
use types::bag_order::BagChoice;
use types::page::{AccountPage, AccountsVisit, Destination};
use types::{Channel, Page};

use super::answer::{Answers, CHOICE, HOLDER, InBoth, NOT_SIGNED_IN, PERSON, PUBLIC, REMOVED, USER};
use super::sent::pending;
use crate::support::door::{Door, Who, location};

/// The pages of a channel, each for what there is in the fixture.
fn rows(door: &Door, channel: Channel) -> Vec<(Page, Answers)> {
    let (grant, order) = (pending(door, channel), door.order);
    let of_everybody: [(Page, InBoth); 20] = [
        (Page::Start, (PUBLIC.0, NOT_SIGNED_IN.1)),
        (Page::Share, PUBLIC),
        (Page::HowTheAppWorks, PUBLIC),
        (Page::Accessibility, PUBLIC),
        (Page::PersonalData, PUBLIC),
        (Page::Offline, PUBLIC),
        (Page::SignIn(Destination::default()), PUBLIC),
        (Page::BankId, NOT_SIGNED_IN),
        (Page::NumberSignIn(Destination::default()), PUBLIC),
        (Page::AskForCode, PUBLIC),
        (Page::ActivateNumber, PUBLIC),
        (Page::SharingDenied, PUBLIC),
        (Page::SharingNotice("unknown".into()), PUBLIC),
        (Page::EmailVerified, PUBLIC),
        (Page::VerifyEmail("unknown".into()), PUBLIC),
        (Page::Invitation(grant), PUBLIC),
        (Page::DeclineInvitation(grant), PUBLIC),
        (Page::Accounts(AccountsVisit::Entering), CHOICE),
        (Page::OwnData, PERSON),
        (Page::EraseUser, PERSON),
    ];
    let of_account = [
        (AccountPage::Ended, REMOVED),
        (AccountPage::Overview, USER),
        (AccountPage::Bags(BagChoice::default()), USER),
        (AccountPage::ConfirmBags(BagChoice::default()), USER),
        (AccountPage::BagOrders(0), USER),
        (AccountPage::BagOrder(order), USER),
        (AccountPage::CancelBagOrder(order), USER),
        (AccountPage::Activity(ActivityFilter::default()), USER),
        (AccountPage::Contracts, USER),
        (AccountPage::Profile, USER),
        (AccountPage::Leave, USER),
        (AccountPage::AccessGrants, HOLDER),
        (AccountPage::NewAccessGrant(None), HOLDER),
        (AccountPage::AccessGrantSaved(grant), HOLDER),
        (AccountPage::RemoveAccess(grant), HOLDER),
        (AccountPage::CorrectInvitation(grant), HOLDER),
    ];
    let of_account = of_account.map(|(page, answers)| (Page::Account(door.account.clone(), page), answers));
    let rows = of_everybody.into_iter().chain(of_account).filter(|(page, _)| page.exists_in(channel));
    let of_channel = |(web, app)| if channel == Channel::Web { web } else { app };
    rows.map(|(page, answers)| (page, of_channel(answers))).collect()
}

/// The path of the page in the table of addresses. Where a word and a parameter fit, the word does.
fn pattern(channel: Channel, page: &Page) -> String {
    let address = page.path(channel);
    let fits = |pattern: &String| {
        let (written, found) = (pattern.split('/'), address.split('/'));
        let is_alike = |(word, found): (&str, &str)| word.starts_with('{') || word == found;
        written.clone().count() == found.clone().count() && written.zip(found).all(is_alike)
    };
    let fitting = patterns(channel).into_iter().filter(fits);
    fitting
        .min_by_key(|pattern| pattern.matches('{').count())
        .unwrap_or_else(|| panic!("{address} is not in the table"))
}

fn patterns(channel: Channel) -> Vec<String> {
    Page::patterns(channel).into_iter().map(|pattern| format!("{}{pattern}", channel.base())).collect()
}

#[rstest]
#[tokio::test]
async fn every_page_has_a_row(#[values(Channel::Web, Channel::App)] channel: Channel) {
    let door = Door::open().await;

    let listed: Vec<_> = rows(&door, channel).iter().map(|(page, _)| pattern(channel, page)).collect();

    assert_eq!(sorted(listed), sorted(patterns(channel)));
}

/// The page without a network is no route of Leptos: the app keeps it as a file.
#[test]
fn every_page_is_one_route_and_every_route_a_page() {
    let pages = [Channel::Web, Channel::App].into_iter().flat_map(patterns);

    let routes = router::PAGES.iter().map(|route| route.path().to_owned());

    // The app's first page ends with a slash: its scope is only the paths below it.
    let routes = routes.map(|route| if route == Channel::App.base() { Page::Start.path(Channel::App) } else { route });
    let offline = Page::Offline.path(Channel::App);
    assert_eq!(sorted(routes.collect()), sorted(pages.filter(|pattern| *pattern != offline).collect()));
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    let different: BTreeSet<_> = texts.iter().collect();
    assert_eq!(different.len(), texts.len(), "{texts:?}");
    texts
}

#[rstest]
#[tokio::test]
async fn everybody_is_answered_by_a_page_as_the_table_says(
    #[values(0, 1, 2, 3, 4, 5, 6, 7, 8)] who: usize,
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let who = Who::ALL[who];
    let door = Door::open().await;
    let mut wrong = Vec::new();
    for (page, expected) in rows(&door, channel) {
        let address = page.path(channel);

        let outcome = door.open_page(who, &address).await;

        if outcome != expected[who as usize] {
            wrong.push(format!("{address}: {outcome:?}, not {:?}", expected[who as usize]));
        }
    }
    assert!(wrong.is_empty(), "{who:?} is answered\n{}", wrong.join("\n"));
}

#[rstest]
#[tokio::test]
async fn nobody_is_led_by_way_of_signing_in_to_the_pages_that_require_it(
    #[values(Channel::Web, Channel::App)] channel: Channel,
) {
    let door = Door::open().await;
    for (page, _) in rows(&door, channel) {
        let response = door.send(Request::get(page.path(channel)).body(Body::empty()).unwrap()).await;

        let sign_in = Page::SignIn(page.clone().into()).path(channel);
        let expected = page.requires_sign_in().then_some(&*sign_in);
        assert_eq!(location(&response), expected, "{}", page.path(channel));
    }
}
