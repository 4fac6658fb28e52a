//! The import in a sequence: an account's holders, and whether its contracts have ended.

use domain::testing::Named;
use types::Timestamp;
use types::access_grant::GrantState::{Active, Closed, Expired, Pending};

use super::Model;

impl Model {
    /// How many grants a line closes.
    pub fn import(&mut self, account: usize, holders: &[Named], is_over: bool, now: Timestamp) -> u64 {
        let left: Vec<_> = self.holders[account].iter().filter(|name| !holders.contains(name)).copied().collect();
        let mut closed = 0;
        for grant in self.grants.iter_mut().filter(|grant| grant.account == account) {
            if !(is_over || left.contains(&grant.owner) || holders.contains(&grant.grantee)) {
                continue;
            }
            match grant.state {
                Pending if grant.expires <= now => grant.state = Expired,
                Pending | Active => {
                    grant.state = Closed;
                    closed += 1;
                }
                _ => {}
            }
        }
        (self.holders[account], self.is_over[account]) = (holders.to_vec(), is_over);
        closed
    }
}
