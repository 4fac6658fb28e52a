//! What happened, as a sentence.

use types::access_grant::Channel;
use types::activity::{ActivityEntry, Event, Who};

use crate::brand::Brand;
use crate::i18n::text;

/// Every event has its sentence: a new one that has none does not compile. What somebody does as a person is shown to
/// themselves alone, and so is told to "you".
pub(super) fn sentence(entry: &ActivityEntry) -> String {
    let (who, whom, place) = (subject(entry), object(entry), place(entry));
    match entry.event {
        Event::SignedIn => text!(activity.event.signed_in).to_owned(),
        Event::SignedOut => text!(activity.event.signed_out).to_owned(),
        Event::SessionEnded if entry.actor.is_some() => text!(activity.event.session_ended.by_you).to_owned(),
        Event::SessionEnded => text!(activity.event.session_ended.for_you).to_owned(),
        Event::SessionEndedByAnother => text!(activity.event.session_ended_by_another).to_owned(),
        Event::EmailChangeAsked => text!(activity.event.email_change_asked).to_owned(),
        Event::EmailChanged => text!(activity.event.email_changed).to_owned(),
        Event::MobileChanged => text!(activity.event.mobile_changed).to_owned(),
        Event::LanguageChanged => text!(activity.event.language_changed).to_owned(),
        Event::ActivationAsked => text!(activity.event.activation_asked).to_owned(),
        Event::NumberActivated => text!(activity.event.number_activated, who = who),
        Event::PasswordChanged => text!(activity.event.password_changed, who = who),
        Event::SharingBlocked => text!(activity.event.sharing_blocked).to_owned(),
        Event::SharingUnblocked => text!(activity.event.sharing_unblocked).to_owned(),
        Event::AccessShared => text!(activity.event.access_shared, who = who, whom = whom, place = place),
        Event::AccessCorrected => text!(activity.event.access_corrected, who = who, whom = whom),
        Event::InvitationRepeated => text!(activity.event.invitation_repeated, who = who, whom = whom),
        Event::AccessConfirmed => text!(activity.event.access_confirmed, who = who, place = place),
        Event::AccessDeclined => text!(activity.event.access_declined, who = who, place = place),
        Event::AccessWithdrawn => text!(activity.event.access_withdrawn, who = who, whom = whom, place = place),
        Event::AccessRemoved => text!(activity.event.access_removed, who = who, whom = whom, place = place),
        Event::AccessLeft => text!(activity.event.access_left, who = who, place = place),
        Event::AccessExpired => text!(activity.event.access_expired, place = place),
        Event::AccessClosed => text!(activity.event.access_closed, whom = whom, place = place),
        Event::InvitationTriedByAnother => text!(activity.event.invitation_tried_by_another, place = place),
        Event::CustomerImported => text!(activity.event.customer_imported).to_owned(),
        Event::DataFetched => text!(activity.event.data_fetched).to_owned(),
        Event::UserErased => text!(activity.event.user_erased).to_owned(),
        Event::CalendarLinkMade => text!(activity.event.calendar_link_made, who = who),
        Event::CalendarLinkRemoved => text!(activity.event.calendar_link_removed, who = who),
        Event::BagsOrdered => text!(activity.event.bags_ordered, who = who),
        Event::BagOrderCancelled => text!(activity.event.bag_order_cancelled, who = who),
        Event::BagOrderMissed => text!(activity.event.bag_order_missed, who = who),
        Event::BagOrderPacked => text!(activity.event.bag_order_packed).to_owned(),
        Event::BagOrderSent => text!(activity.event.bag_order_sent).to_owned(),
        Event::BagOrderDelivered => text!(activity.event.bag_order_delivered).to_owned(),
        Event::BagOrderDelayed => text!(activity.event.bag_order_delayed).to_owned(),
    }
}

/// Who did it, as a sentence begins. What nobody did by hand the company did.
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

/// What the grant opens.
fn place(entry: &ActivityEntry) -> &'static str {
    match entry.grant.as_ref().map(|grant| grant.channel) {
        Some(Channel::Web) => text!(activity.place.web),
        Some(Channel::App) => text!(activity.place.app),
        None => text!(activity.place.account),
    }
}
