//! Accounts, as shown to those who may use them.

use sea_orm::sea_query::UnionType;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, QueryTrait};
use types::account::{Account, AccountChoice, AccountContext, Overview, Standing, WaitingInvitation};
use types::profile::SharedAccount;
use types::{Channel, CustomerRef};

use crate::contract::{Place, Places};
use crate::entity::{Anywhere as _, access_grant, customer, holder, known, person};
use crate::{Caller, Domain, Failed, Result, Right, Scope, stockholm};

impl Domain {
    /// The accounts and invitations of the caller in the caller's channel.
    pub async fn account_choice(&self, caller: &Caller) -> Result<AccountChoice> {
        if caller.customer.is_some() {
            let accounts = self.own_accounts(caller).await?;
            return Ok(AccountChoice { accounts, invitations: Vec::new(), elsewhere: None });
        }
        let mut accounts = self.own_accounts(caller).await?;
        accounts.extend(self.shared_accounts(caller, caller.channel).await?.into_iter().map(|(account, _)| account));
        let other = caller.channel.other();
        let has_elsewhere = accounts.is_empty() && !self.shared_accounts(caller, other).await?.is_empty();
        let invitations = self.waiting_invitations(caller).await?;
        Ok(AccountChoice { accounts, invitations, elsewhere: has_elsewhere.then_some(other) })
    }

    /// The frame around every page of an account.
    pub async fn account_context(&self, caller: &Caller, account: &CustomerRef) -> Result<AccountContext> {
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let me = self.person_asking(&self.db.read, caller).await?;
        let owner = match scope.grant() {
            Some((_, owner)) => person::Entity::anywhere(owner).one(&self.db.read).await?,
            None => None,
        };
        let has_others = self.has_others(&me, caller).await?;
        let (person, given_name) = (me.name(), me.called().to_owned());
        Ok(AccountContext { account: shown(&scope, owner.as_ref()), person, given_name, has_others })
    }

    /// The account's addresses and contracts.
    pub async fn overview(&self, caller: &Caller, account: &CustomerRef) -> Result<Overview> {
        let now = self.clock.now();
        let scope = caller.scope(&self.db.read, account, Right::Use).await?;
        let db = &self.db.read;
        let customer = customer::Entity::of(&scope).one(db).await?.ok_or(Failed::NotFound)?;
        let places = Places::of(db, &scope, stockholm::local_date(now)).await?;
        let has_contracts = |place: &&Place| !place.contracts.is_empty();
        let facilities = places.list.iter().filter(has_contracts).map(|place| places.shown(place)).collect();
        let is_partly_hidden = places.list.iter().any(|place| place.is_hidden);
        Ok(Overview { customer_number: customer.number, facilities, is_partly_hidden })
    }

    /// Whether there are other accounts or invitations to choose from; the choice itself is more exact. One query,
    /// since every page makes it.
    async fn has_others(&self, me: &person::Model, caller: &Caller) -> Result<bool> {
        if caller.customer.is_some() {
            return Ok(false);
        }
        let now = self.clock.now();
        let of_channel = access_grant::Column::Channel.eq(caller.channel);
        let shared = access_grant::Entity::active_of(me.id, now).filter(of_channel);
        let waiting = access_grant::Entity::waiting_for(me.number_index.clone(), caller.channel, now);
        let customer = access_grant::Column::CustomerId;
        let own = holder::Entity::held_by(me.id, now).select_only().column(holder::Column::CustomerId);
        let mut all = own.into_query();
        all.union(UnionType::All, shared.select_only().column(customer).into_query());
        all.union(UnionType::All, waiting.select_only().column(customer).into_query());
        all.limit(2);
        Ok(self.db.read.query_all(&all).await?.len() > 1)
    }

    /// Whether the caller once had access to an account; not found otherwise. Does not reveal why it ended or who had
    /// shared it: a removed access and a protected identity look the same (rule G19), after the same queries.
    pub async fn ended_access(&self, caller: &Caller, account: &CustomerRef) -> Result<()> {
        match caller.scope(&self.db.read, account, Right::Use).await {
            Err(Failed::Ended(_)) => Ok(()),
            Err(error) => Err(error),
            Ok(_) => Err(Failed::NotFound),
        }
    }

    /// The same for Min profil: whose they are and since when.
    pub(crate) async fn shared_with(&self, caller: &Caller) -> Result<Vec<SharedAccount>> {
        let shared = self.shared_accounts(caller, caller.channel).await?;
        let listed = shared.into_iter().filter_map(|(account, grant)| {
            let Standing::Grantee { owner, .. } = account.standing else { return None };
            let since = stockholm::local_date(grant.confirmed_at?);
            Some(SharedAccount { reference: account.reference, name: account.name, owner, since })
        });
        Ok(listed.collect())
    }

    async fn own_accounts(&self, caller: &Caller) -> Result<Vec<Account>> {
        let mut held = holder::Entity::held_by(caller.person, self.clock.now()).all(&self.db.read).await?;
        held.retain(|row| caller.customer.is_none_or(|only| row.customer_id == only));
        let customers =
            customer::Entity::anywhere_all(held.iter().map(|row| row.customer_id)).all(&self.db.read).await?;
        let accounts = held.iter().filter_map(|row| {
            let customer = customers.iter().find(|customer| customer.id == row.customer_id)?;
            let (reference, name, kind) = (customer.reference.clone(), customer.name.clone(), customer.kind);
            customer.ended_at.is_none().then_some(Account { reference, name, kind, standing: Standing::Holder })
        });
        Ok(accounts.collect())
    }

    /// The accounts that others share with the caller in a channel, each with its grant.
    pub(crate) async fn shared_accounts(
        &self,
        caller: &Caller,
        channel: Channel,
    ) -> Result<Vec<(Account, access_grant::Model)>> {
        let caller = Caller { channel, ..caller.clone() };
        let active = access_grant::Entity::active_of(caller.person, self.clock.now())
            .filter(access_grant::Column::Channel.eq(channel))
            .find_also_related(person::Entity);
        let shared = known::all_with(active, &self.db.read).await?;
        let customers = customer::Entity::anywhere_all(shared.iter().map(|(grant, _)| grant.customer_id));
        let customers = customers.all(&self.db.read).await?;
        let mut accounts = Vec::new();
        for (grant, owner) in shared {
            let Some(customer) = customers.iter().find(|customer| customer.id == grant.customer_id) else { continue };
            // The policy decides, not this code.
            match caller.scope(&self.db.read, &customer.reference, Right::Use).await {
                Ok(scope) if !scope.is_holder() => accounts.push((shown(&scope, owner.as_ref()), grant)),
                Err(broken @ Failed::Broken(_)) => return Err(broken),
                Ok(_) | Err(_) => {}
            }
        }
        Ok(accounts)
    }

    pub(crate) async fn waiting_invitations(&self, caller: &Caller) -> Result<Vec<WaitingInvitation>> {
        let me = self.person_asking(&self.db.read, caller).await?;
        if me.protected_identity {
            return Ok(Vec::new());
        }
        let waiting = access_grant::Entity::waiting_for(me.number_index, caller.channel, self.clock.now())
            .find_also_related(person::Entity);
        let waiting = known::all_with(waiting, &self.db.read).await?;
        // Rule G19: an invitation from a protected person cannot be confirmed, and shows no name.
        let open = waiting.into_iter().filter_map(|(grant, owner)| {
            let owner = owner.filter(|owner| !owner.protected_identity)?;
            Some(WaitingInvitation {
                id: grant.id,
                owner: owner.name(),
                last_day: stockholm::last_day(grant.expires_at),
            })
        });
        Ok(open.collect())
    }
}

fn shown(scope: &Scope, owner: Option<&person::Model>) -> Account {
    let standing = match scope.grant() {
        Some((grant, _)) => Standing::Grantee { grant, owner: owner.map(person::Model::name).unwrap_or_default() },
        None => Standing::Holder,
    };
    Account {
        reference: scope.reference().clone(),
        name: scope.customer_name().to_owned(),
        kind: scope.kind(),
        standing,
    }
}
