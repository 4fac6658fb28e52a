//! Observations for tests of erasure.

use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryTrait, Statement};
use types::access_grant::GrantState;
use types::activity::EventKind;
use types::{AccessGrantId, CustomerId, CustomerRef, EmailAddress, PersonId, PersonalNumber};

use super::observe::every;
use super::{Named, World};
use crate::entity::{access_grant, activity, bag_order, bag_order_roll, calendar_link, contract, customer, person};
use crate::{Caller, stockholm};

impl World {
    /// How many orders of bags there are, and how many rows of rolls.
    pub async fn bag_rows(&self) -> (u64, u64) {
        let db = &self.domain.db.read;
        let orders = every::<bag_order::Entity>().count(db).await.expect("a number");
        (orders, every::<bag_order_roll::Entity>().count(db).await.expect("a number"))
    }

    /// The orderers of bag orders; `None` for an erased person.
    pub async fn orderers(&self) -> Vec<Option<PersonId>> {
        let orders = every::<bag_order::Entity>().all(&self.domain.db.read).await.expect("an answer");
        orders.into_iter().map(|order| order.ordered_by).collect()
    }

    /// The queries of a person's own data, and of deletion, each named by its purpose.
    pub(super) fn deletion_queries(&self, me: PersonId, customer: CustomerId) -> Vec<(&'static str, Statement)> {
        let (now, kind) = (self.clock.now(), self.domain.db.read.unwatched().get_database_backend());
        let index = || vec![7; 32];
        // As the database queries when a grant or a customer is deleted.
        let of_grant = calendar_link::Column::GrantId.eq(AccessGrantId(me.0));
        let of_customer = calendar_link::Column::CustomerId.eq(customer);
        vec![
            ("contracts of a person", contract::Entity::of_holder(me).build(kind)),
            ("what a person did lately", activity::Entity::done_by(me, now).build(kind)),
            ("what a person did", activity::Entity::of_person(me).build(kind)),
            ("orders of a person", bag_order::Entity::of_person(me).build(kind)),
            ("what was let in", access_grant::Entity::held(me).build(kind)),
            ("what was shared with one", access_grant::Entity::of_grantee(me, index(), now).build(kind)),
            ("what one has shared", access_grant::Entity::of_owner(me).build(kind)),
            ("what one gives up", access_grant::Entity::unended_for(index()).build(kind)),
            ("grants of a customer", access_grant::Entity::of_customer(customer).build(kind)),
            ("ended grants", access_grant::Entity::ended_anywhere(now).build(kind)),
            ("ended orders of bags", bag_order::Entity::ended_anywhere(now).build(kind)),
            ("ended customers", customer::Entity::ended_anywhere(now).build(kind)),
            ("links of a grant", every::<calendar_link::Entity>().filter(of_grant).build(kind)),
            ("links of a customer", every::<calendar_link::Entity>().filter(of_customer).build(kind)),
            ("the next persons", person::Entity::anywhere_after(Some(me)).build(kind)),
        ]
    }

    /// The blind indexes of a person's number and e-mail address.
    pub fn indexes_of(&self, name: Named) -> [String; 2] {
        let today = stockholm::local_date(self.clock.now());
        let number = PersonalNumber::parse(name.personal_number(), today).expect("a reserved test number");
        let email = EmailAddress::parse(&name.email()).expect("an address");
        let vault = &self.domain.vault;
        [vault.number_index(&number), vault.email_index(&email)].map(|index| data_encoding::HEXLOWER.encode(&index))
    }

    /// The states of all grants, sorted.
    pub async fn grant_states(&self) -> Vec<GrantState> {
        let grants = every::<access_grant::Entity>().all(&self.domain.db.read).await.expect("an answer");
        let mut states: Vec<_> = grants.iter().map(|grant| grant.state).collect();
        states.sort_by_key(|state| state.as_str());
        states
    }

    /// The events of a person's own stream.
    pub async fn events_of(&self, person: &Caller) -> Vec<EventKind> {
        let rows = activity::Entity::newest_of(person.person.0).all(&self.domain.db.read).await.expect("an answer");
        rows.iter().map(|row| row.event).collect()
    }

    /// The names of all persons with a row, sorted.
    pub async fn names(&self) -> Vec<String> {
        let persons = every::<person::Entity>().all(&self.domain.db.read).await.expect("an answer");
        let mut names: Vec<_> = persons.iter().map(person::Model::name).collect();
        names.sort();
        names
    }

    /// Whether there is such an account.
    pub async fn has_account(&self, account: &CustomerRef) -> bool {
        customer::Entity::find_by_reference(account).one(&self.domain.db.read).await.expect("an answer").is_some()
    }
}
