//! A person's own details. Never delegated: a grant gives access to an account, not to its owner's person.

use std::time::Duration;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use types::profile::{Profile, ProfileDetails, ProfileRefusal};
use types::time::DAY;
use types::{CustomerRef, EmailAddress, Language, Timestamp};

use crate::activity::Event;
use crate::change::Change;
use crate::details;
use crate::entity::{Anywhere as _, customer, job as jobs, person};
use crate::error::refuse;
use crate::job::Letter;
use crate::person::{EMAIL, MOBILE, NEW_EMAIL};
use crate::secret::Secret;
use crate::{By, Caller, Domain, Error, Failed, Result, Right};

/// How long a verification link is valid.
pub(crate) const LINK_LASTS: Duration = DAY;
/// How often a person may request another address in 24 hours: each sends a letter to whatever address they type.
const REQUESTS_A_DAY: u64 = 5;

impl Domain {
    /// The caller's own details, whether they are a holder of the account, and what others share.
    pub async fn profile_details(&self, caller: &Caller, account: &CustomerRef) -> Result<ProfileDetails> {
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let (profile, shared) = (self.profile(caller).await?, self.shared_with(caller).await?);
        let customer_number = self.number_signed_in_by(caller).await?;
        Ok(ProfileDetails { profile, is_holder: scope.is_holder(), shared, customer_number })
    }

    async fn number_signed_in_by(&self, caller: &Caller) -> Result<Option<String>> {
        let Some(customer) = caller.customer else { return Ok(None) };
        let customer = customer::Entity::anywhere(customer).one(&self.db.read).await?;
        Ok(customer.map(|customer| customer.number))
    }

    /// The caller's own details and sessions.
    pub async fn profile(&self, caller: &Caller) -> Result<Profile> {
        let now = self.clock.now();
        let me = self.person_asking(&self.db.read, caller).await?;
        let open = |column, sealed: &Option<Vec<u8>>| -> anyhow::Result<Option<String>> {
            sealed.as_deref().map(|sealed| self.vault.open_text(column, me.id.0, sealed)).transpose()
        };
        let waits = me.new_email_expires_at.is_some_and(|until| now < until);
        // A link exists, or a letter with one is owed.
        let is_asked = !waits
            || me.new_email_secret_hash.is_some()
            || jobs::Entity::unsent(Letter::VerifyEmail(me.id)).one(&self.db.read).await?.is_some();
        Ok(Profile {
            email: open(EMAIL, &me.email_sealed)?.unwrap_or_default(),
            unverified_email: if waits { open(NEW_EMAIL, &me.new_email_sealed)? } else { None },
            is_email_to_check: !is_asked,
            mobile: open(MOBILE, &me.mobile_sealed)?.unwrap_or_default(),
            language: me.language,
            sessions: self.sessions_of(caller).await?,
            masked_number: self.number_of(&me)?.masked(),
            given_name: me.given_name,
            surname: me.surname,
        })
    }

    /// Changes the e-mail address, which also gets warnings about a customer number, so that a session by it may not.
    /// The new address takes effect once verified.
    pub async fn change_email(&self, caller: &Caller, email: &str) -> Result<(), Error<ProfileRefusal>> {
        if caller.lacks_bankid() {
            return refuse(ProfileRefusal::NeedsBankId);
        }
        let email = match details::email(email) {
            Ok(email) => email,
            Err(why) => return refuse(ProfileRefusal::of_unparsable_email(why)),
        };
        let change = self.change_of_person(caller.person, caller).await?.ok_or(Failed::NotFound)?;
        let (me, now) = (change.person().clone(), change.now);
        if self.email_of(&me)?.as_ref() == Some(&email) {
            return Ok(());
        }
        let asked = jobs::Entity::enqueued_since(Letter::VerifyEmail(me.id), now - DAY);
        if asked.count(&change.txn).await? >= REQUESTS_A_DAY {
            return refuse(ProfileRefusal::TooManyToday);
        }
        let aside = me.new_email_sealed.as_deref().filter(|_| is_in_time(&me, now));
        let aside = aside.map(|sealed| self.vault.open_text(NEW_EMAIL, me.id.0, sealed)).transpose()?;
        if details::is_lookalike(&email) && aside.as_deref() != Some(email.as_str()) {
            // Nothing is sent there until the person has seen what the address really is, and requests it again.
            self.store_unverified_email(&change, me, &email).await?;
        } else {
            self.ask_for_email(&change, me, &email).await?;
            change.record(Event::EmailChangeAsked).await?;
        }
        Ok(change.commit().await?)
    }

    /// Changes the mobile number; an empty one removes it.
    pub async fn change_mobile(&self, caller: &Caller, mobile: &str) -> Result<(), Error<ProfileRefusal>> {
        if caller.lacks_bankid() {
            return refuse(ProfileRefusal::NeedsBankId);
        }
        let mobile = match ProfileRefusal::of_mobile(mobile) {
            Ok(mobile) => mobile,
            Err(rule) => return refuse(rule),
        };
        let change = self.change_of_person(caller.person, caller).await?.ok_or(Failed::NotFound)?;
        let me = change.person().clone();
        let sealed = mobile.map(|mobile| self.vault.seal_text(MOBILE, me.id.0, mobile.as_str()));
        let mut row = me.into_active_model();
        row.mobile_sealed = Set(sealed);
        row.update(&change.txn).await?;
        change.record(Event::MobileChanged).await?;
        Ok(change.commit().await?)
    }

    /// Changes the language of pages and letters. In a session by customer number only the browser stores it: letters
    /// belong to the person.
    pub async fn change_language(&self, caller: &Caller, language: Language) -> Result<()> {
        if caller.lacks_bankid() {
            return Ok(());
        }
        let change = self.change_of_person(caller.person, caller).await?.ok_or(Failed::NotFound)?;
        if change.person().language != language {
            let mut row = change.person().clone().into_active_model();
            row.language = Set(language);
            row.update(&change.txn).await?;
            change.record(Event::LanguageChanged).await?;
        }
        change.commit().await
    }

    /// Whether a verification link is valid. Uses nothing up: mail scanners open links too.
    pub async fn is_email_link_valid(&self, secret: &Secret) -> Result<bool> {
        let found = person::Entity::of_email_secret(secret.hash()).one(&self.db.read).await?;
        let Some(person) = found else { return Ok(false) };
        if is_in_time(&person, self.clock.now()) {
            return Ok(true);
        }
        // Reading works while the database cannot be written.
        if let Err(fault) = self.forget_email_link(secret).await {
            tracing::warn!(%fault, "a link that is too old could not be voided");
        }
        Ok(false)
    }

    async fn forget_email_link(&self, secret: &Secret) -> Result<()> {
        let txn = self.db.begin_write().await?;
        void_email_link(&txn, secret).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Verifies a new address: having the link proves that the letter was read. The previous address is notified, so
    /// that the person learns of it if somebody else has their session or mailbox.
    pub async fn verify_email(&self, secret: &Secret) -> Result<(), Error<ProfileRefusal>> {
        let Some(found) = person::Entity::of_email_secret(secret.hash()).one(&self.db.read).await? else {
            return refuse(ProfileRefusal::LinkInvalid);
        };
        let change = self.change_of_person(found.id, By::SYSTEM).await?.ok_or(Failed::NotFound)?;
        let me = change.person().clone();
        let is_same = me.new_email_secret_hash == found.new_email_secret_hash;
        let Some(sealed) = me.new_email_sealed.clone().filter(|_| is_same && is_in_time(&me, change.now)) else {
            if is_same {
                void_email_link(&change.txn, secret).await?;
                change.commit().await?;
            }
            return refuse(ProfileRefusal::LinkInvalid);
        };
        let email = EmailAddress::trusted(self.vault.open_text(NEW_EMAIL, me.id.0, &sealed)?);
        let (id, before) = (me.id, self.email_of(&me)?);
        let mut row = me.into_active_model();
        row.new_email_sealed = Set(None);
        row.new_email_secret_hash = Set(None);
        row.new_email_expires_at = Set(None);
        let me = row.update(&change.txn).await?;
        self.set_email(&change.txn, me, &email).await?;
        if let Some(before) = before {
            change.enqueue_to(Letter::EmailChanged(id), &before).await?;
        }
        change.record(Event::EmailChanged).await?;
        Ok(change.commit().await?)
    }

    /// Stores a new address as unverified and enqueues a letter with a verification link. The link's secret is made
    /// with the letter, so that it is stored nowhere before.
    pub(crate) async fn ask_for_email(
        &self,
        change: &Change<'_>,
        person: person::Model,
        email: &EmailAddress,
    ) -> Result<()> {
        let id = person.id;
        self.store_unverified_email(change, person, email).await?;
        change.enqueue_within_limit(Letter::VerifyEmail(id), email).await
    }

    /// Stores a new address as unverified, and cancels the letter to an earlier one.
    pub(crate) async fn store_unverified_email(
        &self,
        change: &Change<'_>,
        person: person::Model,
        email: &EmailAddress,
    ) -> Result<()> {
        let id = person.id;
        let sealed = self.vault.seal_text(NEW_EMAIL, id.0, email.as_str());
        let mut row = person.into_active_model();
        row.new_email_sealed = Set(Some(sealed));
        row.new_email_secret_hash = Set(None);
        row.new_email_expires_at = Set(Some(change.now + LINK_LASTS));
        row.update(&change.txn).await?;
        change.cancel(Letter::VerifyEmail(id)).await
    }

    /// The caller's person. Inside a transaction it uses the transaction: a second connection taken while the first is
    /// held could deadlock.
    pub(crate) async fn person_asking(&self, db: &impl ConnectionTrait, caller: &Caller) -> Result<person::Model> {
        person::Entity::of(caller).one(db).await?.ok_or(Failed::NotFound)
    }
}

/// What has ended stays ended: an expired link opens nothing any more, whatever the clock says later.
async fn void_email_link(txn: &impl ConnectionTrait, secret: &Secret) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::NewEmailSealed, Expr::value(None::<Vec<u8>>))
        .col_expr(person::Column::NewEmailSecretHash, Expr::value(None::<Vec<u8>>))
        .col_expr(person::Column::NewEmailExpiresAt, Expr::value(None::<Timestamp>))
        .filter(person::Column::NewEmailSecretHash.eq(secret.hash()))
        .exec(txn)
        .await?;
    Ok(())
}

fn is_in_time(person: &person::Model, now: Timestamp) -> bool {
    person.new_email_expires_at.is_some_and(|until| now < until)
}
