//! An owner who shares and removes, retrying until each is acknowledged.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::testing::{Named, new_key};
use types::AccessGrantId;
use types::access_grant::GrantState;

use super::load::{UNAVAILABLE, exchange};
use super::portal::{Account, Portal};

/// An acknowledged invitation, and whether its removal was acknowledged too.
#[derive(Debug)]
pub struct Shared {
    pub id: AccessGrantId,
    pub is_removed: bool,
}

/// Invites and removes one person after the other, retrying each until it is acknowledged or the test ends.
pub fn share_and_remove(server: SocketAddr, account: &Account, is_over: &AtomicBool) -> Vec<Shared> {
    let mut shared = Vec::new();
    for name in [Named::Bjorn, Named::Hanna, Named::Ivar] {
        let Some(id) = share(server, account, name, is_over) else { break };
        let form = format!("account={}&id={id}", account.reference);
        let is_removed = post(server, account, "/api/access-grants/remove", &form, is_over).is_some();
        shared.push(Shared { id, is_removed });
    }
    shared
}

fn share(server: SocketAddr, account: &Account, name: Named, is_over: &AtomicBool) -> Option<AccessGrantId> {
    let details = name.details();
    let form = format!(
        "account={}&request_key={}&given_name={}&surname={}&email={}&personal_number={}&relation=other&understood=true",
        account.reference,
        new_key().expect("a key"),
        details.given_name,
        details.surname,
        details.email,
        name.personal_number()
    );
    let head = post(server, account, "/api/access-grants/share", &form, is_over)?;
    let (_, rest) = head.split_once("/behorigheter/").expect("the answer leads to the invitation");
    Some(rest[..36].parse().expect("an id"))
}

/// The head of a successful response; no refusal is expected.
fn post(server: SocketAddr, account: &Account, path: &str, form: &str, is_over: &AtomicBool) -> Option<String> {
    while !is_over.load(Ordering::Relaxed) {
        let Some(answer) = exchange(server, &account.cookie, path, form) else { continue };
        if !answer.starts_with(UNAVAILABLE) {
            assert!(answer.starts_with("HTTP/1.1 200"), "refused: {answer}");
            return answer.split_once("\r\n\r\n").map(|(head, _)| head.to_owned());
        }
    }
    None
}

/// Every acknowledged invitation and removal is stored.
pub async fn check(portal: &Portal, shared: &[Shared]) {
    for Shared { id, is_removed } in shared {
        let row = portal.world.grant_row(*id).await;
        // Nobody has confirmed it, so removing it means withdrawing it.
        assert!(!is_removed || row.state == GrantState::Withdrawn, "{id}: {row:?}");
    }
}
