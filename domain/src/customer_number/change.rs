//! Changing the password, with the current one.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use types::CustomerNumber;
use types::customer_number::PasswordRefusal;

use super::{password, refuse_attempt};
use crate::activity::Event;
use crate::entity::{Anywhere as _, customer, customer_login};
use crate::job::Letter;
use crate::{Caller, Domain, Error, Failed, Result};

impl Domain {
    /// Changes the password of the customer number that the caller is signed in by; all other sessions by it end.
    pub async fn change_password(&self, caller: &Caller, old: &str, new: &str) -> Result<(), Error<PasswordRefusal>> {
        let Some(id) = caller.customer else { return Err(Failed::Forbidden.into()) };
        let customer = customer::Entity::anywhere(id).one(&self.db.read).await?.ok_or(Failed::NotFound)?;
        let number = CustomerNumber::trusted(&customer.number);
        let (old, new) = (password::composed(old), password::composed(new));
        let is_missing = old.is_empty().then_some(PasswordRefusal::OldMissing);
        let unfit = password::check(&new, Some(&number), &self.settings.company).err().map(PasswordRefusal::from);
        if is_missing.is_some() || unfit.is_some() {
            return Err(Error::Refused(is_missing.into_iter().chain(unfit).collect()));
        }
        let Some(_place) = self.hasher.place() else { return refuse_attempt(PasswordRefusal::TooMany) };
        let Some(attempt) = self.attempt_in_session(caller.session).await? else {
            return refuse_attempt(PasswordRefusal::TooMany);
        };
        let login = customer_login::Entity::of_number(&number, self.clock.now()).one(&self.db.read).await?;
        let login = login.filter(|login| login.person_id == caller.person);
        let hash = login.as_ref().map(|login| &*login.password_hash);
        let is_right = self.hasher.verify(&old, hash).await?;
        let Some(login) = login.filter(|_| is_right) else { return refuse_attempt(PasswordRefusal::OldWrong) };
        let hash = self.hasher.hash(&new).await?;

        let change = self.change_of_customer(id, caller).await?.ok_or(Failed::NotFound)?;
        // Only if it is still the verified hash: a new letter, or another tab, may have changed it meanwhile.
        let changed = customer_login::Entity::update_many()
            .col_expr(customer_login::Column::PasswordHash, Expr::value(hash))
            .col_expr(customer_login::Column::SetAt, Expr::value(change.now))
            .filter(customer_login::Column::CustomerId.eq(id))
            .filter(customer_login::Column::PasswordHash.eq(login.password_hash))
            .exec(&change.txn)
            .await?;
        if changed.rows_affected != 1 {
            return refuse_attempt(PasswordRefusal::OldWrong);
        }
        self.end_sessions_by_number(&change, id, Some(caller.session)).await?;
        change.record(Event::PasswordChanged).await?;
        self.warn(&change, Letter::PasswordSet, &customer, login.person_id).await?;
        self.clear_failures(&change, &attempt).await?;
        Ok(change.commit().await?)
    }
}
