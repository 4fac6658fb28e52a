//! What the form for a new grant starts from, and how recent the sign-in of who fills it in has to be.

use sea_orm::{ColumnTrait, QueryFilter};
use types::{
    CustomerRef, Timestamp,
    access_grant::{GrantRefusal, GrantSource, GrantState, GranteeDetails, NewAccessGrantForm},
    id::RequestKey,
};
use uuid::Uuid;

use super::share::no_room;
use crate::{Caller, Domain, Error, Result, Right, caller::RECENT, entity::access_grant, stockholm};

/// How long filling in the form may take after it was begun with a recent sign-in, in seconds: as long as a session lives unused (V7.3.1).
const FILLING_IN: i64 = 30 * 60;

/// Whether the sign-in is older than a form that was begun in time explains.
pub(super) fn is_too_late(caller: &Caller, now: Timestamp) -> bool {
    now > caller.signed_in_at.plus_seconds(RECENT + FILLING_IN)
}

impl Domain {
    /// What the form for a new grant starts from; with a source, from that grant.
    pub async fn new_access_grant_form(
        &self,
        caller: &Caller,
        account: &CustomerRef,
        source: Option<GrantSource>,
    ) -> Result<NewAccessGrantForm> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Share).await?;
        let mut form = NewAccessGrantForm {
            request_key: RequestKey(Uuid::now_v7()),
            prefilled: GranteeDetails::default(),
            relation: None,
            source: None,
            least_age: self.settings.grants.least_age(scope.channel()),
            last_day: stockholm::last_day(stockholm::expires_at(now)),
            most: self.settings.grants.live(scope.channel()),
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
            let grant = found.ok_or(Error::NotFound)?;
            let (details, masked_number) = self.grantee_shown(caller, &grant, now)?;
            form.prefilled = details;
            form.relation = Some(grant.relation);
            form.source = Some((source, masked_number));
        }
        if !matches!(source, Some(GrantSource::Replaced(_))) {
            let live = access_grant::Entity::live(&scope, now).all(&self.db.read).await?;
            form.obstacle = no_room(&live, scope.channel(), &self.settings.grants);
        }
        let closed = self.why_not_sharing(&self.db.read, &scope, source).await.map_err(Error::widen)?;
        form.obstacle = closed.or(form.obstacle);
        // Nobody identifies themselves only to hear that there is no room.
        form.obstacle = form.obstacle.or_else(|| caller.is_stale(now).then_some(GrantRefusal::SignInAgain));
        Ok(form)
    }
}
