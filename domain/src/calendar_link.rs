//! Links to calendars of pickups. A calendar program fetches without a session, so that the link's secret tells who
//! asks; what they may see is asked of the policy at every fetch, as of a session.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ModelTrait, QueryFilter};
use types::{
    CustomerRef, Timestamp,
    id::{CalendarLinkId, FacilityId},
    pickup::CalendarRefusal,
};
use uuid::Uuid;

use crate::{
    Caller, Domain, Error, Failed, Result, Right, Scope,
    activity::Event,
    calendar::Calendar,
    clock::Clock,
    contract::Places,
    entity::{calendar_link, customer, person},
    error::refuse,
    secret::Secret,
    stockholm,
};

const SECRET: &str = "calendar_link.secret_sealed";

impl Domain {
    /// Makes a link to the calendar of an address; one that is there stays as it is. The link lives longer than the
    /// session, so that a session by customer number makes none.
    pub async fn make_calendar_link(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        facility: FacilityId,
    ) -> Result<(), Error<CalendarRefusal>> {
        let change = self.change(caller, account, Right::Use).await?;
        if caller.is_weak() {
            return refuse(CalendarRefusal::NeedsBankId);
        }
        let (scope, now) = (change.scope(), change.now);
        let places = Places::of(&change.txn, scope, stockholm::local_date(now)).await?;
        places.with_pickups(facility).ok_or(Failed::NotFound)?;
        match link_for(&change.txn, scope, facility).await? {
            Some(link) if link.is_good_in(scope) => return Ok(()),
            Some(link) => _ = link.delete(&change.txn).await?,
            None => {}
        }
        self.new_link(scope, facility, now).insert(&change.txn).await?;
        change.record(Event::CalendarLinkMade).await?;
        Ok(change.commit().await?)
    }

    /// Takes the caller's link to the calendar of an address away. It ends at once; taking it away again changes nothing.
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

    /// The calendar that a link leads to, as an iCalendar file. Whatever keeps the person who made the link from seeing
    /// the pickups today is alike [`Failed::NotFound`].
    pub async fn calendar(&self, secret: &Secret) -> Result<String> {
        let db = &self.db.read;
        let now = self.clock.now();
        let found = calendar_link::Entity::of_secret(secret.hash()).one(db).await?;
        let link = found.ok_or(Failed::NotFound)?;
        let scope = scope_of(db, &link, &self.clock).await?.ok_or(Failed::NotFound)?;
        let today = stockholm::local_date(now);
        let places = Places::of(db, &scope, today).await?;
        let place = places.with_pickups(link.facility_id).ok_or(Failed::NotFound)?;
        let person = person::Entity::find_by_id(link.person_id).one(db).await?.ok_or(Failed::NotFound)?;
        let calendar = Calendar {
            company: &self.settings.company,
            host: self.host(),
            link: link.id,
            // The calendar may be shown to others: it does not tell where somebody with a protected identity lives.
            street: Some(&place.facility.street[..]).filter(|_| !places.has_protected(place)),
            pickups: place.pickups(&self.settings.pickups.moves, today),
            at: now,
        };
        Ok(calendar.written(person.language)?)
    }

    /// The caller's links for the customer in scope that still work, each with its address.
    pub(crate) async fn calendar_links(
        &self,
        db: &impl ConnectionTrait,
        scope: &Scope,
    ) -> Result<Vec<(FacilityId, String)>> {
        let mut links = Vec::new();
        for link in calendar_link::Entity::of(scope).all(db).await? {
            if link.is_good_in(scope) {
                let secret = self.vault.open_text(SECRET, link.id.0, &link.secret_sealed)?;
                links.push((link.facility_id, format!("{}/kalender/{secret}.ics", self.settings.public_url)));
            }
        }
        Ok(links)
    }

    fn new_link(&self, scope: &Scope, facility: FacilityId, now: Timestamp) -> calendar_link::ActiveModel {
        let (id, secret) = (CalendarLinkId(Uuid::now_v7()), Secret::random());
        calendar_link::ActiveModel {
            id: Set(id),
            secret_hash: Set(secret.hash()),
            secret_sealed: Set(self.vault.seal_text(SECRET, id.0, secret.expose())),
            person_id: Set(scope.caller().person),
            customer_id: Set(scope.customer_id()),
            facility_id: Set(facility),
            channel: Set(scope.channel()),
            grant_id: Set(scope.grant().map(|(grant, _)| grant)),
            made_at: Set(now),
        }
    }

    /// The portal's own host name, which makes an event's identity one in the world.
    fn host(&self) -> &str {
        let host = self.settings.public_url.split_once("://").map_or("", |(_, rest)| rest);
        host.split([':', '/']).next().unwrap_or_default()
    }
}

impl calendar_link::Model {
    /// Whether the account is still open by what opened it when the link was made: a new grant does not bring back what
    /// an earlier one has left behind.
    fn is_good_in(&self, scope: &Scope) -> bool {
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

/// What the link opens now; nothing when whoever made it may not use the account any more.
async fn scope_of(db: &impl ConnectionTrait, link: &calendar_link::Model, clock: &Clock) -> Result<Option<Scope>> {
    let customer = customer::Entity::find_by_id(link.customer_id).one(db).await?.ok_or(Failed::NotFound)?;
    match Caller::of_link(link, clock).scope(db, &customer.reference, Right::Use).await {
        Ok(scope) => Ok(Some(scope).filter(|scope| link.is_good_in(scope))),
        Err(broken @ Failed::Broken(_)) => Err(broken),
        Err(_) => Ok(None),
    }
}
