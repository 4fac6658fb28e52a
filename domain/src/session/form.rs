//! Forms that require a recent sign-in: the session, and not the form, stores when it opened one, because a client
//! could write anything into the form.

use std::time::Duration;

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use types::Timestamp;

use crate::clock::SKEW;
use crate::entity::session;
use crate::{Caller, Domain, Result};

/// The time to fill in a form that was opened after a recent sign-in: as long as the idle limit of a session (V7.3.1).
const FORM_TIME: Duration = Duration::from_mins(30);

impl Domain {
    /// Records that the caller, whose sign-in is recent, opens a form now. The last of several counts.
    pub(crate) async fn begin_form(&self, caller: &Caller, now: Timestamp) -> Result<()> {
        let txn = self.db.begin_write().await?;
        set_begun(&txn, caller, Some(now)).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// Whether a form may be submitted: the sign-in is recent, or was when the session opened the form.
pub(crate) async fn may_send_form(txn: &impl ConnectionTrait, caller: &Caller, now: Timestamp) -> Result<bool> {
    if !caller.needs_step_up(now) {
        return Ok(true);
    }
    let session = session::Entity::of(caller).one(txn).await?;
    let begun_at = session.and_then(|session| session.form_begun_at);
    // A form opened in the future is from before the clock went back, and does not count.
    let is_in_time = |begun_at: Timestamp| begun_at <= now + SKEW && now <= begun_at + FORM_TIME;
    Ok(begun_at.is_some_and(is_in_time))
}

/// Records that the form has been submitted: opening one is good for one submission.
pub(crate) async fn end_form(txn: &impl ConnectionTrait, caller: &Caller) -> Result<()> {
    set_begun(txn, caller, None).await
}

async fn set_begun(txn: &impl ConnectionTrait, caller: &Caller, begun_at: Option<Timestamp>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::FormBegunAt, Expr::value(begun_at))
        .filter(session::Column::Id.eq(caller.session))
        .exec(txn)
        .await?;
    Ok(())
}
