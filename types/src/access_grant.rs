//! Access grants: a person's permission to use another's customer account in one channel.

mod number_rules;
mod refusal;

use serde::{Deserialize, Serialize};

pub use number_rules::{AgeCheck, NumberRules};
pub use refusal::{ConfirmRefusal, GrantRefusal};

use crate::details::{self, DetailRefusals};
use crate::id::IdempotencyKey;
use crate::{AccessGrantId, Channel, LocalDate};

word!(
    /// The state of a grant. Everything but `Pending` and `Active` is final.
    GrantState {
        /// Invited; to be confirmed with BankID before the deadline.
        Pending = "pending",
        /// Confirmed; opens the account.
        Active = "active",
        /// Not confirmed within fourteen days.
        Expired = "expired",
        /// Declined by the invited person.
        Declined = "declined",
        /// Withdrawn by a holder before it was confirmed.
        Withdrawn = "withdrawn",
        /// Removed by a holder after it was confirmed.
        Removed = "removed",
        /// The grantee gave it up.
        Left = "left",
        /// Ended for an external reason: the contract ended, a death, a protected identity.
        Closed = "closed",
    }
);

impl GrantState {
    /// Whether the grant is still in its owner's list.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Active)
    }
}

word!(
    /// The grantee's relation to the owner, as stated by the owner.
    Relation {
        /// Lives in the same household.
        Household = "household",
        /// Another relative.
        Relative = "relative",
        /// A god man or förvaltare.
        GodMan = "god_man",
        /// Somebody else.
        Other = "other",
    }
);

word!(
    /// The state of a grant's letter, as its owner sees it.
    LetterState {
        /// Held until the owner has seen what the address really is, and confirmed it.
        ToCheck = "to_check",
        /// Delayed, because too many letters are being sent or too many have gone to the same mailbox today.
        Later = "later",
        /// Waiting to be sent, or to be retried.
        OnItsWay = "on_its_way",
        /// Handed over to the recipient's mail server.
        Sent = "sent",
        /// Given up after the last attempt.
        Failed = "failed",
    }
);

/// The form for sharing, unparsed. Its `Debug` hides the person.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccessGrant {
    /// Made when the form was rendered.
    pub request_key: Option<IdempotencyKey>,
    /// Who the person is and where the letter goes.
    pub grantee: GranteeDetails,
    /// Personal number of the person, twelve digits. Empty when a pending grant is replaced.
    pub personal_number: String,
    /// The live grant whose personal number is used, if none is typed.
    pub source: Option<GrantSource>,
    /// The person's relation to the owner.
    pub relation: Option<Relation>,
    /// Whether the owner has confirmed that they understand what the person will be able to do.
    pub understood: bool,
}

impl NewAccessGrant {
    /// What is certainly wrong, in the order of the form: what the operation refuses before it looks anything up.
    pub fn mistakes(&self, rules: NumberRules) -> Vec<GrantRefusal> {
        let number = match self.source {
            Some(_) => None,
            None => rules.parse(&self.personal_number).and_then(|number| rules.refuse_young(&number)).err(),
        };
        let relation = self.relation.is_none().then_some(GrantRefusal::RelationMissing);
        let understood = (!self.understood).then_some(GrantRefusal::NotUnderstood);
        let mut mistakes = self.grantee.mistakes(&GrantRefusal::DETAILS);
        let after_names = mistakes.iter().filter(|rule| rule.is_about_name()).count();
        mistakes.splice(after_names..after_names, number);
        mistakes.extend(relation);
        mistakes.extend(understood);
        mistakes
    }
}

impl std::fmt::Debug for NewAccessGrant {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("NewAccessGrant")
            .field("request_key", &self.request_key)
            .field("source", &self.source)
            .field("relation", &self.relation)
            .field("understood", &self.understood)
            .finish_non_exhaustive()
    }
}

/// A live grant that a new one is made from, for the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrantSource {
    /// A pending grant of the same channel, which the new one replaces.
    Replaced(AccessGrantId),
    /// A grant of the other channel, which stays beside the new one (rule G16).
    Twin(AccessGrantId),
}

/// The details of a person as text: as typed into a form, or as shown. Only parsed ones are stored (see `domain`). They
/// may be corrected by the owner while pending, and by the person when confirming.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GranteeDetails {
    /// Given name.
    pub given_name: String,
    /// Surname.
    pub surname: String,
    /// E-mail address.
    pub email: String,
    /// Mobile number; may be empty.
    pub mobile: String,
}

impl GranteeDetails {
    /// What is certainly wrong, in the order of the form.
    pub fn mistakes<R: Copy>(&self, rules: &DetailRefusals<R>) -> Vec<R> {
        let Self { given_name, surname, email, mobile } = self;
        rules.of(&details::name(given_name), &details::name(surname), &details::email(email), &details::mobile(mobile))
    }
}

/// A live grant as a holder sees it in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessGrant {
    /// Its id.
    pub id: AccessGrantId,
    /// Pending or active.
    pub state: GrantState,
    /// The grantee's details, as entered or corrected.
    pub grantee: GranteeDetails,
    /// The grantee's name from BankID or the register, if it differs from the typed one. Known only once they have
    /// confirmed (rule G13).
    pub verified_name: Option<String>,
    /// `19850214-****`.
    pub masked_number: String,
    /// The grantee's relation to the owner.
    pub relation: Relation,
    /// Name of the holder who shared.
    pub shared_by: String,
    /// Whether that is the caller.
    pub is_mine: bool,
    /// The last day to confirm.
    pub last_day: LocalDate,
    /// The day it was confirmed.
    pub active_since: Option<LocalDate>,
    /// The state of the newest invitation letter.
    pub letter: LetterState,
    /// Whether the letter may be sent again now.
    pub may_send_again: bool,
    /// Whether somebody with another personal number has tried to use the invitation.
    pub tried_by_another: bool,
    /// The same person's live grant of the other channel; only for a single grant, not in the list.
    pub twin: Option<AccessGrantId>,
}

/// The limits of rule G12, for texts that name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantLimits {
    /// Live grants of the account in the channel.
    pub live: u32,
    /// Pending grants among them.
    pub pending: u32,
    /// Grants that one person makes in 24 hours.
    pub a_day: u32,
}

/// The page Hantera behörigheter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessGrantList {
    /// Live grants of the channel, oldest first.
    pub grants: Vec<AccessGrant>,
    /// How many grants may be made.
    pub limits: GrantLimits,
    /// Whether another may be made now.
    pub has_room: bool,
    /// What has recently happened with the account's grants, newest first.
    pub news: Vec<GrantNews>,
}

/// An event of a grant, as shown to its owners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantNews {
    /// What happened.
    pub event: crate::activity::EventKind,
    /// Name of the grantee; `None` once the details are deleted.
    pub grantee: Option<String>,
    /// The day.
    pub on: LocalDate,
}

/// What the form Ny behörighet is filled with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccessGrantForm {
    /// The idempotency key of the submission.
    pub request_key: IdempotencyKey,
    /// Empty, or the details of the grant that is replaced or copied.
    pub prefilled: GranteeDetails,
    /// The relation chosen initially.
    pub relation: Option<Relation>,
    /// The grant that the form is filled in from, with its masked personal number.
    pub source: Option<(GrantSource, String)>,
    /// Whose personal number may be typed.
    pub number_rules: NumberRules,
    /// The last day to confirm, if the form is sent today.
    pub last_day: LocalDate,
    /// How many grants may be made.
    pub limits: GrantLimits,
    /// Why sharing is not possible, before anything is typed: too many live or pending grants, a sign-in that is not
    /// recent or not by BankID, or blocked sharing.
    pub obstacle: Option<GrantRefusal>,
}

/// What anybody who opens an invitation's address may know about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its identity, as in the address.
    pub id: AccessGrantId,
    /// Which channel it opens.
    pub channel: Channel,
    /// Name of the owner, from the contract.
    pub owner: String,
    /// Given name of the owner.
    pub owner_given_name: String,
    /// The last day to confirm.
    pub last_day: LocalDate,
    /// What the address leads to now.
    pub standing: InvitationStanding,
}

word!(
    /// What an invitation's address leads to for the visitor.
    InvitationStanding {
        /// Pending, and nobody is signed in.
        SignIn = "sign_in",
        /// Pending, for the signed-in person.
        Confirm = "confirm",
        /// For another person than the one who is signed in.
        WrongPerson = "wrong_person",
        /// Confirmed already, by the signed-in person.
        Confirmed = "confirmed",
        /// Confirmed already, by an unknown visitor.
        Used = "used",
        /// The fourteen days have passed.
        Expired = "expired",
        /// Withdrawn, declined or ended.
        Ended = "ended",
    }
);

/// What the invited person sees before confirming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmForm {
    /// The invitation.
    pub invitation: Invitation,
    /// The details that the owner entered.
    pub details: GranteeDetails,
    /// The person's own number from BankID, masked.
    pub masked_number: String,
}

/// What an invitation's address shows to the visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenedInvitation {
    /// Pending for the signed-in person.
    Confirm(ConfirmForm),
    /// Anything else, by its standing.
    Told(Invitation),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_of_what_was_typed_names_nobody() {
        let grantee = GranteeDetails { given_name: "Berit".to_owned(), ..GranteeDetails::default() };
        let typed = NewAccessGrant { grantee, personal_number: "196905112394".to_owned(), ..NewAccessGrant::default() };

        let text = format!("{typed:?}");

        assert!(!text.contains("19690511") && !text.contains("Berit"), "{text}");
    }
}
