//! A world for tests: its own database, a clock that is stopped until advanced, a mailbox and people.

mod activity;
mod authority;
mod bag_order;
mod cut;
mod database;
mod dump;
mod erased;
mod heartbeat;
mod invariant;
mod letter;
mod newer;
mod number;
mod observe;
mod outside;
mod people;
mod pick_list;
mod pickup;
mod question;
mod register;
mod sign_in;
mod smtp_server;

use std::sync::{Arc, Mutex};

use bankid_simulator::{Simulator, SimulatorSettings};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;
use types::access_grant::{GrantRefusal, GranteeDetails, NewAccessGrant, Relation};
use types::account::CustomerKind;
use types::id::IdempotencyKey;
use types::sign_in::SignInMethod;
use types::{AccessGrantId, Channel, CustomerId, CustomerRef, PersonId, Timestamp};
use uuid::Uuid;

pub use authority::Authority;
pub use bag_order::{rolls, three_rolls};
pub use cut::cut_after;
pub use database::TestDatabase;
pub use letter::{LetterWay, mailed_kinds};
pub use number::PASSWORD;
pub use observe::{ActivityRow, GrantRow, JobRow, new_key};
pub use people::{COORDINATION_NUMBER, Named};
pub use pick_list::BagOrderRow;
pub use pickup::moves;
pub use smtp_server::{Cover, Manner, Received, SmtpServer, smtp_settings};

use crate::clock::Clock;
use crate::db::Db;
use crate::entity::{customer, holder, person};
use crate::mail::{Mail, Paper};
use crate::person::IdentityClaims;
use crate::settings::Settings;
use crate::vault::Vault;
use crate::{Caller, Domain, Error, Result, bank, customer as customers, secret};

/// How many a world has to its database.
const CONNECTIONS: u32 = 8;

/// When every world begins: 2026-11-23 10:00 in Stockholm.
pub const START_TIME: Timestamp = Timestamp(1_795_424_400_000_000);

/// Everything a test of the rules needs. Worlds share nothing, so tests run in parallel.
pub struct World {
    /// The domain.
    pub domain: Domain,
    /// Its clock.
    pub clock: Clock,
    seen: Mutex<invariant::Seen>,
    // Dropped last, after the connections to it.
    database: Arc<database::Temporary>,
}

/// A holder who is signed in on the web, and their account.
#[derive(Clone)]
pub struct Holding {
    /// The holder's session.
    pub caller: Caller,
    /// The account.
    pub account: CustomerRef,
}

impl World {
    /// An empty world.
    pub async fn new(database: TestDatabase) -> Self {
        Self::with(database, |_| {}).await
    }

    /// An empty world with other settings.
    pub async fn with(database: TestDatabase, change: impl FnOnce(&mut Settings)) -> Self {
        let temporary = database::Temporary::new(database).await;
        let db = Db::connect_unsynced(temporary.url(), CONNECTIONS).await.expect("the test database answers");
        Self::on(Arc::new(temporary), db, change)
    }

    /// An empty world on SQLite whose file is in a folder provided by the test. It is written as in production, each
    /// commit to the disk.
    pub async fn in_folder(folder: &std::path::Path) -> Self {
        let temporary = database::Temporary::in_folder(folder).await;
        let db = Db::connect(temporary.url(), CONNECTIONS).await.expect("the test database answers");
        Self::on(Arc::new(temporary), db, |_| {})
    }

    /// An empty world in place of this one. On PostgreSQL it takes over the database: to create and drop one takes
    /// longer than most operations.
    #[must_use]
    pub async fn renewed(self) -> Self {
        match self.database.kind() {
            TestDatabase::Sqlite => Self::new(TestDatabase::Sqlite).await,
            TestDatabase::Postgres => {
                database::delete_rows(self.domain.db.read.unwatched()).await;
                Self::on(self.database, self.domain.db, |_| {})
            }
        }
    }

    fn on(database: Arc<database::Temporary>, db: Db, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::for_tests();
        change(&mut settings);
        let clock = Clock::standing_at(START_TIME);
        let (vault, bank) = (Vault::ephemeral(), bank::Bank::Absent);
        let mut domain = Domain::new(db, vault, bank, Mail::memory(), Paper::memory(), clock.clone(), settings);
        domain.hasher = number::quick_hasher();
        Self { domain, clock, seen: Mutex::default(), database }
    }

    /// Changes the settings from now on.
    pub fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        change(Arc::make_mut(&mut self.domain.settings));
    }

    /// Gives the world a simulated BankID, which lives as long as the returned value.
    pub fn open_bankid(&mut self) -> Simulator {
        let clock = self.clock.clone();
        let now = move || jiff::Timestamp::from_microsecond(clock.now().0).expect("the clock is within jiff's range");
        let directory = tempfile::tempdir().expect("a temporary directory").keep();
        let simulator = Simulator::start(SimulatorSettings {
            app_address: "127.0.0.1:0".parse().expect("an address"),
            rp_address: "127.0.0.1:0".parse().expect("an address"),
            public_app_url: String::new(),
            directory: directory.clone(),
            people: people::simulated(),
            clock: bankid_simulator::Clock::new(now),
        })
        .expect("the simulated BankID starts");
        let client = bankid::Client::new(&simulator.client_settings()).expect("a client of the simulated BankID");
        std::fs::remove_dir_all(directory).expect("the certificates are in memory by now");
        self.domain.bank = bank::Bank::Connected(Box::new(bank::RelyingParty {
            client,
            launch: simulator.launch_base(),
            referring_domain: "localhost".to_owned(),
        }));
        simulator
    }

    /// A person who is signed in on the web with BankID, and no customer.
    pub async fn person(&self, name: Named) -> Caller {
        self.sign_in(name, Channel::Web, SignInMethod::BankId).await
    }

    /// A session of a person, opened by a given method.
    pub async fn sign_in(&self, name: Named, channel: Channel, method: SignInMethod) -> Caller {
        self.session(name, channel, method).await.0
    }

    /// A session of a person, with the secret that a browser would have in its cookie.
    pub async fn session(&self, name: Named, channel: Channel, method: SignInMethod) -> (Caller, secret::Secret) {
        let opened = self.open_session(name, channel, method).await;
        let caller = self.domain.caller(&opened.secret, channel).await.expect("a session is found");
        (caller.expect("a new session is alive"), opened.secret)
    }

    /// A person who is signed in on the web with BankID and a holder of their own account.
    pub async fn holder(&self, name: Named) -> Holding {
        let caller = self.person(name).await;
        let reference = customers::new_reference();
        let row = customer::ActiveModel {
            id: Set(CustomerId(Uuid::now_v7())),
            reference: Set(reference.clone()),
            number: Set(number::number_of(&reference)),
            kind: Set(CustomerKind::Private),
            name: Set(name.full_name()),
            organisation_number: Set(None),
            email_sealed: Set(None),
            phone_sealed: Set(None),
            import_digest: Set(Vec::new()),
            imported_at: Set(self.clock.now()),
            ended_at: Set(None),
        };
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let customer = row.insert(&txn).await.expect("a customer");
        let email = types::EmailAddress::parse(&name.email()).expect("an address");
        let person = self.person_row(&txn, name).await;
        self.domain.set_email(&txn, person, &email).await.expect("an address is set");
        txn.commit().await.expect("a commit");
        let holding = Holding { caller, account: reference };
        self.add_holder(&holding, customer.id).await;
        holding
    }

    /// Another holder of the same account, signed in on the web with BankID.
    pub async fn joint_holder(&self, name: Named, of: &Holding) -> Holding {
        let found = customer::Entity::find_by_reference(&of.account).one(&self.domain.db.read).await;
        let customer = found.expect("a question").expect("the customer of a holder");
        let holding = Holding { caller: self.person(name).await, account: of.account.clone() };
        self.add_holder(&holding, customer.id).await;
        holding
    }

    /// What an owner types to share with a person.
    pub fn details(&self, name: Named) -> NewAccessGrant {
        NewAccessGrant {
            request_key: Some(IdempotencyKey(Uuid::now_v7())),
            grantee: name.details(),
            personal_number: name.personal_number().to_owned(),
            source: None,
            relation: Some(Relation::Household),
            understood: true,
        }
    }

    /// Invites a person, as an owner who has just signed in.
    pub async fn invite(&self, owner: &Holding, name: Named) -> Result<AccessGrantId, Error<GrantRefusal>> {
        let caller = owner.caller.signed_in_at(self.clock.now());
        self.domain.share_access(&caller, &owner.account, self.details(name)).await
    }

    /// Invites a person, who confirms; returns their session.
    pub async fn let_in(&self, owner: &Holding, name: Named) -> Caller {
        let id = self.invite(owner, name).await.expect("an invitation");
        let grantee = self.sign_in(name, owner.caller.channel, SignInMethod::BankId).await;
        let details: GranteeDetails = name.details();
        self.domain.confirm_access(&grantee, id, details).await.expect("a confirmation");
        grantee
    }

    /// Sets whether a person has a protected identity.
    pub async fn protect(&self, name: Named, protected: bool) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let person = self.person_row(&txn, name).await;
        let mut row: person::ActiveModel = person.into();
        row.protected_identity = Set(protected);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    async fn person_row(&self, txn: &crate::db::WriteTransaction, name: Named) -> person::Model {
        let today = crate::stockholm::local_date(self.clock.now());
        let number = types::PersonalNumber::parse(name.personal_number(), today).expect("a reserved test number");
        let known = IdentityClaims { number: &number, given_name: name.given_name(), surname: name.surname() };
        self.domain.person_of(txn, &known, self.clock.now()).await.expect("a person")
    }

    async fn add_holder(&self, holding: &Holding, customer: CustomerId) {
        let person: PersonId = holding.caller.person;
        let row = holder::ActiveModel {
            customer_id: Set(customer),
            person_id: Set(person),
            since: Set(self.clock.now()),
            last_day: Set(None),
            closed_at: Set(None),
        };
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        row.insert(&txn).await.expect("a holder");
        txn.commit().await.expect("a commit");
    }
}
