//! What others share with a person, and what they share themselves, in both channels.

use std::collections::HashMap;

use sea_orm::QueryOrder;
use types::{
    AccessGrantId,
    access_grant::{Channel, GrantState, GranteeDetails},
    account::Standing,
    own_data::{SharedByMe, SharedWithMe},
};

use crate::{
    Caller, Domain, Result,
    entity::{access_grant, holder, known, person},
    stockholm,
};

impl Domain {
    /// What waits for the caller, is open to them and was so once; the newest first. Named are those who share now, as
    /// the pages of accounts and invitations name them (rule G19 among it): nothing else of theirs.
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
            // What is suspended (rule G19) looks as if it were over, and what the other side ended looks like it: else who
            // was let in could tell a protected identity from an access that was removed.
            let state = match row.state {
                GrantState::Removed => GrantState::Closed,
                state if state.is_live() && owner.is_none() => GrantState::Closed,
                state => state,
            };
            if row.state == GrantState::Pending && owner.is_none() {
                continue;
            }
            let details = if owner.is_some() { self.details_of(&row)? } else { GranteeDetails::default() };
            let kept = |text: String| Some(text).filter(|text| !text.is_empty());
            shared.push(SharedWithMe {
                channel: row.channel,
                state,
                owner,
                email: kept(details.email),
                mobile: kept(details.mobile),
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

    /// What the caller has shared: not with whom, for that is those persons' own.
    pub(super) async fn shared_by_me(&self, caller: &Caller) -> Result<Vec<SharedByMe>> {
        let newest = access_grant::Entity::of_owner(caller.person)
            .order_by_desc(access_grant::Column::CreatedAt)
            .order_by_desc(access_grant::Column::Id);
        let now = self.clock.now();
        let held: Vec<_> = holder::Entity::held_by(caller.person, now).all(&self.db.read).await?;
        // One that is over has ended, whether or not the job has run (rule G6).
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
