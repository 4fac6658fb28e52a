//! The texts of refusals, and the fields they belong to.

use types::access_grant::{ConfirmRefusal, GrantLimits, GrantRefusal};

use super::field::{EMAIL, GIVEN_NAME, MOBILE, PERSONAL_NUMBER, RELATION, SURNAME, UNDERSTOOD};
use crate::channel::channel_text;
use crate::form::FormError;
use crate::i18n::text;

/// The field and text of a refusal to share. `limits` are those named in the texts, if known.
pub(super) fn grant_error(rule: GrantRefusal, limits: Option<GrantLimits>) -> FormError {
    FormError { field: grant_field(rule).map(str::to_owned), message: grant_sentence(rule, limits) }
}

fn grant_field(rule: GrantRefusal) -> Option<&'static str> {
    match rule {
        GrantRefusal::GivenNameMissing | GrantRefusal::GivenNameInvalid => Some(GIVEN_NAME),
        GrantRefusal::SurnameMissing | GrantRefusal::SurnameInvalid => Some(SURNAME),
        GrantRefusal::PersonalNumberMissing
        | GrantRefusal::PersonalNumberInvalid
        | GrantRefusal::PersonalNumberOfOrganisation
        | GrantRefusal::PersonalNumberOwn
        | GrantRefusal::TooYoung
        | GrantRefusal::AgeUnknown
        | GrantRefusal::AlreadyInvited
        | GrantRefusal::AlreadyShared
        | GrantRefusal::AlreadyHolder => Some(PERSONAL_NUMBER),
        GrantRefusal::EmailMissing | GrantRefusal::EmailInvalid | GrantRefusal::EmailHiddenSign => Some(EMAIL),
        GrantRefusal::MobileInvalid => Some(MOBILE),
        GrantRefusal::RelationMissing => Some(RELATION),
        GrantRefusal::NotUnderstood => Some(UNDERSTOOD),
        GrantRefusal::TooManyLive
        | GrantRefusal::TooManyPending
        | GrantRefusal::TooManyToday
        | GrantRefusal::SentJustNow
        | GrantRefusal::SentTooOften
        | GrantRefusal::Changed
        | GrantRefusal::NotAvailable
        | GrantRefusal::SignInAgain
        | GrantRefusal::NeedsBankId
        | GrantRefusal::Blocked => None,
    }
}

fn grant_sentence(rule: GrantRefusal, limits: Option<GrantLimits>) -> String {
    if let Some(sentence) = limits.and_then(|limits| limit_sentence(rule, limits)) {
        return sentence;
    }
    let sentence = match rule {
        GrantRefusal::GivenNameMissing => text!(access_grant.refusal.given_name_missing),
        GrantRefusal::GivenNameInvalid => text!(access_grant.refusal.given_name_invalid),
        GrantRefusal::SurnameMissing => text!(access_grant.refusal.surname_missing),
        GrantRefusal::SurnameInvalid => text!(access_grant.refusal.surname_invalid),
        GrantRefusal::PersonalNumberMissing => text!(access_grant.refusal.personal_number_missing),
        GrantRefusal::PersonalNumberInvalid => text!(access_grant.refusal.personal_number_invalid),
        GrantRefusal::PersonalNumberOfOrganisation => text!(access_grant.refusal.personal_number_of_organisation),
        GrantRefusal::PersonalNumberOwn => text!(access_grant.refusal.personal_number_own),
        GrantRefusal::TooYoung => channel_text!(access_grant.refusal.too_young),
        GrantRefusal::AgeUnknown => text!(access_grant.refusal.age_unknown),
        GrantRefusal::EmailMissing => text!(access_grant.refusal.email_missing),
        GrantRefusal::EmailInvalid => text!(access_grant.refusal.email_invalid),
        GrantRefusal::EmailHiddenSign => text!(access_grant.refusal.email_hidden_sign),
        GrantRefusal::MobileInvalid => text!(access_grant.refusal.mobile_invalid),
        GrantRefusal::RelationMissing => text!(access_grant.refusal.relation_missing),
        GrantRefusal::NotUnderstood => text!(access_grant.refusal.not_understood),
        GrantRefusal::AlreadyInvited => text!(access_grant.refusal.already_invited),
        GrantRefusal::AlreadyShared => channel_text!(access_grant.refusal.already_shared),
        GrantRefusal::AlreadyHolder => text!(access_grant.refusal.already_holder),
        GrantRefusal::TooManyLive | GrantRefusal::TooManyPending | GrantRefusal::TooManyToday => {
            text!(access_grant.refusal.too_many)
        }
        GrantRefusal::SentJustNow => text!(access_grant.refusal.sent_just_now),
        GrantRefusal::SentTooOften => text!(access_grant.refusal.sent_too_often),
        GrantRefusal::Changed => channel_text!(access_grant.refusal.changed),
        GrantRefusal::NotAvailable => channel_text!(access_grant.refusal.not_available),
        GrantRefusal::SignInAgain => channel_text!(access_grant.refusal.sign_in_again),
        GrantRefusal::NeedsBankId => text!(access_grant.refusal.needs_bankid),
        GrantRefusal::Blocked => text!(access_grant.refusal.blocked),
    };
    sentence.to_owned()
}

/// Names the limit, so that nobody has to guess it.
fn limit_sentence(rule: GrantRefusal, limits: GrantLimits) -> Option<String> {
    Some(match rule {
        GrantRefusal::TooManyLive => text!(access_grant.refusal.too_many_live, most = limits.live),
        GrantRefusal::TooManyPending => text!(access_grant.refusal.too_many_pending, most = limits.pending),
        GrantRefusal::TooManyToday => text!(access_grant.refusal.too_many_today, most = limits.a_day),
        _ => return None,
    })
}

/// The field and text of a refusal to confirm.
pub(super) fn confirm_error(rule: ConfirmRefusal) -> FormError {
    let (field, sentence) = match rule {
        ConfirmRefusal::GivenNameMissing => (Some(GIVEN_NAME), text!(access_grant.refusal.given_name_missing)),
        ConfirmRefusal::GivenNameInvalid => (Some(GIVEN_NAME), text!(access_grant.refusal.given_name_invalid)),
        ConfirmRefusal::SurnameMissing => (Some(SURNAME), text!(access_grant.refusal.surname_missing)),
        ConfirmRefusal::SurnameInvalid => (Some(SURNAME), text!(access_grant.refusal.surname_invalid)),
        ConfirmRefusal::EmailMissing => (Some(EMAIL), text!(access_grant.refusal.email_missing)),
        ConfirmRefusal::EmailInvalid => (Some(EMAIL), text!(access_grant.refusal.email_invalid)),
        ConfirmRefusal::EmailHiddenSign => (Some(EMAIL), text!(access_grant.refusal.email_hidden_sign)),
        ConfirmRefusal::MobileInvalid => (Some(MOBILE), text!(access_grant.refusal.mobile_invalid)),
        ConfirmRefusal::WrongPerson => (None, text!(invitation.refusal.wrong_person)),
        ConfirmRefusal::NeedsBankId => (None, text!(invitation.refusal.needs_bankid)),
        ConfirmRefusal::TooYoung => (None, channel_text!(invitation.refusal.too_young)),
        ConfirmRefusal::AgeUnknown => (None, text!(invitation.refusal.age_unknown)),
        ConfirmRefusal::AlreadyConfirmed => (None, text!(invitation.refusal.already_confirmed)),
        ConfirmRefusal::Expired => (None, text!(invitation.refusal.expired)),
        ConfirmRefusal::Ended => (None, text!(invitation.refusal.ended)),
    };
    FormError { field: field.map(str::to_owned), message: sentence.to_owned() }
}
