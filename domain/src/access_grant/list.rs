//! The list of grants, for holders.

use std::time::Duration;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    SelectTwo,
};
use types::access_grant::{AccessGrant, AccessGrantList, GrantNews, GrantState, GranteeDetails};
use types::activity::EventKind;
use types::time::days;
use types::{AccessGrantId, CustomerRef, Timestamp};
use uuid::Uuid;

use super::repeat::may_send_again;
use crate::entity::{access_grant, activity, known, person};
use crate::{Caller, Domain, Failed, Result, Right, Scope, mask, stockholm};

/// The period and the maximum number of the page's news.
const NEWS: (Duration, u64) = (days(30), 5);

impl Domain {
    /// The live grants of the caller's account and channel, and their recent news.
    pub async fn access_grants(&self, caller: &Caller, account: &CustomerRef) -> Result<AccessGrantList> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Share).await?;
        let rows = known::all_with(live_grants_query(&scope, now), &self.db.read).await?;
        let limits = self.settings.grants.limits(scope.channel());
        let pending = rows.iter().filter(|(grant, _)| grant.state == GrantState::Pending).count();
        let has_room = rows.len() < limits.live as usize && pending < limits.pending as usize;
        let grantees = person::Entity::anywhere_all(rows.iter().filter_map(|(grant, _)| grant.grantee_id));
        let grantees = grantees.all(&self.db.read).await?;
        let grants = rows
            .iter()
            .map(|(grant, owner)| self.shown(caller, grant, owner.as_ref(), &grantees, now))
            .collect::<anyhow::Result<_>>()?;
        Ok(AccessGrantList { grants, limits, has_room, news: self.news(&scope, now).await? })
    }

    /// One live grant of the caller's account and channel.
    pub async fn access_grant(&self, caller: &Caller, account: &CustomerRef, id: AccessGrantId) -> Result<AccessGrant> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Share).await?;
        let found = access_grant::Entity::live(&scope, now)
            .filter(access_grant::Column::Id.eq(id))
            .find_also_related(person::Entity)
            .one(&self.db.read)
            .await?;
        let (grant, owner) = found.ok_or(Failed::NotFound)?;
        let twin = twin_of(&self.db.read, &scope, &grant, now).await?.map(|twin| twin.id);
        let grantee = person::Entity::anywhere_all(grant.grantee_id).all(&self.db.read).await?;
        Ok(AccessGrant { twin, ..self.shown(caller, &grant, owner.as_ref(), &grantee, now)? })
    }

    fn shown(
        &self,
        caller: &Caller,
        grant: &access_grant::Model,
        owner: Option<&person::Model>,
        grantees: &[person::Model],
        now: Timestamp,
    ) -> anyhow::Result<AccessGrant> {
        let is_mine = grant.owner_id == caller.person;
        let verified = grantees.iter().find(|person| Some(person.id) == grant.grantee_id);
        let verified_name = self.verified_name(caller, grant, verified)?;
        let (grantee, masked_number) = self.grantee_shown(caller, grant)?;
        Ok(AccessGrant {
            id: grant.id,
            state: grant.state,
            grantee,
            verified_name,
            masked_number,
            relation: grant.relation,
            shared_by: owner.map(|owner| name(owner, caller.lacks_bankid() && !is_mine)).unwrap_or_default(),
            is_mine,
            last_day: stockholm::last_day(grant.expires_at),
            active_since: grant.confirmed_at.map(stockholm::local_date),
            letter: grant.letter_state,
            may_send_again: may_send_again(grant, &self.settings.grants, now).is_ok(),
            tried_by_another: grant.tried_by_another,
            twin: None,
        })
    }

    /// A grantee's name from BankID or the register, if it differs from the typed one.
    fn verified_name(
        &self,
        caller: &Caller,
        grant: &access_grant::Model,
        grantee: Option<&person::Model>,
    ) -> anyhow::Result<Option<String>> {
        let Some(grantee) = grantee.filter(|person| !person.protected_identity) else { return Ok(None) };
        let Some(details) = self.details_of(grant)? else { return Ok(None) };
        let is_same = details.full_name().to_lowercase() == grantee.name().to_lowercase();
        Ok((!is_same).then(|| name(grantee, caller.lacks_bankid())))
    }

    /// Whom a live grant is for: details and number, masked for a session by customer number.
    pub(super) fn grantee_shown(
        &self,
        caller: &Caller,
        grant: &access_grant::Model,
    ) -> anyhow::Result<(GranteeDetails, String)> {
        let details = self.details_of(grant)?.map(|details| details.to_text()).unwrap_or_default();
        if caller.lacks_bankid() {
            return Ok((mask::details(details), mask::NUMBER.to_owned()));
        }
        Ok((details, self.invited_number(grant)?.masked()))
    }

    /// What others did with the account's grants (rule G17).
    async fn news(&self, scope: &Scope, now: Timestamp) -> Result<Vec<GrantNews>> {
        let rows = known::all(news_query(scope, now), &self.db.read).await?;
        let subjects = rows.iter().filter_map(|row| row.subject).map(AccessGrantId);
        let grants = known::all(access_grant::Entity::mentioned(scope, subjects), &self.db.read).await?;
        let grantees = person::Entity::anywhere_all(grants.iter().filter_map(|grant| grant.grantee_id));
        let grantees = grantees.all(&self.db.read).await?;
        let grantee = |subject: Option<Uuid>| {
            let grant = grants.iter().find(|grant| Some(grant.id.0) == subject)?;
            let person = grantees.iter().find(|person| Some(person.id) == grant.grantee_id)?;
            Some(name(person, scope.caller().lacks_bankid()))
        };
        let news = rows.into_iter().map(|row| {
            let (event, grantee, on) = (row.event, grantee(row.subject), stockholm::local_date(row.at));
            GrantNews { event, grantee, on }
        });
        Ok(news.collect())
    }
}

/// The same person's live grant of the other channel (rule G16).
pub(super) async fn twin_of(
    db: &impl ConnectionTrait,
    scope: &Scope,
    grant: &access_grant::Model,
    now: Timestamp,
) -> Result<Option<access_grant::Model>> {
    let Some(index) = grant.grantee_index.clone() else { return Ok(None) };
    let same_person = access_grant::Column::GranteeIndex.eq(index);
    Ok(access_grant::Entity::live_elsewhere(scope, now).filter(same_person).one(db).await?)
}

fn name(person: &person::Model, is_masked: bool) -> String {
    if is_masked { mask::name(person) } else { person.name() }
}

/// The live grants in scope with their owners, oldest first.
pub(crate) fn live_grants_query(scope: &Scope, now: Timestamp) -> SelectTwo<access_grant::Entity, person::Entity> {
    access_grant::Entity::live(scope, now)
        .find_also_related(person::Entity)
        .order_by_asc(access_grant::Column::CreatedAt)
        .order_by_asc(access_grant::Column::Id)
}

/// Recent events of the grants in scope, except those of the calling holder: what one holder removes is news to the
/// others. The query leaves out the other channel's grants, which would otherwise use up the limit.
pub(crate) fn news_query(scope: &Scope, now: Timestamp) -> Select<activity::Entity> {
    let by_grantee_or_time =
        [EventKind::AccessConfirmed, EventKind::AccessDeclined, EventKind::AccessLeft, EventKind::AccessExpired];
    let by_holder = [EventKind::AccessRemoved, EventKind::AccessWithdrawn];
    // Grants removed by the link of "Var det inte du?" have no actor.
    let not_mine = activity::Column::ActorId.ne(scope.caller().person).or(activity::Column::ActorId.is_null());
    let by_another_holder = Condition::all().add(activity::Column::Event.is_in(by_holder)).add(not_mine);
    let events = Condition::any().add(activity::Column::Event.is_in(by_grantee_or_time)).add(by_another_holder);
    let grants = access_grant::Entity::of(scope).select_only().column(access_grant::Column::Id).into_query();
    let from_earlier_holder = access_grant::Entity::from_earlier_holder(scope, now)
        .select_only()
        .column(access_grant::Column::Id)
        .into_query();
    activity::Entity::newest_of(scope.customer_id().0)
        .filter(events)
        .filter(activity::Column::At.gt(now - NEWS.0))
        .filter(activity::Column::At.gte(scope.since()))
        .filter(activity::Column::Subject.in_subquery(grants))
        .filter(activity::Column::Subject.not_in_subquery(from_earlier_holder))
        .limit(NEWS.1)
}
