//! Consistency of every session's row.

use super::Tables;
use crate::Domain;
use crate::entity::session;
use crate::session::caller_of;

pub(super) async fn check(domain: &Domain, tables: &Tables) {
    for row in &tables.sessions {
        listed_while_alive(domain, row, tables).await;
    }
}

/// I13: a session is live exactly until its idle or its absolute limit, whichever comes first.
async fn listed_while_alive(domain: &Domain, row: &session::Model, tables: &Tables) {
    let (idle, absolute) = domain.settings.sessions.limits(row.method);
    let idle = tables.now < row.last_used_at + idle;
    let young = tables.now < row.created_at + absolute;
    let listed = domain.sessions_of(&caller_of(row, &domain.clock)).await.expect("a list of sessions");
    let is_listed = listed.iter().any(|session| session.id == row.id && session.is_this);
    assert_eq!(is_listed, idle && young, "I13: {:?}", row.id);
}
