//! From number and password to a session.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::customer_number::NumberSignInRefusal;
use types::page::Destination;
use types::sign_in::SignInMethod;
use types::{Channel, CustomerNumber};
use zeroize::Zeroizing;

use super::attempt::Attempt;
use super::{password, refuse_attempt};
use crate::activity::{Event, Stream};
use crate::entity::customer_login;
use crate::error::refuse;
use crate::job::Letter;
use crate::session::{Way, open_session};
use crate::{Browser, By, Domain, Error, Failed, Result, SignedIn};

impl Domain {
    /// Signs a holder in by the number and password of their customer: on the web, and for that customer only. The
    /// browser should have its device cookie, or it counts as a stranger the next time too.
    pub async fn sign_in_by_number(
        &self,
        browser: &Browser,
        number: &str,
        password: &str,
        destination: Destination,
    ) -> Result<SignedIn, Error<NumberSignInRefusal>> {
        if !self.settings.customer_number.open {
            return refuse(NumberSignInRefusal::Closed);
        }
        let (number, password) = self.parse_sign_in(number, password).map_err(Error::Refused)?;
        let Some(_place) = self.hasher.place() else { return refuse_attempt(NumberSignInRefusal::TooMany) };
        let Some(attempt) = self.attempt_at(browser, &number).await? else {
            return refuse_attempt(NumberSignInRefusal::TooMany);
        };
        let login = customer_login::Entity::of_number(&number, self.clock.now()).one(&self.db.read).await?;
        let hash = login.as_ref().map(|login| &*login.password_hash);
        let is_right = self.hasher.verify(&password, hash).await?;
        let Some(login) = login.filter(|_| is_right) else { return refuse_attempt(NumberSignInRefusal::Wrong) };
        // Before the transaction, which would otherwise block others.
        let is_outdated = self.hasher.is_outdated(&login.password_hash);
        let renewed = if is_outdated { Some(self.hasher.hash(&password).await?) } else { None };
        self.start_session_by_number(browser, &number, &login, renewed, &attempt, destination).await
    }

    fn parse_sign_in(
        &self,
        number: &str,
        password: &str,
    ) -> Result<(CustomerNumber, Zeroizing<String>), Vec<NumberSignInRefusal>> {
        let form = self.settings.customer_number.form;
        match NumberSignInRefusal::of_number(number, form) {
            Ok(number) if !password.is_empty() => Ok((number, password::composed(password))),
            _ => Err(NumberSignInRefusal::of_form(number, password, form)),
        }
    }

    async fn start_session_by_number(
        &self,
        browser: &Browser,
        number: &CustomerNumber,
        login: &customer_login::Model,
        renewed: Option<String>,
        attempt: &Attempt,
        destination: Destination,
    ) -> Result<SignedIn, Error<NumberSignInRefusal>> {
        let (customer, person) = (login.customer_id, login.person_id);
        let way = Way { channel: Channel::Web, method: SignInMethod::CustomerNumber, customer: Some(customer) };
        let by = By::person(person, way.method, way.channel);
        let txn = self.db.begin_write().await?;
        // Before the customer is locked, as everywhere; a sign-in that is refused leaves them.
        let orders = browser.take_orders(&txn).await?;
        let change = self.change_of_customer_in(txn, customer, by).await?.ok_or(Failed::NotFound)?;
        // Checked again under the lock: the password may have been changed or deleted, or the person erased.
        if customer_login::Entity::of_number(number, change.now).one(&change.txn).await?.as_ref() != Some(login) {
            return refuse_attempt(NumberSignInRefusal::Wrong);
        }
        self.end_presented(&change, browser.session.as_ref(), Some(person)).await?;
        let me = self.locked_person(&change.txn, person).await?.ok_or(Failed::NotFound)?;
        // The register may have protected them while the customer was being locked.
        if me.protected_identity {
            return refuse_attempt(NumberSignInRefusal::Wrong);
        }
        let session = open_session(&change, person, way, &browser.user_agent).await?;
        change.record_in(Stream::Person(person), by, Event::SignedIn(session.id)).await?;
        if let Some(hash) = renewed {
            customer_login::Entity::update_many()
                .col_expr(customer_login::Column::PasswordHash, Expr::value(hash))
                .filter(customer_login::Column::CustomerId.eq(customer))
                .exec(&change.txn)
                .await?;
        }
        self.clear_failures(&change, attempt).await?;
        if self.store_device(&change, attempt).await? {
            self.warn(&change, Letter::NewBrowser, change.customer(), person).await?;
        }
        change.commit().await?;
        self.cancel_later(orders);
        Ok(SignedIn { session, destination, language: me.language })
    }
}
