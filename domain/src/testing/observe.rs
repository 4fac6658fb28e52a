//! Observations that no operation offers, and arrangements that no operation makes.

use sea_orm::ActiveValue::Set;
use sea_orm::prelude::Select;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use types::access_grant::{ConfirmForm, GrantState, OpenedInvitation};
use types::activity::EventKind;
use types::contract::{Dwelling, Service};
use types::id::{ContractId, FacilityId, IdempotencyKey};
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel, CustomerRef, LocalDate, PersonId, SessionId, Timestamp};
use uuid::Uuid;

use super::{Holding, Named, World};
use crate::access_grant::mark_wrong_person;
use crate::clock::Clock;
pub use crate::entity::job::Model as JobRow;
use crate::entity::{Anywhere as _, access_grant, activity, contract, customer, facility, job};
use crate::session::{Way, open_session};
use crate::{Caller, OpenedSession};

/// The content of a grant's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantRow {
    /// Its state.
    pub state: GrantState,
    /// Until when it can be confirmed.
    pub expires_at: Timestamp,
    /// How many invitation letters have been owed.
    pub letters: i32,
    /// Whether somebody else has tried to use the invitation.
    pub tried_by_another: bool,
    /// Whether anything is left of the invited person: details, number or index.
    pub holds_details: bool,
}

/// One row of activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityRow {
    /// What happened.
    pub event: EventKind,
    /// Who did it; `None` for the system.
    pub actor: Option<PersonId>,
    /// Whether they acted on somebody else's account.
    pub for_another: bool,
    /// How they had signed in.
    pub method: Option<SignInMethod>,
    /// In which channel.
    pub channel: Option<Channel>,
}

impl World {
    /// A grant's row.
    pub async fn grant_row(&self, id: AccessGrantId) -> GrantRow {
        let row = self.only(access_grant::Entity::anywhere(id)).await;
        let held = [&row.grantee_index, &row.number_sealed, &row.details_sealed];
        let holds_details = held.iter().any(|value| value.is_some());
        GrantRow {
            state: row.state,
            expires_at: row.expires_at,
            letters: row.letters,
            tried_by_another: row.tried_by_another,
            holds_details,
        }
    }

    /// An account's activity, oldest first.
    pub async fn record(&self, account: &CustomerRef) -> Vec<ActivityRow> {
        let customer = self.customer_row(account).await;
        self.record_of(customer.id.0).await
    }

    /// A person's own stream of activity, oldest first.
    pub async fn record_of_person(&self, person: PersonId) -> Vec<ActivityRow> {
        self.record_of(person.0).await
    }

    async fn record_of(&self, stream: Uuid) -> Vec<ActivityRow> {
        let rows = activity::Entity::newest_of(stream).all(&self.domain.db.read).await;
        let shown = |row: activity::Model| ActivityRow {
            event: row.event,
            actor: row.actor_id,
            for_another: row.for_another,
            method: row.method,
            channel: row.channel,
        };
        rows.expect("an answer").into_iter().rev().map(shown).collect()
    }

    /// The letters about a grant, sent or not, in the order in which they were enqueued.
    pub async fn letters_about(&self, id: AccessGrantId) -> Vec<JobRow> {
        let of_grant = every::<job::Entity>().filter(job::Column::Subject.eq(id.0)).order_by_asc(job::Column::Id);
        of_grant.all(&self.domain.db.read).await.expect("an answer")
    }

    /// The only live grant of an account, as its holder sees it.
    pub async fn only_grant(&self, of: &Holding) -> types::access_grant::AccessGrant {
        let mut list = self.domain.access_grants(&of.caller, &of.account).await.expect("a list");
        assert_eq!(list.grants.len(), 1, "the account has one live grant");
        list.grants.remove(0)
    }

    /// A person who signs in by way of an invitation's address.
    pub async fn arrive(&self, name: Named, id: AccessGrantId) -> Caller {
        let caller = self.person(name).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let person = self.person_row(&txn, name).await;
        let change = self.domain.change_in(txn);
        mark_wrong_person(&change, id, &person).await.expect("a note");
        change.commit().await.expect("a commit");
        caller
    }

    /// A session of a person, with the secret of its cookie.
    pub async fn open_session(&self, name: Named, channel: Channel, method: SignInMethod) -> OpenedSession {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let person = self.person_row(&txn, name).await;
        let way = Way { channel, method, customer: None };
        let change = self.domain.change_in(txn);
        let opened = open_session(&change, person.id, way, "").await.expect("a session opens");
        change.commit().await.expect("a commit");
        opened
    }

    /// An address of the account with a contract for it.
    pub async fn add_address(&self, of: &Holding, street: &str) -> FacilityId {
        let id = FacilityId(Uuid::now_v7());
        let place = facility::ActiveModel {
            id: Set(id),
            customer_id: Set(self.customer_row(&of.account).await.id),
            number: Set(id.to_string()),
            street: Set(street.to_owned()),
            postal_code: Set("70210".to_owned()),
            city: Set("Orebro".to_owned()),
            dwelling: Set(Dwelling::House),
            mailbox: Set(true),
        };
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        place.insert(&txn).await.expect("a facility");
        txn.commit().await.expect("a commit");
        self.add_contract(of, id).await;
        id
    }

    /// A contract of a holder for an address of the account.
    pub async fn add_contract(&self, of: &Holding, facility: FacilityId) -> ContractId {
        let id = ContractId(Uuid::now_v7());
        let service = contract::ActiveModel {
            id: Set(id),
            customer_id: Set(self.customer_row(&of.account).await.id),
            facility_id: Set(facility),
            holder_id: Set(of.caller.person),
            number: Set(format!("contract {id}")),
            service: Set(Service::Waste),
            since: Set(LocalDate { year: 2020, month: 11, day: 1 }),
            until: Set(None),
            colour_sorting: Set(true),
            pickup_weekday: Set(None),
            pickup_weeks: Set(None),
        };
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        service.insert(&txn).await.expect("a contract");
        txn.commit().await.expect("a commit");
        id
    }

    /// A person confirms an invitation with the details that the owner entered.
    pub async fn confirm(
        &self,
        caller: &Caller,
        id: AccessGrantId,
        name: Named,
    ) -> crate::Result<CustomerRef, crate::Error<types::access_grant::ConfirmRefusal>> {
        self.domain.confirm_access(caller, id, name.details()).await
    }

    /// The confirmation form of an invitation; absent for anybody who may not confirm it.
    pub async fn confirm_form(&self, caller: &Caller, id: AccessGrantId) -> crate::Result<ConfirmForm> {
        match self.domain.open_invitation(Some(caller), id).await? {
            OpenedInvitation::Confirm(form) => Ok(form),
            OpenedInvitation::Told(_) => Err(crate::Failed::NotFound),
        }
    }

    pub(super) async fn customer_row(&self, account: &CustomerRef) -> customer::Model {
        self.only(customer::Entity::find_by_reference(account)).await
    }

    async fn only<E: EntityTrait>(&self, question: Select<E>) -> E::Model {
        question.one(&self.domain.db.read).await.expect("an answer").expect("a row")
    }
}

/// Every row of a table, which operations never query.
pub(super) fn every<E: EntityTrait>() -> Select<E> {
    E::find()
}

/// A new idempotency key.
pub fn new_key() -> Option<IdempotencyKey> {
    Some(IdempotencyKey(Uuid::now_v7()))
}

impl Holding {
    /// The same holder in the app.
    #[must_use]
    pub fn in_app(&self) -> Self {
        Self { caller: self.caller.in_channel(Channel::App), account: self.account.clone() }
    }
}

impl Caller {
    /// The person.
    pub fn person_id(&self) -> PersonId {
        self.person
    }

    /// The session.
    pub fn session_id(&self) -> SessionId {
        self.session
    }

    /// The same person in the other channel, as only a test can make it.
    #[must_use]
    pub fn in_channel(&self, channel: Channel) -> Self {
        Self { channel, ..self.clone() }
    }

    /// The same person signed in at another instant, as only a test can make it.
    #[must_use]
    pub fn signed_in_at(&self, instant: Timestamp) -> Self {
        Self { signed_in_at: instant, ..self.clone() }
    }

    /// The same person signed in another way, as only a test can make it.
    #[must_use]
    pub fn by(&self, method: SignInMethod) -> Self {
        Self { method, ..self.clone() }
    }
}

impl Clock {
    /// Advances a stopped clock to an instant.
    pub fn set_to(&self, instant: Timestamp) {
        let micros = instant.0 - self.now().0;
        assert!(micros >= 0, "time does not go back");
        self.advance_micros(micros);
    }
}
