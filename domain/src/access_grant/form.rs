//! What the form for a new grant is filled with.

use sea_orm::{ColumnTrait, QueryFilter};
use types::CustomerRef;
use types::access_grant::{GrantRefusal, GrantSource, GrantState, GranteeDetails, NewAccessGrantForm};
use types::id::IdempotencyKey;
use uuid::Uuid;

use super::expires_at;
use super::share::{live_grants, no_room};
use crate::entity::access_grant;
use crate::{Caller, Domain, Failed, Result, Right, stockholm};

impl Domain {
    /// What the form for a new grant is filled with; with a source, from that grant. If the sign-in is recent, the
    /// session records that the form was opened: only then may it be submitted later.
    pub async fn new_access_grant_form(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        source: Option<GrantSource>,
    ) -> Result<NewAccessGrantForm> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Share).await?;
        let mut form = NewAccessGrantForm {
            request_key: IdempotencyKey(Uuid::now_v7()),
            prefilled: GranteeDetails::default(),
            relation: None,
            source: None,
            number_rules: self.settings.grants.number_rules(scope.channel(), stockholm::local_date(now)),
            last_day: stockholm::last_day(expires_at(now)),
            limits: self.settings.grants.limits(scope.channel()),
            obstacle: None,
        };
        if let Some(source) = source {
            let (grants, id) = match source {
                GrantSource::Replaced(id) => {
                    let pending = access_grant::Column::State.eq(GrantState::Pending);
                    (access_grant::Entity::live(&scope, now).filter(pending), id)
                }
                GrantSource::Twin(id) => (access_grant::Entity::live_elsewhere(&scope, now), id),
            };
            let found = grants.filter(access_grant::Column::Id.eq(id)).one(&self.db.read).await?;
            let grant = found.ok_or(Failed::NotFound)?;
            let (details, masked_number) = self.grantee_shown(caller, &grant)?;
            form.prefilled = details;
            form.relation = Some(grant.relation);
            form.source = Some((source, masked_number));
        }
        if !matches!(source, Some(GrantSource::Replaced(_))) {
            let live = live_grants(&self.db.read, &scope, now).await?;
            form.obstacle = no_room(&live, scope.channel(), &self.settings.grants);
        }
        let closed = self.why_not_sharing(&self.db.read, &scope, source).await?;
        form.obstacle = closed.or(form.obstacle);
        // Nobody should have to identify only to learn that there is no room.
        form.obstacle = form.obstacle.or_else(|| caller.needs_step_up(now).then_some(GrantRefusal::SignInAgain));
        if form.obstacle.is_none() {
            self.begin_form(caller, now).await?;
        }
        Ok(form)
    }
}
