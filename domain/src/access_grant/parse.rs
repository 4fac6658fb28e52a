//! Parses the sharing form: every rule about a field, in the order of the form.

use types::PersonalNumber;
use types::access_grant::{GrantRefusal, NewAccessGrant, NumberRules, Relation};
use types::id::IdempotencyKey;
use uuid::Uuid;

use crate::details::{self, ParsedDetails};
use crate::entity::access_grant;
use crate::{Domain, Error, Result};

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
        rules: NumberRules,
    ) -> Result<ParsedGrant, Error<GrantRefusal>> {
        let details = details::parse(&new.grantee, &GrantRefusal::DETAILS);
        let number = match source {
            Some(grant) if grant.number_sealed.is_some() => Ok(self.invited_number(grant)?),
            _ => rules.parse(&new.personal_number),
        };
        let relation = new.relation.ok_or(GrantRefusal::RelationMissing);
        let understood = if new.understood { Ok(()) } else { Err(GrantRefusal::NotUnderstood) };
        match (details, number, relation, understood) {
            (Ok(details), Ok(number), Ok(relation), Ok(())) => {
                let key = new.request_key.unwrap_or_else(|| IdempotencyKey(Uuid::now_v7()));
                Ok(ParsedGrant { key, details, number, relation })
            }
            (details, number, relation, understood) => {
                let mut refusals = details.err().unwrap_or_default();
                // In the order of the form: the number comes after the names.
                let after_names = refusals.iter().filter(|rule| rule.is_about_name()).count();
                if let Err(rule) = number {
                    refusals.insert(after_names, rule);
                }
                refusals.extend(relation.err());
                refusals.extend(understood.err());
                Err(Error::Refused(refusals))
            }
        }
    }
}
