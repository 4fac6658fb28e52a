//! Consistency of every grant's row, activity and letters.

use std::collections::HashSet;

use types::access_grant::{GrantState, LetterState};
use types::activity::EventKind;
use types::sign_in::SignInMethod;

use super::Tables;
use crate::access_grant::{DETAILS, NUMBER, expires_at};
use crate::activity::is_unbroken;
use crate::entity::{access_grant, activity};
use crate::job::{JobKind, JobState};
use crate::{Domain, person};

pub(super) fn check(domain: &Domain, tables: &Tables) {
    one_live_grant_for_each_person_and_channel(tables);
    one_grant_per_key(tables);
    streams_are_unbroken(tables);
    letters_belong_to_somebody(tables);
    leases_end(tables);
    ended_letters_name_nobody(tables);
    for grant in &tables.grants {
        confirmed_by_the_invited_in_time(grant, tables);
        shared_by_a_holder_with_somebody_else(grant, tables);
        deadline_follows_from_creation(grant);
        each_change_is_recorded_once(grant, tables);
        each_letter_is_owed(domain, grant, tables);
        details_go_with_the_end(grant);
        sealed_values_open(domain, grant);
    }
    for row in &tables.persons {
        let number = domain.number_of(row).expect("I17: a person's number opens");
        assert_eq!(domain.vault.number_index(&number), row.number_index, "I17: {:?}", row.id);
    }
}

/// I1: at most one live grant for each customer, channel and invited person.
fn one_live_grant_for_each_person_and_channel(tables: &Tables) {
    let (mut invited, mut confirmed) = (HashSet::new(), HashSet::new());
    for grant in tables.grants.iter().filter(|grant| grant.state.is_live()) {
        let index = grant.grantee_index.as_ref().expect("I1: a live grant names whom it is for");
        assert!(invited.insert((grant.customer_id, grant.channel, index)), "I1: {:?}", grant.id);
        if let Some(person) = grant.grantee_id {
            assert!(confirmed.insert((grant.customer_id, grant.channel, person)), "I1: {:?}", grant.id);
        }
    }
}

/// I2: confirmed by the invited person with BankID, in the grant's channel, before the deadline; and only then active.
fn confirmed_by_the_invited_in_time(grant: &access_grant::Model, tables: &Tables) {
    if grant.confirmed_at.is_some() && grant.grantee_id.is_none() {
        let of_nobody = |row: &activity::Model| tables.persons.iter().all(|person| Some(person.id) != row.actor_id);
        let mut confirmed = events_of(grant, tables).into_iter().filter(|row| row.event == EventKind::AccessConfirmed);
        assert!(confirmed.all(|row| of_nobody(&row)), "I2: who is not erased stands on {:?}", grant.id);
    }
    assert!(grant.confirmed_at.is_some() || grant.grantee_id.is_none(), "I2: {:?}", grant.id);
    let Some((person, at)) = grant.grantee_id.zip(grant.confirmed_at) else {
        assert_ne!(grant.state, GrantState::Active, "I2: {:?}", grant.id);
        return;
    };
    assert_ne!(grant.state, GrantState::Pending, "I2: {:?}", grant.id);
    assert!(grant.created_at <= at && at < grant.expires_at, "I2: {:?}", grant.id);
    if grant.state == GrantState::Active {
        assert_eq!(grant.grantee_index.as_ref(), Some(&tables.person(person).number_index), "I2: {:?}", grant.id);
    }
    for row in events_of(grant, tables).iter().filter(|row| row.event == EventKind::AccessConfirmed) {
        let actual = (row.actor_id, row.method, row.channel, row.at);
        assert_eq!(actual, (Some(person), Some(SignInMethod::BankId), Some(grant.channel), at), "I2: {:?}", grant.id);
    }
}

/// I5: made by a holder, who acted for themselves; and no holder is a grantee of their own account.
fn shared_by_a_holder_with_somebody_else(grant: &access_grant::Model, tables: &Tables) {
    for row in events_of(grant, tables).iter().filter(|row| row.event == EventKind::AccessShared) {
        let actual = (row.actor_id, row.for_another, row.channel, row.at);
        assert_eq!(actual, (Some(grant.owner_id), false, Some(grant.channel), grant.created_at), "I5: {:?}", grant.id);
    }
    if grant.state.is_live() {
        // The import closes grants of a holder who is no longer named, and grants for a person who becomes a holder. A
        // person named before their first day may have had access until then, and needs it no more after.
        assert!(tables.holder(grant.customer_id, grant.owner_id).is_some(), "I5: {:?}", grant.id);
        let of_customer = tables.holders.iter().filter(|holder| holder.customer_id == grant.customer_id);
        let of_customer = of_customer.filter(|holder| holder.since <= grant.created_at && holder.closed_at.is_none());
        let mut holders = of_customer.map(|holder| &tables.person(holder.person_id).number_index);
        assert!(holders.all(|index| grant.grantee_index.as_ref() != Some(index)), "I5: {:?}", grant.id);
    }
}

/// I6: the deadline follows from when the grant was made. `history` checks that it never changes.
fn deadline_follows_from_creation(grant: &access_grant::Model) {
    assert_eq!(grant.expires_at, expires_at(grant.created_at), "I6: {:?}", grant.id);
}

/// I7: each change of state is one row of activity; replayed in order they give the state. Except for a grant so old
/// that the first of them may have been deleted.
fn each_change_is_recorded_once(grant: &access_grant::Model, tables: &Tables) {
    if grant.created_at < tables.activity_kept_since {
        return;
    }
    let states: Vec<_> = events_of(grant, tables).iter().filter_map(|row| state_after(row.event)).collect();
    let mut expected = vec![GrantState::Pending];
    expected.extend(grant.confirmed_at.map(|_| GrantState::Active));
    expected.extend((!grant.state.is_live()).then_some(grant.state));
    assert_eq!(states, expected, "I7: {:?}", grant.id);
    assert_eq!(expected.last(), Some(&grant.state), "I7: {:?}", grant.id);
}

fn state_after(event: EventKind) -> Option<GrantState> {
    Some(match event {
        EventKind::AccessShared => GrantState::Pending,
        EventKind::AccessConfirmed => GrantState::Active,
        EventKind::AccessDeclined => GrantState::Declined,
        EventKind::AccessWithdrawn => GrantState::Withdrawn,
        EventKind::AccessRemoved => GrantState::Removed,
        EventKind::AccessLeft => GrantState::Left,
        EventKind::AccessExpired => GrantState::Expired,
        EventKind::AccessClosed => GrantState::Closed,
        _ => return None,
    })
}

/// I8: as many invitation letters are owed as the grant says, and one for each notification of the owner or grantee.
fn each_letter_is_owed(domain: &Domain, grant: &access_grant::Model, tables: &Tables) {
    let owed = |kind: JobKind| tables.jobs.iter().filter(|job| job.subject == grant.id.0 && job.kind == kind).count();
    assert_eq!(owed(JobKind::Invitation), usize::try_from(grant.letters).expect("a count"), "I8: {:?}", grant.id);
    // A deceptive address gets none until the owner has checked it.
    assert!(grant.letters >= 1 || grant.letter_state == LetterState::ToCheck, "I8: {:?}", grant.id);
    let notifications = [
        (JobKind::AccessConfirmed, grant.confirmed_at.is_some()),
        (JobKind::AccessDeclined, grant.state == GrantState::Declined),
        (JobKind::AccessLeft, grant.state == GrantState::Left),
        (JobKind::AccessExpired, grant.state == GrantState::Expired),
        (JobKind::AccessRemoved, grant.state == GrantState::Removed && domain.settings.grants.letter_to_removed),
    ];
    for (kind, is_owed) in notifications {
        assert_eq!(owed(kind), usize::from(is_owed), "I8: {kind:?} of {:?}", grant.id);
    }
}

/// I8: no letter is owed for a grant that was rolled back.
fn letters_belong_to_somebody(tables: &Tables) {
    let orders: HashSet<_> = tables.orders.iter().map(|order| order.id.0).collect();
    for job in &tables.jobs {
        let has_subject = match job.kind {
            // Owed for any typed number.
            JobKind::ActivationCode => true,
            // Retained for the recipient's quota when the person is erased.
            JobKind::VerifyEmail if job.state != JobState::Owed => true,
            JobKind::VerifyEmail
            | JobKind::EmailChanged
            | JobKind::PasswordSet
            | JobKind::NewBrowser
            | JobKind::SessionEndedByAnother => tables.persons.iter().any(|person| person.id.0 == job.subject),
            JobKind::BagOrderReceived | JobKind::BagOrderSent | JobKind::BagOrderCancelled | JobKind::BagsMissed => {
                orders.contains(&job.subject)
            }
            _ => tables.grants.iter().any(|grant| grant.id.0 == job.subject),
        };
        assert!(has_subject, "I8: {:?} {:?}", job.kind, job.id);
    }
}

/// I10: an ended grant has no name, address or number. An expired grant that no job has ended yet still does, and gives
/// no access (I4, I14); that the job ends all of them is a separate test.
fn details_go_with_the_end(grant: &access_grant::Model) {
    let held = [&grant.grantee_index, &grant.number_sealed, &grant.details_sealed];
    assert!(held.iter().all(|value| value.is_some() == grant.state.is_live()), "I10: {:?}", grant.id);
    assert_eq!(grant.ended_at.is_some(), !grant.state.is_live(), "I10: {:?}", grant.id);
}

/// I11: one idempotency key makes one grant.
fn one_grant_per_key(tables: &Tables) {
    let mut keys = HashSet::new();
    for grant in &tables.grants {
        assert!(keys.insert((grant.owner_id, grant.request_key)), "I11: {:?}", grant.id);
    }
}

/// I17: what is sealed opens, and matches its index.
fn sealed_values_open(domain: &Domain, grant: &access_grant::Model) {
    let Some(sealed) = &grant.number_sealed else { return };
    let digits = domain.vault.open_text(NUMBER, grant.id.0, sealed).expect("I17: the number opens");
    let number = types::PersonalNumber::trusted(&digits).expect("I17: it is a personal number");
    assert_eq!(grant.grantee_index, Some(domain.vault.number_index(&number)), "I17: {:?}", grant.id);
    let details = domain.details_of(grant).expect("I17: the details open").expect("I17: a live grant has details");
    let details = details.to_text();
    assert!(!details.given_name.is_empty() && !details.email.is_empty(), "I17: {:?}", grant.id);
    // Bound to one row and column, so that a value moved elsewhere does not open.
    assert!(domain.vault.open_text(person::NUMBER, grant.id.0, sealed).is_err(), "I17: {:?}", grant.id);
    assert!(domain.vault.open_text(DETAILS, grant.id.0, sealed).is_err(), "I17: {:?}", grant.id);
}

/// I18: the hash chains of activity are unbroken.
pub(super) fn streams_are_unbroken(tables: &Tables) {
    for stream in tables.activity.iter().map(|row| row.stream).collect::<HashSet<_>>() {
        assert!(is_unbroken(&tables.stream(stream)), "I18: {stream}");
    }
}

/// I20: a lease ends within minutes, and an ended job has none. (The sequences test that a pending grant can always be
/// withdrawn.)
fn leases_end(tables: &Tables) {
    for job in &tables.jobs {
        let longest = tables.now.plus_seconds(3600);
        assert!(job.leased_until.is_none_or(|until| until <= longest), "I20: {:?}", job.id);
        assert_eq!(job.state == JobState::Owed, job.ended_at.is_none(), "I20: {:?}", job.id);
    }
}

/// I10: an address stored in a letter's row is deleted when the letter has been sent.
fn ended_letters_name_nobody(tables: &Tables) {
    for job in tables.jobs.iter().filter(|job| job.state != JobState::Owed) {
        assert!(job.recipient_sealed.is_none(), "I10: {:?} {:?}", job.kind, job.id);
    }
}

fn events_of(grant: &access_grant::Model, tables: &Tables) -> Vec<activity::Model> {
    let mut rows = tables.stream(grant.customer_id.0);
    rows.retain(|row| row.subject == Some(grant.id.0));
    rows
}
