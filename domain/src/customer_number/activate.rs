//! Activating a customer number: the letter's code, and a password.

use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use types::customer_number::ActivateRefusal;
use types::sign_in::SignInMethod;
use types::{Channel, CustomerNumber};
use zeroize::Zeroizing;

use super::code::Code;
use super::{password, refuse_attempt};
use crate::activity::Event;
use crate::change::Change;
use crate::entity::{activation_code, customer_login};
use crate::error::refuse;
use crate::job::Letter;
use crate::{Browser, By, Domain, Error, Failed, Result};

/// The parsed form.
struct ParsedForm {
    number: CustomerNumber,
    code: Code,
    password: Zeroizing<String>,
}

impl Domain {
    /// Sets the password of a customer number with the code of a letter. The code is used up, and sessions by the
    /// number end. An unknown number, one without a code and a wrong code are refused alike.
    pub async fn activate_number(
        &self,
        browser: &Browser,
        number: &str,
        code: &str,
        password: &str,
    ) -> Result<(), Error<ActivateRefusal>> {
        if !self.settings.customer_number.open {
            return refuse(ActivateRefusal::Closed);
        }
        let parsed = self.parse_activation(number, code, password).map_err(Error::Refused)?;
        let Some(_place) = self.hasher.place() else { return refuse_attempt(ActivateRefusal::TooMany) };
        let Some(attempt) = self.attempt_to_activate(browser, &parsed.number).await? else {
            return refuse_attempt(ActivateRefusal::TooMany);
        };
        let found = activation_code::Entity::of_number(&parsed.number, self.clock.now()).one(&self.db.read).await?;
        let hash = found.as_ref().map(|found| &*found.code_hash);
        let is_right = self.hasher.verify(parsed.code.signs(), hash).await?;
        let Some(found) = found.filter(|_| is_right) else { return refuse_attempt(ActivateRefusal::CodeWrong) };
        let password_hash = self.hasher.hash(&parsed.password).await?;

        let by = By::person(found.person_id, SignInMethod::CustomerNumber, Channel::Web);
        let change = self.change_of_customer(found.customer_id, by).await?.ok_or(Failed::NotFound)?;
        let customer = change.customer();
        // Checked again under the lock: of two concurrent submissions, one has used the code up.
        let again = activation_code::Entity::of_number(&parsed.number, change.now).one(&change.txn).await?;
        if again.as_ref() != Some(&found) {
            return refuse_attempt(ActivateRefusal::CodeWrong);
        }
        activation_code::Entity::delete_by_id(customer.id).exec(&change.txn).await?;
        set_password(&change, &found, password_hash).await?;
        self.end_sessions_by_number(&change, customer.id, None).await?;
        change.record(Event::NumberActivated).await?;
        self.warn(&change, Letter::PasswordSet, customer, found.person_id).await?;
        self.clear_failures(&change, &attempt).await?;
        // Setting the password here proves the letter, so signing in here afterwards sends no warning.
        self.store_device(&change, &attempt).await?;
        Ok(change.commit().await?)
    }

    fn parse_activation(&self, number: &str, code: &str, password: &str) -> Result<ParsedForm, Vec<ActivateRefusal>> {
        let number = ActivateRefusal::of_number(number, self.settings.customer_number.form);
        let code = ActivateRefusal::of_code(code).map(Code::of_signs);
        let password = password::composed(password);
        let fits = password::check(&password, number.as_ref().ok(), &self.settings.company);
        let fits = fits.map_err(ActivateRefusal::from);
        match (number, code, fits) {
            (Ok(number), Ok(code), Ok(())) => Ok(ParsedForm { number, code, password }),
            (number, code, fits) => Err([number.err(), code.err(), fits.err()].into_iter().flatten().collect()),
        }
    }
}

async fn set_password(change: &Change<'_>, code: &activation_code::Model, password_hash: String) -> Result<()> {
    use customer_login::Column;

    let row = customer_login::ActiveModel {
        customer_id: Set(code.customer_id),
        person_id: Set(code.person_id),
        password_hash: Set(password_hash),
        set_at: Set(change.now),
    };
    let again = OnConflict::column(Column::CustomerId)
        .update_columns([Column::PersonId, Column::PasswordHash, Column::SetAt])
        .to_owned();
    customer_login::Entity::insert(row).on_conflict(again).exec_without_returning(&change.txn).await?;
    Ok(())
}
