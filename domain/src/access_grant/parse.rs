//! Parses the sharing form: every rule about a field, in the order of the form.

use types::access_grant::{GrantRefusal, NewAccessGrant, Relation};
use types::clean::trim;
use types::id::IdempotencyKey;
use types::personal_number::is_organisation_number;
use types::{PersonalNumber, Timestamp};
use uuid::Uuid;

use crate::details::{self, DetailRefusals, ParsedDetails};
use crate::entity::access_grant;
use crate::{Domain, Error, Result, stockholm};

pub(super) const DETAIL_REFUSALS: DetailRefusals<GrantRefusal> = DetailRefusals {
    given_name: [GrantRefusal::GivenNameMissing, GrantRefusal::GivenNameInvalid],
    surname: [GrantRefusal::SurnameMissing, GrantRefusal::SurnameInvalid],
    email: [GrantRefusal::EmailMissing, GrantRefusal::EmailInvalid],
    hidden_sign: GrantRefusal::EmailHiddenSign,
    mobile: GrantRefusal::MobileInvalid,
};

/// The parsed form.
pub(super) struct ParsedGrant {
    pub(super) key: IdempotencyKey,
    pub(super) details: ParsedDetails,
    pub(super) number: PersonalNumber,
    pub(super) relation: Relation,
}

impl Domain {
    /// Parses the form; the number comes from the source, if there is one.
    pub(super) fn parse_form(
        &self,
        new: &NewAccessGrant,
        source: Option<&access_grant::Model>,
        now: Timestamp,
    ) -> Result<ParsedGrant, Error<GrantRefusal>> {
        let details = details::parse(&new.grantee, &DETAIL_REFUSALS);
        let number = match source {
            Some(grant) if grant.number_sealed.is_some() => Ok(self.invited_number(grant)?),
            _ => self.parse_personal_number(&new.personal_number, now),
        };
        let relation = new.relation.ok_or(GrantRefusal::RelationMissing);
        let understood = if new.understood { Ok(()) } else { Err(GrantRefusal::NotUnderstood) };
        match (details, number, relation, understood) {
            (Ok(details), Ok(number), Ok(relation), Ok(())) => {
                let key = new.request_key.unwrap_or_else(|| IdempotencyKey(Uuid::now_v7()));
                Ok(ParsedGrant { key, details, number, relation })
            }
            (details, number, relation, understood) => {
                let mut rules = details.err().unwrap_or_default();
                // In the order of the form: the number comes after the names.
                let names = [
                    GrantRefusal::GivenNameMissing,
                    GrantRefusal::GivenNameInvalid,
                    GrantRefusal::SurnameMissing,
                    GrantRefusal::SurnameInvalid,
                ];
                let after_names = rules.iter().filter(|rule| names.contains(rule)).count();
                if let Err(rule) = number {
                    rules.insert(after_names, rule);
                }
                rules.extend(relation.err());
                rules.extend(understood.err());
                Err(Error::Refused(rules))
            }
        }
    }

    fn parse_personal_number(&self, text: &str, now: Timestamp) -> Result<PersonalNumber, GrantRefusal> {
        if trim(text).is_empty() {
            return Err(GrantRefusal::PersonalNumberMissing);
        }
        let number = PersonalNumber::parse(text, stockholm::local_date(now)).map_err(|_| {
            let is_organisation = is_organisation_number(text);
            if is_organisation {
                GrantRefusal::PersonalNumberOfOrganisation
            } else {
                GrantRefusal::PersonalNumberInvalid
            }
        })?;
        if number.is_coordination_number() && !self.settings.grants.coordination_numbers {
            return Err(GrantRefusal::PersonalNumberInvalid);
        }
        Ok(number)
    }
}
