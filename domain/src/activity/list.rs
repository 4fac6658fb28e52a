//! Activity, as shown to those who may use the account.

use std::time::Duration;

use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect, QueryTrait, Select};
use types::activity::{
    ActivityEntry, ActivityFilter, ActivityGrant, ActivityList, ActivityMark, ActivityPeriod, ActivityPlace, EventKind,
    Who,
};
use types::time::days;
use types::{CustomerRef, Timestamp};

use super::name_lookup::NameLookup;
use crate::entity::{access_grant, activity, bag_order, known};
use crate::{Caller, Domain, Result, Right, Scope, stockholm};

/// Entries on a page.
pub(crate) const PAGE: usize = 25;
const MONTH: Duration = days(30);

/// The rows of a page, newest first, and whether there are more on either side.
struct Page {
    rows: Vec<activity::Model>,
    has_older: bool,
    has_newer: bool,
}

impl Domain {
    /// An account's activity, newest first, merged with what the caller did as a person: their sign-ins and details,
    /// unless the session is by customer number. Holders see the whole account's, others their own rows (rule G20);
    /// nobody sees another person's own stream. A cursor without rows gives the newest page.
    pub async fn activity(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        filter: ActivityFilter,
    ) -> Result<ActivityList> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let since = self.shown_since(filter.period, now);
        let mut page = self.page(&scope, filter, since).await?;
        if page.rows.is_empty() && filter.place != ActivityPlace::Newest {
            page = self.page(&scope, ActivityFilter { place: ActivityPlace::Newest, ..filter }, since).await?;
        }
        let named = NameLookup::of(&self.db.read, &scope, &page.rows).await?;
        let (first, last) = (page.rows.first().map(mark), page.rows.last().map(mark));
        Ok(ActivityList {
            entries: page.rows.iter().map(|row| entry(row, &named)).collect(),
            older: last.filter(|_| page.has_older),
            newer: first.filter(|_| page.has_newer),
            is_holder: scope.is_holder(),
            account_name: scope.customer_name().to_owned(),
            kept_months: self.settings.retention.activity_months,
        })
    }

    /// Expired rows are shown to nobody, whether or not they have been deleted yet.
    fn shown_since(&self, period: Option<ActivityPeriod>, now: Timestamp) -> Timestamp {
        let asked_for = match period {
            Some(ActivityPeriod::Month) => Some(now - MONTH),
            Some(ActivityPeriod::Year) => Some(stockholm::months_before(now, 12)),
            None => None,
        };
        asked_for.into_iter().fold(self.activity_kept_since(now), Timestamp::max)
    }

    async fn page(&self, scope: &Scope, filter: ActivityFilter, since: Timestamp) -> Result<Page> {
        let mut rows = Vec::new();
        for question in questions(scope, filter, since) {
            rows.extend(known::all(question, &self.db.read).await?);
        }
        rows.sort_by_key(mark);
        let goes_back = !matches!(filter.place, ActivityPlace::NewerThan(_));
        if goes_back {
            rows.reverse();
        }
        let has_more = rows.len() > PAGE;
        rows.truncate(PAGE);
        if !goes_back {
            rows.reverse();
        }
        // The row of the cursor itself is on its other side.
        let has_mark = filter.place != ActivityPlace::Newest;
        let (has_older, has_newer) = if goes_back { (has_more, has_mark) } else { (has_mark, has_more) };
        Ok(Page { rows, has_older, has_newer })
    }
}

/// The account's rows, and the caller's own stream unless the session is by customer number: of each one row more than
/// a page.
pub(crate) fn questions(scope: &Scope, filter: ActivityFilter, since: Timestamp) -> Vec<Select<activity::Entity>> {
    let caller = scope.caller();
    let of = |stream, since| match filter.place {
        ActivityPlace::Newest => activity::Entity::older(stream, since, None),
        ActivityPlace::OlderThan(mark) => activity::Entity::older(stream, since, Some(mark)),
        ActivityPlace::NewerThan(mark) => activity::Entity::newer(stream, since, mark),
    };
    let of_account = of(scope.customer_id().0, since.max(scope.since())).filter(is_seen(scope));
    let of_account = of_account.apply_if((!scope.is_holder()).then_some(caller.person), |rows, me| {
        rows.filter(activity::Column::ActorId.eq(me))
    });
    // A session by customer number must not reveal when and where the person uses BankID, or another number.
    let own = (!caller.lacks_bankid()).then(|| of(caller.person.0, since));
    // Only kinds that this version knows: a newer one may write others, for which there is no text here.
    let is_asked_for = |event: &EventKind| filter.kind.is_none_or(|kind| event.kind() == kind);
    let events: Vec<_> = EventKind::ALL.iter().copied().filter(is_asked_for).collect();
    let page = |rows: Select<activity::Entity>| {
        rows.limit(PAGE as u64 + 1).filter(activity::Column::Event.is_in(events.iter().copied()))
    };
    [Some(of_account), own].into_iter().flatten().map(page).collect()
}

/// Excludes rows about another holder's time: grants closed and orders sent after a former holder has left refer to it.
fn is_seen(scope: &Scope) -> Condition {
    let grants = access_grant::Entity::from_earlier_holder(scope, scope.caller().clock.now())
        .select_only()
        .column(access_grant::Column::Id);
    let orders = bag_order::Entity::from_earlier_holder(scope).select_only().column(bag_order::Column::Id);
    let subject = || activity::Column::Subject;
    let of_before = Condition::any()
        .add(subject().in_subquery(grants.into_query()))
        .add(subject().in_subquery(orders.into_query()));
    Condition::any().add(subject().is_null()).add(of_before.not())
}

fn mark(row: &activity::Model) -> ActivityMark {
    ActivityMark { at: row.at, id: row.id }
}

fn entry(row: &activity::Model, named: &NameLookup) -> ActivityEntry {
    let actor = row.actor_id.map(|person| named.who(person));
    let actor = match (row.event, actor) {
        // Rule G13: the registered name of a person who declined is not revealed to the owner who typed a number.
        (EventKind::AccessDeclined, Some(Who::Named(_))) => Some(Who::Somebody),
        (_, actor) => actor,
    };
    let grant = named.grant(row).map(|grant| ActivityGrant {
        channel: grant.channel,
        grantee: grant.grantee_id.map_or(Who::Somebody, |grantee| named.who(grantee)),
    });
    ActivityEntry {
        event: row.event,
        at: stockholm::local_time(row.at),
        actor,
        for_another: row.for_another,
        method: row.method,
        channel: row.channel,
        grant,
        order: named.order(row),
    }
}
