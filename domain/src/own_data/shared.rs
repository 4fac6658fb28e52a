//! What others share with a person, and what the person shares, in both channels.

use std::collections::HashMap;

use sea_orm::QueryOrder;
use types::access_grant::GrantState;
use types::account::Standing;
use types::own_data::{SharedByMe, SharedWithMe};
use types::{AccessGrantId, Channel};

use crate::entity::{access_grant, holder, known, person};
use crate::{Caller, Domain, Result, stockholm};

impl Domain {
    /// The caller's pending, active and ended grants, newest first. Only current owners are named, as on the pages of
    /// accounts and invitations (including rule G19): nothing else about them.
    pub(super) async fn shared_with_me(&self, caller: &Caller, me: &person::Model) -> Result<Vec<SharedWithMe>> {
        let mut owners = HashMap::new();
        for channel in [Channel::Web, Channel::App] {
            owners.extend(self.owners_seen(caller, channel).await?);
        }
        let mine = access_grant::Entity::of_grantee(me.id, me.number_index.clone(), self.clock.now());
        let mut shared = Vec::new();
        let newest = mine.order_by_desc(access_grant::Column::CreatedAt).order_by_desc(access_grant::Column::Id);
        for row in known::all(newest, &self.db.read).await? {
            let owner = owners.get(&row.id).cloned();
            // A suspended grant (rule G19) looks like an ended one, and so does one ended by the other side: otherwise
            // a grantee could tell a protected identity from a removed access.
            let state = match row.state {
                GrantState::Removed => GrantState::Closed,
                state if state.is_live() && owner.is_none() => GrantState::Closed,
                state => state,
            };
            if row.state == GrantState::Pending && owner.is_none() {
                continue;
            }
            let details = owner.is_some().then(|| self.details_of(&row)).transpose()?.flatten();
            shared.push(SharedWithMe {
                channel: row.channel,
                state,
                owner,
                email: details.as_ref().map(|details| details.email().as_str().to_owned()),
                mobile: details.as_ref().and_then(|details| Some(details.mobile()?.as_str().to_owned())),
                made_on: stockholm::local_date(row.created_at),
                confirmed_on: row.confirmed_at.map(stockholm::local_date),
                ended_on: row.ended_at.map(stockholm::local_date),
            });
        }
        Ok(shared)
    }

    /// Who shares with the caller in a channel, and who has invited them, by grant.
    async fn owners_seen(&self, caller: &Caller, channel: Channel) -> Result<HashMap<AccessGrantId, String>> {
        let mut owners = HashMap::new();
        for (account, grant) in self.shared_accounts(caller, channel).await? {
            if let Standing::Grantee { owner, .. } = account.standing {
                owners.insert(grant.id, owner);
            }
        }
        let asking = Caller { channel, ..caller.clone() };
        for invitation in self.waiting_invitations(&asking).await? {
            owners.insert(invitation.id, invitation.owner);
        }
        Ok(owners)
    }

    /// The grants that the caller made, without the grantees, whose own data that is.
    pub(super) async fn shared_by_me(&self, caller: &Caller) -> Result<Vec<SharedByMe>> {
        let newest = access_grant::Entity::of_owner(caller.person)
            .order_by_desc(access_grant::Column::CreatedAt)
            .order_by_desc(access_grant::Column::Id);
        let now = self.clock.now();
        let held: Vec<_> = holder::Entity::held_by(caller.person, now).all(&self.db.read).await?;
        // An expired grant has ended, whether or not the job has run (rule G6).
        let state = |row: &access_grant::Model| match row.state {
            GrantState::Pending if row.expires_at <= now => GrantState::Expired,
            state if state.is_live() && held.iter().all(|held| held.customer_id != row.customer_id) => {
                GrantState::Closed
            }
            state => state,
        };
        let shown = |row: access_grant::Model| SharedByMe {
            channel: row.channel,
            state: state(&row),
            made_on: stockholm::local_date(row.created_at),
            ended_on: row.ended_at.map(stockholm::local_date),
        };
        let rows = known::all(newest, &self.db.read).await?;
        Ok(rows.into_iter().map(shown).collect())
    }
}
