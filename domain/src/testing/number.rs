//! Signing in by customer number, for tests.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use types::id::FacilityId;
use types::page::Destination;
use types::{CustomerRef, EmailAddress};

use super::observe::every;
use super::{Holding, Named, World};
use crate::customer::EMAIL;
use crate::entity::{Anywhere as _, contract, customer_login, holder, person, sharing_block, sign_in_failure};
use crate::hasher::Hasher;
use crate::mail::{Paper, PaperLetter};
use crate::{Browser, SignedIn};

/// An acceptable password.
pub const PASSWORD: &str = "korrekt häst batteri";

/// The number of a test customer, derived from the account's reference.
pub(super) fn number_of(account: &CustomerRef) -> String {
    let sum = account.as_str().bytes().fold(0_u64, |sum, sign| sum.wrapping_mul(31).wrapping_add(sign.into()));
    format!("{:010}", sum % 10_000_000_000)
}

/// Hashes that take no time, since most tests are not about them.
pub(super) fn quick_hasher() -> Hasher {
    Hasher::with_cost((64, 1, 1))
}

impl Holding {
    /// The customer's number.
    pub fn number(&self) -> String {
        number_of(&self.account)
    }
}

impl World {
    /// A holder with a contract at an address, so that paper letters reach them.
    pub async fn holder_at_home(&self, name: Named) -> Holding {
        let holding = self.holder(name).await;
        self.add_address(&holding, "Storgatan 1").await;
        holding
    }

    /// Requests a letter with a code, and processes the outbox.
    pub async fn ask_for_code(&self, number: &str) {
        self.domain.ask_for_code(&Browser::at("198.51.100.7"), number).await.expect("every number may ask");
        self.domain.send_due_letters(99).await.expect("letters leave");
    }

    /// The sent paper letters, newest first.
    pub fn paper_letters(&self) -> Vec<PaperLetter> {
        self.domain.paper.waiting()
    }

    /// Changes how paper letters are delivered from now on.
    pub fn print_by(&mut self, paper: Paper) {
        self.domain.paper = paper;
    }

    /// The code of a new letter.
    pub async fn code_for(&self, of: &Holding) -> String {
        let before = self.paper_letters().len();
        self.ask_for_code(&of.number()).await;
        let letters = self.paper_letters();
        assert_eq!(letters.len(), before + 1, "a letter came");
        letters[0].code.clone()
    }

    /// Activates a number, with [`PASSWORD`].
    pub async fn activate(&self, of: &Holding) {
        let code = self.code_for(of).await;
        let browser = Browser::at("198.51.100.7");
        self.domain.activate_number(&browser, &of.number(), &code, PASSWORD).await.expect("an activation");
    }

    /// Signs in by a number with [`PASSWORD`].
    pub async fn sign_in_by_number(&self, browser: &Browser, of: &Holding) -> SignedIn {
        let answer = self.domain.sign_in_by_number(browser, &of.number(), PASSWORD, Destination::default()).await;
        answer.unwrap_or_else(|error| panic!("not signed in: {error:?}"))
    }

    /// The same account, with a session by its number.
    pub async fn by_number(&self, of: &Holding) -> Holding {
        let signed_in = self.sign_in_by_number(&Browser::at("198.51.100.8"), of).await;
        let found = self.domain.caller(&signed_in.session.secret, types::Channel::Web).await;
        Holding { caller: found.expect("an answer").expect("a new session is alive"), account: of.account.clone() }
    }

    /// A contract of a holder with given first and last days.
    pub async fn add_contract_of(&self, of: &Holding, facility: FacilityId, since: &str, until: Option<&str>) {
        let id = self.add_contract(of, facility).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let row = contract::Entity::anywhere(id).one(&txn).await.expect("an answer").expect("the contract");
        let mut row = row.into_active_model();
        row.since = Set(since.parse().expect("a date"));
        row.until = Set(until.map(|until| until.parse().expect("a date")));
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Sets or removes a customer's e-mail address.
    pub async fn set_customer_email(&self, of: &Holding, email: Option<&str>) {
        let customer = self.customer_row(&of.account).await;
        let email = email.map(|email| EmailAddress::parse(email).expect("an address"));
        let sealed = email.map(|email| self.domain.vault.seal_text(EMAIL, customer.id.0, email.as_str()));
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let mut row = customer.into_active_model();
        row.email_sealed = Set(sealed);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Removes a person's e-mail address.
    pub async fn forget_email(&self, of: &Holding) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let found = person::Entity::anywhere(of.caller.person).one(&txn).await;
        let mut row = found.expect("an answer").expect("a person").into_active_model();
        row.email_sealed = Set(None);
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Makes a customer a company.
    pub async fn make_company(&self, of: &Holding, name: &str) {
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let mut row = self.customer_row(&of.account).await.into_active_model();
        row.kind = Set(types::account::CustomerKind::Business);
        row.name = Set(name.to_owned());
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Ends a customer.
    pub async fn end_customer(&self, of: &Holding) {
        let mut row = self.customer_row(&of.account).await.into_active_model();
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        row.ended_at = Set(Some(self.clock.now()));
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Gives a holder a last day, as the register does.
    pub async fn end_holding(&self, of: &Holding, last_day: &str) {
        let customer = self.customer_row(&of.account).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let found = holder::Entity::anywhere((customer.id, of.caller.person)).one(&txn).await.expect("an answer");
        let mut row = found.expect("a holder").into_active_model();
        row.last_day = Set(Some(last_day.parse().expect("a date")));
        row.update(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Blocks sharing of an account.
    pub async fn block_sharing(&self, of: &Holding) {
        let customer = self.customer_row(&of.account).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        let row = sharing_block::ActiveModel { customer_id: Set(customer.id), since: Set(self.clock.now()) };
        row.insert(&txn).await.expect("a block");
        txn.commit().await.expect("a commit");
    }

    /// Removes a person from the account.
    pub async fn remove_holder(&self, of: &Holding) {
        let customer = self.customer_row(&of.account).await;
        let txn = self.domain.db.begin_write().await.expect("a transaction");
        holder::Entity::delete_by_id((customer.id, of.caller.person)).exec(&txn).await.expect("a change");
        txn.commit().await.expect("a commit");
    }

    /// Hashes with other parameters from now on: memory in KiB, passes, lanes.
    pub fn hash_with(&mut self, cost: (u32, u32, u32)) {
        self.domain.hasher = Hasher::with_cost(cost);
    }

    /// Hashes with the real parameters from now on.
    pub fn hash_for_real(&mut self) {
        self.domain.hasher = Hasher::new();
    }

    /// Takes every place in the queue for slow hashes, until the returned value is dropped.
    pub fn fill_queue(&self) -> impl Sized + use<> {
        std::iter::from_fn(|| self.domain.hasher.place()).collect::<Vec<_>>()
    }

    /// The hash of a customer number's password; `None` if it is not activated.
    pub async fn password_hash(&self, of: &Holding) -> Option<String> {
        let customer = self.customer_row(&of.account).await;
        let mine = every::<customer_login::Entity>().filter(customer_login::Column::CustomerId.eq(customer.id));
        mine.one(&self.domain.db.read).await.expect("an answer").map(|login| login.password_hash)
    }

    /// How many counters of failures there are.
    pub async fn counter_count(&self) -> u64 {
        every::<sign_in_failure::Entity>().count(&self.domain.db.read).await.expect("an answer")
    }
}
