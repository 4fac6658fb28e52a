//! The caller and what they may do. Every operation checks here, every time; nothing is cached between requests.

use std::time::Duration;

use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, QueryTrait, Select,
};
use types::access_grant::GrantState;
use types::account::CustomerKind;
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel, CustomerId, CustomerRef, LocalDate, PersonId, SessionId, Timestamp};

use crate::Failed;
use crate::clock::{Clock, SKEW};
use crate::entity::{access_grant, calendar_link, customer, holder, person};
use crate::error::Result;

/// The maximum age of a sign-in for sensitive operations (V7.5.1).
const STEP_UP_WINDOW: Duration = Duration::from_mins(5);

/// The authenticated caller: a person in a session. Made from a live session only, or from a link that the person
/// created for a calendar program.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
    pub(crate) channel: Channel,
    pub(crate) method: SignInMethod,
    pub(crate) signed_in_at: Timestamp,
    /// The only customer of a session by customer number.
    pub(crate) customer: Option<CustomerId>,
    /// Access is decided at the instant of the query, after any wait for a lock.
    pub(crate) clock: Clock,
}

/// The right that an operation needs on a customer account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// See and do what the account offers.
    Use,
    /// Let others use it. Only holders may (rule G1).
    Share,
}

/// A customer account that the caller may use, in the caller's channel. Only the policy below makes one.
#[derive(Clone, Debug)]
pub struct Scope {
    customer: CustomerId,
    reference: CustomerRef,
    customer_name: String,
    kind: CustomerKind,
    caller: Caller,
    grant: Option<(AccessGrantId, PersonId)>,
    since: Timestamp,
    last_day: Option<LocalDate>,
}

impl Scope {
    pub(crate) fn customer_id(&self) -> CustomerId {
        self.customer
    }

    pub(crate) fn reference(&self) -> &CustomerRef {
        &self.reference
    }

    pub(crate) fn customer_name(&self) -> &str {
        &self.customer_name
    }

    pub(crate) fn kind(&self) -> CustomerKind {
        self.kind
    }

    pub(crate) fn channel(&self) -> Channel {
        self.caller.channel
    }

    pub(crate) fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The grant that gives access, and who shared it; `None` for a holder.
    pub(crate) fn grant(&self) -> Option<(AccessGrantId, PersonId)> {
        self.grant
    }

    pub(crate) fn is_holder(&self) -> bool {
        self.grant.is_none()
    }

    /// Since when the account is the holder's, or that of the holder who shared it. Earlier events belong to somebody
    /// else and are not shown.
    pub(crate) fn since(&self) -> Timestamp {
        self.since
    }

    /// Whether contracts from a day on begin during that holder's time, and not after it.
    pub(crate) fn begins_in_time(&self, day: LocalDate) -> bool {
        self.last_day.is_none_or(|last_day| day <= last_day)
    }
}

#[derive(FromQueryResult)]
struct Standing {
    id: CustomerId,
    reference: CustomerRef,
    name: String,
    kind: CustomerKind,
    grant: Option<AccessGrantId>,
    owner: Option<PersonId>,
    since: Option<Timestamp>,
    last_day: Option<LocalDate>,
    owner_since: Option<Timestamp>,
    owner_last_day: Option<LocalDate>,
}

impl Caller {
    /// The person who created a link, in its channel, without a session. For checking what the link gives access to.
    pub(crate) fn of_link(link: &calendar_link::Model, clock: &Clock) -> Self {
        Self {
            person: link.person_id,
            session: SessionId(uuid::Uuid::nil()),
            channel: link.channel,
            // Only a BankID session can create one.
            method: SignInMethod::BankId,
            signed_in_at: link.made_at,
            customer: None,
            clock: clock.clone(),
        }
    }

    /// Whether the session is by customer number and password: not sufficient for everything, and other people's
    /// details are masked.
    pub(crate) fn lacks_bankid(&self) -> bool {
        self.method == SignInMethod::CustomerNumber
    }

    /// Whether the caller has to identify again before a sensitive operation. A sign-in in the future is not recent:
    /// the clock has gone back since.
    pub(crate) fn needs_step_up(&self, now: Timestamp) -> bool {
        now > self.signed_in_at + STEP_UP_WINDOW || self.signed_in_at > now + SKEW
    }

    /// What the caller may do with an account: one indexed query.
    ///
    /// [`Failed::NotFound`] if the account does not exist, if the caller never had access, and if it belongs to the
    /// other channel; [`Failed::Ended`] if the caller had access once.
    pub(crate) async fn scope(&self, db: &impl ConnectionTrait, account: &CustomerRef, right: Right) -> Result<Scope> {
        let Some(standing) = self.standing(db, account).await? else {
            return Err(self.explain(db, account).await?);
        };
        let Standing { grant, owner, .. } = standing;
        let (grant, since, last_day) = match (standing.since, grant.zip(owner), standing.owner_since) {
            (Some(since), ..) => (None, since, standing.last_day),
            // A customer number is for a holder, and opens nothing to a former one.
            (None, Some(grant), Some(since)) if self.customer.is_none() => {
                (Some(grant), since, standing.owner_last_day)
            }
            _ => return Err(self.explain(db, account).await?),
        };
        if right == Right::Share && grant.is_some() {
            return Err(Failed::Forbidden);
        }
        Ok(Scope {
            customer: standing.id,
            reference: standing.reference,
            customer_name: standing.name,
            kind: standing.kind,
            caller: self.clone(),
            grant,
            since,
            last_day,
        })
    }

    /// The same for an operation that writes: locks the customer's row first and then queries in a separate statement,
    /// because a statement that waited for a lock still sees an old snapshot of other rows.
    pub(crate) async fn scope_to_change(
        &self,
        txn: &impl ConnectionTrait,
        account: &CustomerRef,
        right: Right,
    ) -> Result<Scope> {
        customer::Entity::locked_by_reference(account).one(txn).await?;
        self.scope(txn, account, right).await
    }

    async fn standing(&self, db: &impl ConnectionTrait, account: &CustomerRef) -> Result<Option<Standing>> {
        Ok(self.standing_question(account).into_model::<Standing>().one(db).await?)
    }

    /// A grant gives access only while its maker is a holder.
    pub(crate) fn standing_question(&self, account: &CustomerRef) -> Select<customer::Entity> {
        let now = self.clock.now();
        let (owner, grantee) = (Alias::new("owner"), Alias::new("grantee"));
        let owners_part = Alias::new("owners_part");
        customer::Entity::find_by_reference(account)
            .select_only()
            .columns([
                customer::Column::Id,
                customer::Column::Reference,
                customer::Column::Name,
                customer::Column::Kind,
            ])
            .column_as(holder::Column::Since, "since")
            .column_as(holder::Column::LastDay, "last_day")
            .column_as(Expr::col((owners_part.clone(), holder::Column::Since)), "owner_since")
            .column_as(Expr::col((owners_part.clone(), holder::Column::LastDay)), "owner_last_day")
            .column_as(access_grant::Column::Id, "grant")
            .column_as(access_grant::Column::OwnerId, "owner")
            .join(JoinType::LeftJoin, joined_holder(self.person, now))
            .join(JoinType::LeftJoin, joined_grant(self.person, self.channel))
            .join_as(JoinType::LeftJoin, joined_owner(now), owners_part.clone())
            .join_as(JoinType::LeftJoin, joined_person(access_grant::Column::OwnerId), owner.clone())
            .join_as(JoinType::LeftJoin, joined_person(access_grant::Column::GranteeId), grantee.clone())
            .filter(customer::Column::EndedAt.is_null())
            .apply_if(self.customer, |question, only| question.filter(customer::Column::Id.eq(only)))
            // Rule G19: a protected identity on either side suspends the grant.
            .filter(
                Condition::any().add(holder::Column::PersonId.is_not_null()).add(
                    Expr::col((owner, person::Column::ProtectedIdentity))
                        .eq(false)
                        .and(Expr::col((grantee, person::Column::ProtectedIdentity)).eq(false))
                        .and(Expr::col((owners_part, holder::Column::PersonId)).is_not_null()),
                ),
            )
    }

    /// Why the account is not accessible: it once was, or the caller may not know of it.
    async fn explain(&self, db: &impl ConnectionTrait, account: &CustomerRef) -> Result<Failed> {
        let found = customer::Entity::find_by_reference(account).one(db).await?;
        let Some(customer) = found.filter(|_| self.customer.is_none()) else {
            return Ok(Failed::NotFound);
        };
        let held = access_grant::Entity::held_by(self.person, customer.id, self.channel).one(db).await?;
        Ok(if held.is_some() { Failed::Ended(account.clone()) } else { Failed::NotFound })
    }
}

fn joined_holder(person: PersonId, now: Timestamp) -> sea_orm::RelationDef {
    customer::Entity::belongs_to(holder::Entity)
        .from(customer::Column::Id)
        .to(holder::Column::CustomerId)
        .on_condition(move |_, right| {
            holder::in_force(right.clone(), now).add(Expr::col((right, holder::Column::PersonId)).eq(person))
        })
        .into()
}

/// Joins the holder row of the grant's maker.
fn joined_owner(now: Timestamp) -> sea_orm::RelationDef {
    access_grant::Entity::belongs_to(holder::Entity)
        .from(access_grant::Column::CustomerId)
        .to(holder::Column::CustomerId)
        .on_condition(move |left, right| {
            let same_person =
                Expr::col((left, access_grant::Column::OwnerId)).equals((right.clone(), holder::Column::PersonId));
            holder::in_force(right, now).add(same_person)
        })
        .into()
}

fn joined_grant(person: PersonId, channel: Channel) -> sea_orm::RelationDef {
    customer::Entity::belongs_to(access_grant::Entity)
        .from(customer::Column::Id)
        .to(access_grant::Column::CustomerId)
        .on_condition(move |_, right| {
            Condition::all()
                .add(Expr::col((right.clone(), access_grant::Column::GranteeId)).eq(person))
                .add(Expr::col((right.clone(), access_grant::Column::Channel)).eq(channel))
                .add(Expr::col((right, access_grant::Column::State)).eq(GrantState::Active))
        })
        .into()
}

fn joined_person(from: access_grant::Column) -> sea_orm::RelationDef {
    access_grant::Entity::belongs_to(person::Entity).from(from).to(person::Column::Id).into()
}
