//! Composing the letter of a job. Everything is checked again when it is sent: a grant may have ended, an address
//! changed.

use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};
use types::access_grant::{GrantState, LetterState};
use types::page::{AccountPage, Destination};
use types::{AccessGrantId, Channel, EmailAddress, Page, PersonId};

use crate::bag_order::ToOrderer;
use crate::entity::{Anywhere as _, access_grant, customer, holder, job, person};
use crate::job::{Letter, RECIPIENT};
use crate::mail::{
    AccessConfirmed, AccessDeclined, AccessExpired, AccessLeft, AccessRemoved, EmailChanged, Invitation, NewBrowser,
    Outgoing, PaperLetter, PasswordSet, SessionEndedByAnother, SharedByNumber, VerifyEmail, WrittenLetter, date,
    one_line,
};
use crate::person::NEW_EMAIL;
use crate::profile::LINK_LASTS;
use crate::secret::Secret;
use crate::sharing_notice::notice_ends;
use crate::{Domain, Result, stockholm};

/// A rendered letter and how it is sent.
pub(super) enum Parcel {
    ByMail(Outgoing),
    OnPaper(PaperLetter),
}

/// Letters to the owner of a grant.
#[derive(Clone, Copy)]
enum ToOwner {
    Confirmed,
    Declined,
    Left,
    Expired,
}

/// Security notices to a person.
#[derive(Clone, Copy)]
enum Warning {
    EmailChanged,
    PasswordSet,
    NewBrowser,
    SessionEnded,
}

impl Domain {
    /// The letter of a job; `None` if it is no longer needed.
    pub(super) async fn letter_owed(&self, job: &job::Model) -> Result<Option<Parcel>> {
        let by_mail = match job.letter() {
            Letter::ActivationCode(_) => return Ok(self.activation_letter(job).await?.map(Parcel::OnPaper)),
            Letter::Invitation(grant) => self.invitation_owed(job, grant).await?,
            Letter::VerifyEmail(person) => self.verifying_owed(job, person).await?,
            Letter::AccessConfirmed(grant) => self.news_owed(grant, ToOwner::Confirmed).await?,
            Letter::AccessDeclined(grant) => self.news_owed(grant, ToOwner::Declined).await?,
            Letter::AccessLeft(grant) => self.news_owed(grant, ToOwner::Left).await?,
            Letter::AccessExpired(grant) => self.news_owed(grant, ToOwner::Expired).await?,
            Letter::AccessRemoved(grant) => self.removal_owed(job, grant).await?,
            Letter::EmailChanged(person) => self.warning_owed(job, person, Warning::EmailChanged).await?,
            Letter::PasswordSet(person) => self.warning_owed(job, person, Warning::PasswordSet).await?,
            Letter::NewBrowser(person) => self.warning_owed(job, person, Warning::NewBrowser).await?,
            Letter::SessionEndedByAnother(person) => self.warning_owed(job, person, Warning::SessionEnded).await?,
            Letter::SharedByNumber(grant) => self.notice_owed(job, grant).await?,
            Letter::BagOrderReceived(order) => self.order_letter_owed(order, ToOrderer::Received).await?,
            Letter::BagOrderSent(order) => self.order_letter_owed(order, ToOrderer::Sent).await?,
            Letter::BagOrderCancelled(order) => self.order_letter_owed(order, ToOrderer::Cancelled).await?,
            Letter::BagsMissed(order) => self.missed_owed(order).await?,
        };
        let outgoing = |(to, letter)| Parcel::ByMail(Outgoing { job: job.id, at: self.clock.now(), to, letter });
        Ok(by_mail.map(outgoing))
    }

    /// To the invited person, in the owner's language: theirs must not be looked up before they confirm (rule G13).
    async fn invitation_owed(
        &self,
        job: &job::Model,
        grant: AccessGrantId,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let Some((grant, owner)) = self.grant_of_holder(grant).await? else { return Ok(None) };
        // Corrected to a lookalike after this letter was enqueued: the owner confirms the address first.
        let is_held = grant.letter_state == LetterState::ToCheck;
        let waits = grant.state == GrantState::Pending && self.clock.now() < grant.expires_at && !is_held;
        if !waits || owner.protected_identity || !job::Entity::is_newest(&self.db.read, job).await? {
            return Ok(None);
        }
        let Some(details) = self.details_of(&grant)? else { return Ok(None) };
        let is_app = grant.channel == Channel::App;
        let letter = Invitation {
            company: &self.settings.company,
            is_app,
            site: self.site(grant.channel),
            owner: one_line(&owner.name()),
            last_day: date(owner.language, stockholm::last_day(grant.expires_at))?,
            link: self.link(&Page::Invitation(grant.id), grant.channel),
        };
        Ok(Some((details.email().clone(), letter.written(owner.language)?)))
    }

    /// To the owner. One without an address, or with a protected identity, reads it in the portal only.
    async fn news_owed(&self, grant: AccessGrantId, news: ToOwner) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let Some((grant, owner)) = self.grant_of_holder(grant).await? else { return Ok(None) };
        let customer = customer::Entity::anywhere(grant.customer_id).one(&self.db.read).await?;
        let (Some(customer), Some(to), false) = (customer, self.email_of(&owner)?, owner.protected_identity) else {
            return Ok(None);
        };
        let (company, language) = (&*self.settings.company, owner.language);
        let is_app = grant.channel == Channel::App;
        let link = self.link(&Page::Account(customer.reference, AccountPage::AccessGrants), grant.channel);
        let letter = match news {
            ToOwner::Confirmed => AccessConfirmed { company, is_app, link }.written(language)?,
            ToOwner::Declined => AccessDeclined { company, is_app, link }.written(language)?,
            ToOwner::Left => AccessLeft { company, is_app, link }.written(language)?,
            ToOwner::Expired => AccessExpired { company, is_app, link }.written(language)?,
        };
        Ok(Some((to, letter)))
    }

    /// To a new address, if the person still wants it. The link's secret is made here and stored as a hash only, so
    /// that it is nowhere but in the letter; a second attempt makes a new one, which replaces the first.
    async fn verifying_owed(
        &self,
        job: &job::Model,
        person: PersonId,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let txn = self.db.begin_write().await?;
        let Some(person) = self.locked_person(&txn, person).await? else { return Ok(None) };
        let Some(sealed) = &person.new_email_sealed else { return Ok(None) };
        let to = EmailAddress::trusted(self.vault.open_text(NEW_EMAIL, person.id.0, sealed)?);
        let is_meant = job.recipient_index == Some(self.vault.email_index(&to));
        if !is_meant || !job::Entity::is_newest(&txn, job).await? || !job::Entity::is_leased(&txn, job).await? {
            return Ok(None);
        }
        let (secret, language) = (Secret::random(), person.language);
        let mut row = person.into_active_model();
        row.new_email_secret_hash = Set(Some(secret.hash()));
        // Counted from now: otherwise a delayed letter would bring an expired link.
        row.new_email_expires_at = Set(Some(self.clock.now() + LINK_LASTS));
        row.update(&txn).await?;
        txn.commit().await?;
        let link = self.link(&Page::VerifyEmail(secret.expose().into()), Channel::Web);
        let letter = VerifyEmail { company: &self.settings.company, link };
        Ok(Some((to, letter.written(language)?)))
    }

    /// To a removed grantee, unless they have access again, or a side has a protected identity.
    async fn removal_owed(
        &self,
        job: &job::Model,
        grant: AccessGrantId,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let db = &self.db.read;
        let Some((grant, owner)) = self.grant_and_owner(grant).await? else { return Ok(None) };
        let Some(grantee) = grant.grantee_id else { return Ok(None) };
        let customer = customer::Entity::anywhere(grant.customer_id).one(db).await?;
        let (Some(customer), Some(grantee)) = (customer, person::Entity::anywhere(grantee).one(db).await?) else {
            return Ok(None);
        };
        let again = access_grant::Entity::held_by(grantee.id, customer.id, grant.channel)
            .filter(access_grant::Column::State.eq(GrantState::Active));
        if owner.protected_identity || grantee.protected_identity || again.one(db).await?.is_some() {
            return Ok(None);
        }
        let Some(to) = self.stored_recipient(job)? else { return Ok(None) };
        let link = self.link(&Page::Account(customer.reference, AccountPage::Ended), grant.channel);
        let letter = AccessRemoved { company: &self.settings.company, is_app: grant.channel == Channel::App, link };
        Ok(Some((to, letter.written(grantee.language)?)))
    }

    /// To a person's previous address, or to a registered one.
    async fn warning_owed(
        &self,
        job: &job::Model,
        person: PersonId,
        warning: Warning,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let person = person::Entity::anywhere(person).one(&self.db.read).await?;
        let (Some(person), Some(to)) = (person, self.stored_recipient(job)?) else { return Ok(None) };
        let link = self.link(&Page::SignIn(Destination::default()), Channel::Web);
        let (company, language) = (&*self.settings.company, person.language);
        let letter = match warning {
            Warning::EmailChanged => EmailChanged { company, link }.written(language)?,
            Warning::PasswordSet => PasswordSet { company, link }.written(language)?,
            Warning::NewBrowser => NewBrowser { company, link }.written(language)?,
            Warning::SessionEnded => SessionEndedByAnother { company, link }.written(language)?,
        };
        Ok(Some((to, letter)))
    }

    /// To a registered address of the shared account, even if the grant has ended by now. The link is valid from the
    /// first of the letters on; all have the same one.
    async fn notice_owed(
        &self,
        job: &job::Model,
        grant: AccessGrantId,
    ) -> Result<Option<(EmailAddress, WrittenLetter)>> {
        let Some((grant, owner)) = self.grant_of_holder(grant).await? else { return Ok(None) };
        let Some(to) = self.stored_recipient(job)? else { return Ok(None) };
        let secret = self.vault.notice_secret(grant.id);
        let made_at = self.store_notice(grant.id, &secret).await?;
        let last_day = stockholm::last_day(notice_ends(made_at));
        let letter = SharedByNumber {
            company: &self.settings.company,
            last_day: date(owner.language, last_day)?,
            link: self.link(&Page::SharingNotice(secret.expose().into()), Channel::Web),
        };
        Ok(Some((to, letter.written(owner.language)?)))
    }

    fn stored_recipient(&self, job: &job::Model) -> anyhow::Result<Option<EmailAddress>> {
        let Some(sealed) = &job.recipient_sealed else { return Ok(None) };
        Ok(Some(EmailAddress::trusted(self.vault.open_text(RECIPIENT, job.id, sealed)?)))
    }

    /// The same while the owner is a holder: a former holder gets no news.
    async fn grant_of_holder(&self, grant: AccessGrantId) -> Result<Option<(access_grant::Model, person::Model)>> {
        let Some((grant, owner)) = self.grant_and_owner(grant).await? else { return Ok(None) };
        let now = self.clock.now();
        let holding = holder::Entity::holding(grant.customer_id, owner.id, now).one(&self.db.read).await?;
        Ok(holding.map(|_| (grant, owner)))
    }

    async fn grant_and_owner(&self, grant: AccessGrantId) -> Result<Option<(access_grant::Model, person::Model)>> {
        let found = access_grant::Entity::anywhere(grant).find_also_related(person::Entity).one(&self.db.read).await?;
        Ok(found.and_then(|(grant, owner)| Some((grant, owner?))))
    }

    /// The URL of a page in a channel.
    pub(crate) fn link(&self, page: &Page, channel: Channel) -> String {
        format!("{}{}", self.settings.public_url, page.path(channel))
    }

    /// The address of a channel, as a person would type it.
    pub(crate) fn site(&self, channel: Channel) -> String {
        let url = &*self.settings.public_url;
        let host = url.split_once("://").map_or(url, |(_, host)| host);
        format!("{host}{}", channel.base())
    }
}
