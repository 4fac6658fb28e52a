//! Letters about orders: to who ordered, and to the company when bags have not come.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::{EmailAddress, Language, PersonId, bag_order::BagOrderStatus, destination::Destination, id::BagOrderId};

use crate::{
    Domain, Result,
    entity::{access_grant, bag_order, bag_order_roll, customer, holder, job, person},
    job::JobKind,
    mail::{BagOrderCancelled, BagOrderReceived, BagOrderSent, BagsMissed, Letter, date},
    stockholm,
};

impl Domain {
    /// The letter about an order, if it still tells the truth and whoever it is for may still use the account.
    pub(crate) async fn bag_letter_owed(&self, job: &job::Model) -> Result<Option<(EmailAddress, Letter)>> {
        let db = &self.db.read;
        let Some(order) = bag_order::Entity::by_id(BagOrderId(job.subject)).one(db).await? else { return Ok(None) };
        let found = customer::Entity::find_by_id(order.customer_id).one(db).await?;
        let Some(customer) = found.filter(|customer| customer.ended_at.is_none()) else { return Ok(None) };
        if job.kind == JobKind::BagsMissed {
            return self.to_the_company(order).map(Some);
        }
        let is_true = match job.kind {
            JobKind::BagOrderReceived => order.status != BagOrderStatus::Cancelled,
            JobKind::BagOrderCancelled => order.status == BagOrderStatus::Cancelled,
            _ => matches!(order.status, BagOrderStatus::Sent | BagOrderStatus::Delivered),
        };
        let Some(person) = self.who_ordered(&order).await?.filter(|_| is_true) else { return Ok(None) };
        let Some(to) = self.email_of(&person)? else { return Ok(None) };
        let page = Destination::BagOrder(customer.reference, order.id);
        let link = format!("{}{}", self.settings.public_url, page.path(order.channel));
        let rows = bag_order_roll::Entity::of_orders([order.id]).all(db).await?;
        Ok(Some((to, self.to_who_ordered(job.kind, &order, &rows, person.language, link)?)))
    }

    fn to_who_ordered(
        &self,
        kind: JobKind,
        order: &bag_order::Model,
        rolls: &[bag_order_roll::Model],
        language: Language,
        link: String,
    ) -> anyhow::Result<Letter> {
        let (company, bags) = (&*self.settings.company, &self.settings.bags);
        let number = order.number.clone();
        if kind == JobKind::BagOrderCancelled {
            return BagOrderCancelled { company, number, link }.written(language);
        }
        let expected = stockholm::parse_date(&order.expected_on).unwrap_or(stockholm::local_date(order.created_at));
        let expected = date(language, expected)?;
        let delivery = bags.delivery.text(language).to_owned();
        if kind == JobKind::BagOrderSent {
            return BagOrderSent { company, number, expected, delivery, link }.written(language);
        }
        let mut lines: Vec<(usize, String)> = rolls
            .iter()
            .map(|row| {
                let place = bags.kinds.iter().position(|kind| kind.colour.0 == row.colour);
                let kind = bags.kind(&row.colour);
                (place.unwrap_or(usize::MAX), format!("{} × {}", row.rolls, kind.text(language)))
            })
            .collect();
        lines.sort();
        let rolls = lines.into_iter().map(|(_, line)| line).collect();
        BagOrderReceived { company, number, rolls, expected, delivery, link }.written(language)
    }

    /// In the company's own language, with the order's number alone: the rest is on the pick list.
    fn to_the_company(&self, order: bag_order::Model) -> anyhow::Result<(EmailAddress, Letter)> {
        let to = EmailAddress::parse(&self.settings.bags.told_to)?;
        let (company, link) = (&*self.settings.company, self.settings.public_url.clone());
        let expected = stockholm::parse_date(&order.expected_on).unwrap_or(stockholm::local_date(order.created_at));
        let expected = date(Language::Swedish, expected)?;
        Ok((to, BagsMissed { company, number: order.number, expected, link }.written(Language::Swedish)?))
    }

    /// Whoever made an order, while they may use the account and are to be written to.
    async fn who_ordered(&self, order: &bag_order::Model) -> Result<Option<person::Model>> {
        let Some(id) = order.ordered_by else { return Ok(None) };
        let found = person::Entity::find_by_id(id).one(&self.db.read).await?;
        Ok(if self.may_still_use(id, order).await? { found } else { None })
    }

    async fn may_still_use(&self, person: PersonId, order: &bag_order::Model) -> Result<bool> {
        let (db, now) = (&self.db.read, self.clock.now());
        if holder::Entity::holding(order.customer_id, person, now).one(db).await?.is_some() {
            return Ok(true);
        }
        let here = access_grant::Column::CustomerId.eq(order.customer_id);
        Ok(access_grant::Entity::active_of(person, now).filter(here).one(db).await?.is_some())
    }
}
