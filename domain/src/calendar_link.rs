//! Links to calendars of pickups. A calendar program fetches without a session, so the link's secret authenticates it;
//! the policy authorizes every fetch, as with a session.

use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, ModelTrait, QueryFilter};
use types::id::{CalendarLinkId, FacilityId};
use types::page::file::{CALENDAR_ENDING, CALENDARS};
use types::pickup::CalendarRefusal;
use types::{CustomerRef, Timestamp};
use uuid::Uuid;

use crate::activity::Event;
use crate::calendar::Calendar;
use crate::clock::Clock;
use crate::contract::Places;
use crate::entity::{Anywhere as _, calendar_link, customer, person};
use crate::error::refuse;
use crate::secret::Secret;
use crate::{Caller, Domain, Error, Failed, Result, Right, Scope, stockholm};

const SECRET: &str = "calendar_link.secret_sealed";

impl Domain {
    /// Creates a link to the calendar of an address; an existing one stays. The link outlives the session, so a session
    /// by customer number cannot create one.
    pub async fn make_calendar_link(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        facility: FacilityId,
    ) -> Result<(), Error<CalendarRefusal>> {
        let change = self.change(caller, account, Right::Use).await?;
        if caller.lacks_bankid() {
            return refuse(CalendarRefusal::NeedsBankId);
        }
        let (scope, now) = (change.scope(), change.now);
        let places = Places::of(&change.txn, scope, stockholm::local_date(now)).await?;
        places.with_pickups(facility).ok_or(Failed::NotFound)?;
        match link_for(&change.txn, scope, facility).await? {
            Some(link) if link.is_valid_in(scope) => return Ok(()),
            Some(link) => _ = link.delete(&change.txn).await?,
            None => {}
        }
        self.new_link(scope, facility, now).insert(&change.txn).await?;
        change.record(Event::CalendarLinkMade).await?;
        Ok(change.commit().await?)
    }

    /// Removes the caller's link to the calendar of an address, with immediate effect. Idempotent.
    pub async fn remove_calendar_link(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        facility: FacilityId,
    ) -> Result<()> {
        let change = self.change(caller, account, Right::Use).await?;
        let Some(link) = link_for(&change.txn, change.scope(), facility).await? else { return Ok(()) };
        link.delete(&change.txn).await?;
        change.record(Event::CalendarLinkRemoved).await?;
        change.commit().await
    }

    /// The calendar behind a link, as an iCalendar file. [`Failed::NotFound`] for every reason why the person who made
    /// the link may not see the pickups today.
    pub async fn calendar(&self, secret: &Secret) -> Result<String> {
        let db = &self.db.read;
        let now = self.clock.now();
        let found = calendar_link::Entity::of_secret(secret.hash()).one(db).await?;
        let link = found.ok_or(Failed::NotFound)?;
        let scope = scope_of(db, &link, &self.clock).await?.ok_or(Failed::NotFound)?;
        let today = stockholm::local_date(now);
        let places = Places::of(db, &scope, today).await?;
        let place = places.with_pickups(link.facility_id).ok_or(Failed::NotFound)?;
        let person = person::Entity::anywhere(link.person_id).one(db).await?.ok_or(Failed::NotFound)?;
        let calendar = Calendar {
            company: &self.settings.company,
            host: self.host(),
            link: link.id,
            // The calendar may be shown to others: it must not reveal where somebody with a protected identity lives.
            street: Some(&place.facility.street[..]).filter(|_| !places.has_protected(place)),
            pickups: place.pickups(&self.settings.pickups.moves, today),
            at: now,
        };
        Ok(calendar.written(person.language)?)
    }

    /// The caller's valid links for the customer in scope, each with its address.
    pub(crate) async fn calendar_links(
        &self,
        db: &impl ConnectionTrait,
        scope: &Scope,
    ) -> Result<Vec<(FacilityId, String)>> {
        let mut links = Vec::new();
        for link in calendar_link::Entity::of(scope).all(db).await? {
            if link.is_valid_in(scope) {
                let secret = self.vault.open_text(SECRET, link.id.0, &link.secret_sealed)?;
                let site = &self.settings.public_url;
                links.push((link.facility_id, format!("{site}{CALENDARS}/{secret}{CALENDAR_ENDING}")));
            }
        }
        Ok(links)
    }

    fn new_link(&self, scope: &Scope, facility: FacilityId, now: Timestamp) -> calendar_link::ActiveModel {
        let (id, secret) = (CalendarLinkId(Uuid::now_v7()), Secret::random());
        let sealed = self.vault.seal_text(SECRET, id.0, secret.expose());
        calendar_link::ActiveModel::made(scope, facility, id, secret.hash(), sealed, now)
    }

    /// The portal's own host name, which makes an event's id globally unique.
    fn host(&self) -> &str {
        let host = self.settings.public_url.split_once("://").map_or("", |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or_default()
    }
}

impl calendar_link::Model {
    /// Whether the account is still accessible by the same grant as when the link was created: a new grant does not
    /// revive links of an earlier one.
    fn is_valid_in(&self, scope: &Scope) -> bool {
        self.grant_id == scope.grant().map(|(grant, _)| grant)
    }
}

/// The caller's link to the calendar of an address.
async fn link_for(
    txn: &impl ConnectionTrait,
    scope: &Scope,
    facility: FacilityId,
) -> Result<Option<calendar_link::Model>> {
    let of_facility = calendar_link::Column::FacilityId.eq(facility);
    Ok(calendar_link::Entity::of(scope).filter(of_facility).one(txn).await?)
}

/// What the link gives access to; `None` if its creator may no longer use the account.
async fn scope_of(db: &impl ConnectionTrait, link: &calendar_link::Model, clock: &Clock) -> Result<Option<Scope>> {
    let customer = customer::Entity::anywhere(link.customer_id).one(db).await?.ok_or(Failed::NotFound)?;
    match Caller::of_link(link, clock).scope(db, &customer.reference, Right::Use).await {
        Ok(scope) => Ok(Some(scope).filter(|scope| link.is_valid_in(scope))),
        Err(broken @ Failed::Broken(_)) => Err(broken),
        Err(_) => Ok(None),
    }
}
