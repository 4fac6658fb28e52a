//! The result of imports without ids and secrets, for comparing two databases.

use std::collections::HashMap;
use std::fmt::Debug;

use sea_orm::EntityTrait;
use uuid::Uuid;

use super::World;
use super::observe::every;
use crate::entity::{access_grant, activity, contract, customer, facility, holder, person};
use crate::person::{EMAIL, MOBILE};

impl World {
    /// Every row that an import writes or ends, opened, with numbers in place of ids, sorted.
    pub async fn register(&self) -> Vec<String> {
        let (customers, persons) = (self.rows::<customer::Entity>().await, self.rows::<person::Entity>().await);
        let facilities = self.rows::<facility::Entity>().await;
        let mut number: HashMap<Uuid, String> = HashMap::new();
        number.extend(customers.iter().map(|row| (row.id.0, row.number.clone())));
        number.extend(facilities.iter().map(|row| (row.id.0, row.number.clone())));
        for row in &persons {
            let its = self.domain.number_of(row).expect("a number opens");
            number.insert(row.id.0, its.digits().to_owned());
        }
        let mut all: Vec<String> = customers.iter().map(|row| self.customer_line(row)).collect();
        all.extend(persons.iter().map(|row| self.person_line(row, &number[&row.id.0])));
        for row in facilities {
            let place = (row.street, row.postal_code, row.city, row.dwelling, row.mailbox);
            all.push(line("facility", (&number[&row.customer_id.0], row.number, place)));
        }
        for row in self.rows::<holder::Entity>().await {
            all.push(line("holder", (&number[&row.customer_id.0], &number[&row.person_id.0], row.since, row.last_day)));
        }
        for row in self.rows::<contract::Entity>().await {
            let of = (&number[&row.customer_id.0], &number[&row.facility_id.0], &number[&row.holder_id.0]);
            let waste = (row.colour_sorting, row.pickup_weekday, row.pickup_weeks);
            all.push(line("contract", (of, row.number, row.service, row.since, row.until, waste)));
        }
        for row in self.rows::<access_grant::Entity>().await {
            let of = (&number[&row.customer_id.0], &number[&row.owner_id.0]);
            all.push(line("grant", (of, row.state, row.ended_at, row.grantee_index.is_some())));
        }
        for row in self.rows::<activity::Entity>().await {
            all.push(line("activity", (&number[&row.stream], row.place, row.at, row.event, row.actor_id.is_some())));
        }
        all.sort();
        all
    }

    fn customer_line(&self, row: &customer::Model) -> String {
        let email = self.opened("customer.email_sealed", row.id.0, row.email_sealed.as_ref());
        let phone = self.opened("customer.phone_sealed", row.id.0, row.phone_sealed.as_ref());
        let values = (&row.number, row.kind, &row.name, &row.organisation_number, email, phone);
        line("customer", (values, row.imported_at, row.ended_at))
    }

    fn person_line(&self, row: &person::Model, number: &str) -> String {
        let email = self.opened(EMAIL, row.id.0, row.email_sealed.as_ref());
        let mobile = self.opened(MOBILE, row.id.0, row.mobile_sealed.as_ref());
        line("person", (number, row.name(), email, mobile, row.language, row.protected_identity, row.created_at))
    }

    fn opened(&self, column: &str, row: Uuid, sealed: Option<&Vec<u8>>) -> Option<String> {
        sealed.map(|sealed| self.domain.vault.open_text(column, row, sealed).expect("a value opens"))
    }

    async fn rows<E: EntityTrait>(&self) -> Vec<E::Model> {
        every::<E>().all(&self.domain.db.read).await.expect("the table can be read")
    }
}

fn line(table: &str, row: impl Debug) -> String {
    format!("{table} {row:?}")
}
