//! Letters about orders: to the orderer, and to the company about missing bags.

use sea_orm::{ColumnTrait, QueryFilter};
use types::bag_order::{BagKind, BagOrderStatus, Rolls};
use types::id::BagOrderId;
use types::page::AccountPage;
use types::{EmailAddress, Language, Page, PersonId};

use crate::entity::{Anywhere as _, access_grant, bag_order, bag_order_roll, customer, holder, person};
use crate::mail::{BagOrderCancelled, BagOrderReceived, BagOrderSent, BagsMissed, WrittenLetter, date};
use crate::{Domain, Result};

/// Letters to the person who ordered.
#[derive(Clone, Copy)]
pub(crate) enum ToOrderer {
    Received,
    Sent,
    /// By the company.
    Cancelled,
}

impl ToOrderer {
    fn still_holds(self, status: BagOrderStatus) -> bool {
        match self {
            Self::Received => status != BagOrderStatus::Cancelled,
            Self::Sent => matches!(status, BagOrderStatus::Sent | BagOrderStatus::Delivered),
            Self::Cancelled => status == BagOrderStatus::Cancelled,
        }
    }
}

impl Domain {
    /// The letter to the person who ordered, if it is still true and they may still use the account.
    pub(crate) async fn order_letter_owed(
        &self,
        order: BagOrderId,
        news: ToOrderer,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let Some((order, customer)) = self.order_of_customer(order).await? else { return Ok(None) };
        if !news.still_holds(order.status) {
            return Ok(None);
        }
        let Some(person) = self.orderer(&order).await? else { return Ok(None) };
        let Some(to) = self.email_of(&person)? else { return Ok(None) };
        let page = Page::Account(customer.reference, AccountPage::BagOrder(order.id));
        let link = self.link(&page, order.channel);
        let rolls = bag_order_roll::Entity::rolls_of(&self.db.read, order.id).await?;
        Ok(Some((to, self.letter_to_orderer(news, &order, &rolls, person.language, link)?)))
    }

    /// The letter to the company about bags that have not arrived.
    pub(crate) async fn missed_owed(&self, order: BagOrderId) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let Some((order, _)) = self.order_of_customer(order).await? else { return Ok(None) };
        Ok(Some(self.to_the_company(order)?))
    }

    /// An order, and its customer while it has not ended.
    async fn order_of_customer(&self, order: BagOrderId) -> Result<Option<(bag_order::Model, customer::Model)>> {
        let db = &self.db.read;
        let Some(order) = bag_order::Entity::anywhere(order).one(db).await? else { return Ok(None) };
        let found = customer::Entity::anywhere(order.customer_id).one(db).await?;
        Ok(found.filter(|customer| customer.ended_at.is_none()).map(|customer| (order, customer)))
    }

    fn letter_to_orderer(
        &self,
        news: ToOrderer,
        order: &bag_order::Model,
        rolls: &Rolls,
        language: Language,
        link: String,
    ) -> anyhow::Result<WrittenLetter> {
        let (company, number) = (&*self.settings.company, order.number.clone());
        let bags = &self.settings.bags;
        let expected = date(language, order.expected_on)?;
        let delivery = bags.delivery.text(language).to_owned();
        match news {
            ToOrderer::Received => {
                let written = |(kind, rolls): (BagKind, u8)| format!("{rolls} × {}", kind.text(language));
                let rolls = bags.in_order(rolls).into_iter().map(written).collect();
                BagOrderReceived { company, number, rolls, expected, delivery, link }.written(language)
            }
            ToOrderer::Sent => BagOrderSent { company, number, expected, delivery, link }.written(language),
            ToOrderer::Cancelled => BagOrderCancelled { company, number, link }.written(language),
        }
    }

    /// In the company's own language, with the order's number alone: the rest is on the pick list.
    fn to_the_company(&self, order: bag_order::Model) -> anyhow::Result<(EmailAddress, WrittenLetter)> {
        let to = EmailAddress::parse(&self.settings.bags.told_to)?;
        let (company, link) = (&*self.settings.company, self.settings.public_url.clone());
        let expected = date(Language::Swedish, order.expected_on)?;
        Ok((to, BagsMissed { company, number: order.number, expected, link }.written(Language::Swedish)?))
    }

    /// Who made an order, while they may use the account and get letters.
    async fn orderer(&self, order: &bag_order::Model) -> Result<Option<person::Model>> {
        let Some(id) = order.ordered_by else { return Ok(None) };
        let found = person::Entity::anywhere(id).one(&self.db.read).await?;
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
