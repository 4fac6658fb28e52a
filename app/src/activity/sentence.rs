//! Events as sentences.

use types::Channel;
use types::activity::{ActivityEntry, EventKind, Who};

use crate::brand::Brand;
use crate::i18n::text;

/// Every event has a sentence: adding an event without one is a compile error. Events of a person's own stream are
/// shown to that person only, and so address them as "you".
pub(super) fn sentence(entry: &ActivityEntry) -> String {
    let (who, whom, place) = (subject(entry), object(entry), place(entry));
    match entry.event {
        EventKind::SignedIn => text!(activity.event.signed_in).to_owned(),
        EventKind::SignedOut => text!(activity.event.signed_out).to_owned(),
        EventKind::SessionEnded if entry.actor.is_some() => text!(activity.event.session_ended.by_you).to_owned(),
        EventKind::SessionEnded => text!(activity.event.session_ended.for_you).to_owned(),
        EventKind::SessionEndedByAnother => text!(activity.event.session_ended_by_another).to_owned(),
        EventKind::EmailChangeAsked => text!(activity.event.email_change_asked).to_owned(),
        EventKind::EmailChanged => text!(activity.event.email_changed).to_owned(),
        EventKind::MobileChanged => text!(activity.event.mobile_changed).to_owned(),
        EventKind::LanguageChanged => text!(activity.event.language_changed).to_owned(),
        EventKind::ActivationAsked => text!(activity.event.activation_asked).to_owned(),
        EventKind::NumberActivated => text!(activity.event.number_activated, who = who),
        EventKind::PasswordChanged => text!(activity.event.password_changed, who = who),
        EventKind::SharingBlocked => text!(activity.event.sharing_blocked).to_owned(),
        EventKind::SharingUnblocked => text!(activity.event.sharing_unblocked).to_owned(),
        EventKind::AccessShared => text!(activity.event.access_shared, who = who, whom = whom, place = place),
        EventKind::AccessCorrected => text!(activity.event.access_corrected, who = who, whom = whom),
        EventKind::InvitationRepeated => text!(activity.event.invitation_repeated, who = who, whom = whom),
        EventKind::AccessConfirmed => text!(activity.event.access_confirmed, who = who, place = place),
        EventKind::AccessDeclined => text!(activity.event.access_declined, who = who, place = place),
        EventKind::AccessWithdrawn => text!(activity.event.access_withdrawn, who = who, whom = whom, place = place),
        EventKind::AccessRemoved => text!(activity.event.access_removed, who = who, whom = whom, place = place),
        EventKind::AccessLeft => text!(activity.event.access_left, who = who, place = place),
        EventKind::AccessExpired => text!(activity.event.access_expired, place = place),
        EventKind::AccessClosed => text!(activity.event.access_closed, whom = whom, place = place),
        EventKind::InvitationTriedByAnother => text!(activity.event.invitation_tried_by_another, place = place),
        EventKind::CustomerImported => text!(activity.event.customer_imported).to_owned(),
        EventKind::DataFetched => text!(activity.event.data_fetched).to_owned(),
        EventKind::UserErased => text!(activity.event.user_erased).to_owned(),
        EventKind::CalendarLinkMade => text!(activity.event.calendar_link_made, who = who),
        EventKind::CalendarLinkRemoved => text!(activity.event.calendar_link_removed, who = who),
        EventKind::BagsOrdered => text!(activity.event.bags_ordered, who = who),
        EventKind::BagOrderCancelled => text!(activity.event.bag_order_cancelled, who = who),
        EventKind::BagOrderMissed => text!(activity.event.bag_order_missed, who = who),
        EventKind::BagOrderPacked => text!(activity.event.bag_order_packed).to_owned(),
        EventKind::BagOrderSent => text!(activity.event.bag_order_sent).to_owned(),
        EventKind::BagOrderDelivered => text!(activity.event.bag_order_delivered).to_owned(),
        EventKind::BagOrderDelayed => text!(activity.event.bag_order_delayed).to_owned(),
    }
}

/// Who did it, at the beginning of a sentence. What no person did, the company did.
fn subject(entry: &ActivityEntry) -> String {
    match &entry.actor {
        Some(Who::Me) => text!(activity.who.you).to_owned(),
        Some(Who::Named(name)) => name.clone(),
        Some(Who::Somebody) => text!(activity.who.somebody).to_owned(),
        None => Brand::current().company,
    }
}

/// Whom the grant is for, inside a sentence.
fn object(entry: &ActivityEntry) -> String {
    match entry.grant.as_ref().map(|grant| &grant.grantee) {
        Some(Who::Me) => text!(activity.whom.you).to_owned(),
        Some(Who::Named(name)) => name.clone(),
        Some(Who::Somebody) | None => text!(activity.whom.somebody).to_owned(),
    }
}

/// What the grant gives access to.
fn place(entry: &ActivityEntry) -> &'static str {
    match entry.grant.as_ref().map(|grant| grant.channel) {
        Some(Channel::Web) => text!(activity.place.web),
        Some(Channel::App) => text!(activity.place.app),
        None => text!(activity.place.account),
    }
}
