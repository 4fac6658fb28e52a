use std::collections::BTreeSet;

use super::*;
use crate::access_grant::GrantSource;
use crate::activity::{ActivityFilter, ActivityKind, ActivityMark, ActivityPlace};
use crate::bag_order::{BagChoice, BagColour};
use crate::{Timestamp, id};

const ID: &str = "01932c07-1111-7222-8333-444455556666";
const BOTH_CHANNELS: [Channel; 2] = [Channel::Web, Channel::App];

/// The address of every page of a channel, with some parameters.
fn addresses(channel: Channel) -> impl Iterator<Item = String> {
    let filled = move |pattern: String| {
        let path = pattern.replace("{konto}", "abcdefghijklmnop").replace("{id}", ID).replace("{secret}", "S3cret_-");
        format!("{}{path}", channel.base())
    };
    Page::patterns(channel).into_iter().map(filled)
}

#[test]
fn every_page_is_read_as_it_is_written() {
    for channel in BOTH_CHANNELS {
        for address in addresses(channel) {
            let page = Page::parse(channel, &address).unwrap_or_else(|| panic!("{address} is not read"));

            let written = page.path(channel);

            assert_eq!(written, address);
            assert_eq!(Page::parse(channel, &written), Some(page));
        }
    }
}

#[test]
fn no_two_pages_have_one_address() {
    for channel in BOTH_CHANNELS {
        let patterns = Page::patterns(channel);

        assert_eq!(patterns.iter().collect::<BTreeSet<_>>().len(), patterns.len(), "{patterns:?}");
    }
}

#[test]
fn an_address_belongs_to_its_channel() {
    for channel in BOTH_CHANNELS {
        for address in addresses(channel) {
            assert_eq!(Page::parse(channel.other(), &address), None, "{address}");
        }
    }
}

#[test]
fn a_page_of_one_channel_leads_there_from_the_other() {
    assert_eq!(Page::HowTheAppWorks.path(Channel::Web), "/app/sa-fungerar-appen");
    assert_eq!(Page::AskForCode.path(Channel::App), "/logga-in/kundnummer/brev");
    assert_eq!(Page::parse(Channel::Web, "/sa-fungerar-appen"), None);
    assert_eq!(Page::parse(Channel::App, "/app/logga-in/kundnummer"), None);
}

#[test]
fn what_is_in_the_query_is_read_as_it_is_written() {
    let account: CustomerRef = "abcdefghijklmnop".parse().unwrap();
    let grant: AccessGrantId = ID.parse().unwrap();
    let mark = ActivityMark { at: Timestamp(7), id: grant.0 };
    let filter =
        ActivityFilter { kind: Some(ActivityKind::SignIns), period: None, place: ActivityPlace::OlderThan(mark) };
    let rolls = [("green", 2), ("ljus & blå", 1)].map(|(colour, rolls)| (BagColour(colour.to_owned()), rolls));
    let choice = BagChoice { facility: Some(id::FacilityId(grant.0)), rolls: rolls.into_iter().collect() };
    let of_account = [
        AccountPage::Activity(filter),
        AccountPage::BagOrders(3),
        AccountPage::NewAccessGrant(Some(GrantSource::Replaced(grant))),
        AccountPage::NewAccessGrant(Some(GrantSource::Twin(grant))),
        AccountPage::Bags(choice.clone()),
        AccountPage::ConfirmBags(choice),
    ];
    let accounts = [AccountsVisit::Switching, AccountsVisit::For(AccountPage::AccessGrants)].map(Page::Accounts);
    let pages = of_account.map(|page| Page::Account(account.clone(), page)).into_iter().chain(accounts);
    for page in pages {
        for channel in BOTH_CHANNELS {
            let sign_in = Page::SignIn(page.clone().into());

            assert_eq!(Page::parse(channel, &page.path(channel)), Some(page.clone()), "{}", page.path(channel));
            assert_eq!(Page::parse(channel, &sign_in.path(channel)), Some(sign_in));
        }
    }
}

#[test]
fn a_report_in_the_query_is_no_part_of_the_page() {
    let page = Page::SignIn(Destination::default());
    let address = page.path_after(Channel::App, CompletedAction::TimedOut);

    assert_eq!(address, "/app/logga-in?klart=tiden");
    assert_eq!(Page::parse(Channel::App, &address), Some(page.clone()));
    assert_eq!(Page::parse(Channel::Web, "/logga-in?fel=x&__path=y&__err=z"), Some(page));
}

#[test]
fn a_secret_is_not_shown() {
    let page = Page::VerifyEmail("S3cret".into());

    assert!(!format!("{page:?}").contains("S3cret"));
}
