//! Authorization: the policy's answers compared with the tables, for every person, account and channel.

use std::collections::HashSet;

use types::access_grant::{GrantState, OpenedInvitation};
use types::sign_in::SignInMethod;
use types::{Channel, CustomerRef, Timestamp};

use super::Tables;
use crate::entity::{access_grant, customer, person};
use crate::testing::question::NO_SESSION;
use crate::{Caller, Domain, Failed, Right};

/// So many customers are asked about by everybody. Of more, a person asks about each that has ever had to do with them,
/// and about some others: every pair would be thousands of queries that are all answered alike.
const ASKED_BY_EVERYBODY: usize = 12;

pub(super) async fn check(domain: &Domain, tables: &Tables) {
    for channel in [Channel::Web, Channel::App] {
        for (place, person) in tables.persons.iter().enumerate() {
            let caller = asking(domain, person, channel);
            let mut usable = HashSet::new();
            let others =
                tables.customers.iter().cycle().skip(place).take(ASKED_BY_EVERYBODY.min(tables.customers.len()));
            let others = others.filter(|customer| !concerns(tables, customer, person));
            for customer in tables.customers.iter().filter(|customer| concerns(tables, customer, person)).chain(others)
            {
                let expected = expected(tables, customer, person, channel);
                let answer = answer(domain, &caller, &customer.reference).await;
                assert_eq!(answer, expected, "I4, I9, I14, I16: {:?} of {:?}", person.id, customer.id);
                if matches!(expected, Standing::Holder | Standing::Grantee) {
                    usable.insert(customer.reference.clone());
                }
            }
            the_choice_is_what_is_usable(domain, &caller, &usable).await;
        }
        for customer in &tables.customers {
            holders_see_the_same(domain, tables, customer, channel).await;
        }
    }
}

/// Whether a person has ever been a holder or a grantee of a customer.
fn concerns(tables: &Tables, customer: &customer::Model, person: &person::Model) -> bool {
    let is_grantee =
        |grant: &access_grant::Model| (grant.customer_id, grant.grantee_id) == (customer.id, Some(person.id));
    tables.holder(customer.id, person.id).is_some() || tables.grants.iter().any(is_grantee)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Holder,
    Grantee,
    Ended,
    Stranger,
}

/// I4: a grant that is not active, or whose maker is not a holder, gives no access. I9: nor does one of the other
/// channel. I14: nor one with a protected identity on either side. I16: nor one of another customer.
fn expected(tables: &Tables, customer: &customer::Model, person: &person::Model, channel: Channel) -> Standing {
    let holds = |person| tables.holder(customer.id, person).is_some_and(|holder| holder.is_in_force(tables.now));
    if customer.ended_at.is_none() && holds(person.id) {
        return Standing::Holder;
    }
    let is_held = |grant: &&access_grant::Model| {
        (grant.customer_id, grant.channel, grant.grantee_id) == (customer.id, channel, Some(person.id))
    };
    let opens = |grant: &access_grant::Model| {
        let is_suspended = person.protected_identity || tables.person(grant.owner_id).protected_identity;
        grant.state == GrantState::Active && !is_suspended && customer.ended_at.is_none() && holds(grant.owner_id)
    };
    let held: Vec<_> = tables.grants.iter().filter(is_held).collect();
    if held.iter().any(|grant| opens(grant)) {
        Standing::Grantee
    } else if held.is_empty() {
        Standing::Stranger
    } else {
        Standing::Ended
    }
}

async fn answer(domain: &Domain, caller: &Caller, account: &CustomerRef) -> Standing {
    match caller.scope(&domain.db.read, account, Right::Use).await {
        Ok(scope) => {
            assert_eq!(scope.reference(), account, "I16: the scope is of the account that was asked for");
            let share = caller.scope(&domain.db.read, account, Right::Share).await;
            match (scope.is_holder(), share) {
                (true, Ok(_)) => Standing::Holder,
                (false, Err(Failed::Forbidden)) => Standing::Grantee,
                (is_holder, share) => panic!("I5: holder {is_holder}, may share {}", share.is_ok()),
            }
        }
        Err(Failed::Ended(_)) => Standing::Ended,
        Err(Failed::NotFound) => Standing::Stranger,
        Err(error) => panic!("the policy failed: {error}"),
    }
}

/// I16: a person is shown exactly the accounts that they may use, and the invitations that they may confirm.
async fn the_choice_is_what_is_usable(domain: &Domain, caller: &Caller, usable: &HashSet<CustomerRef>) {
    let choice = domain.account_choice(caller).await.expect("a choice of accounts");
    let shown: HashSet<_> = choice.accounts.iter().map(|account| account.reference.clone()).collect();
    assert_eq!(shown.len(), choice.accounts.len(), "I16: an account is shown once");
    assert_eq!(&shown, usable, "I16: {:?}", caller.person);
    for waiting in choice.invitations {
        let opened = domain.open_invitation(Some(caller), waiting.id).await;
        assert!(
            matches!(opened, Ok(OpenedInvitation::Confirm(_))),
            "I16: what waits for a person can be confirmed by them"
        );
    }
}

/// I15: every holder sees the same grants. What one of them did is news only to the others.
async fn holders_see_the_same(domain: &Domain, tables: &Tables, customer: &customer::Model, channel: Channel) {
    let mut before = None;
    let holders = tables.holders.iter().filter(|holder| holder.customer_id == customer.id);
    for holder in holders.filter(|holder| customer.ended_at.is_none() && holder.is_in_force(tables.now)) {
        let caller = asking(domain, tables.person(holder.person_id), channel);
        let mut list = domain.access_grants(&caller, &customer.reference).await.expect("a holder's list");
        list.news.clear();
        for grant in &mut list.grants {
            // Each holder sees correctly whose grant it is.
            let row = tables.grants.iter().find(|row| row.id == grant.id).expect("what is listed has a row");
            assert_eq!(std::mem::take(&mut grant.is_mine), row.owner_id == holder.person_id, "I15: {:?}", grant.id);
        }
        let live = tables.grants.iter().filter(|grant| {
            let in_time = grant.state == GrantState::Active || tables.now < grant.expires_at;
            let owner = tables.holder(customer.id, grant.owner_id);
            let in_time = in_time && owner.is_some_and(|owner| owner.is_in_force(tables.now));
            (grant.customer_id, grant.channel) == (customer.id, channel) && grant.state.is_live() && in_time
        });
        assert_eq!(list.grants.len(), live.count(), "I15: {:?}", customer.id);
        assert!(before.is_none_or(|before| before == list), "I15: {:?}", customer.id);
        before = Some(list);
    }
}

fn asking(domain: &Domain, person: &person::Model, channel: Channel) -> Caller {
    Caller {
        person: person.id,
        session: NO_SESSION,
        channel,
        method: SignInMethod::BankId,
        signed_in_at: Timestamp(0),
        customer: None,
        clock: domain.clock.clone(),
    }
}
