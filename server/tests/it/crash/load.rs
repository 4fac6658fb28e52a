//! People who order once for each address of their account, until no answer comes.

use std::hash::{BuildHasher as _, RandomState};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::testing::new_key;
use types::id::{FacilityId, IdempotencyKey};

use super::portal::Portal;

/// The beginning of the response of a server that cannot write at the moment.
pub const UNAVAILABLE: &str = "HTTP/1.1 503";

/// One submission.
#[derive(Debug)]
pub struct Press {
    account: usize,
    pub facility: FacilityId,
    pub key: IdempotencyKey,
    /// The acknowledged order, if an answer came.
    pub order: Option<String>,
}

/// A number below another.
pub fn random(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// Orders for one address after the other except those with an order under way; the last submission may be unanswered.
pub fn flow(server: SocketAddr, portal: &Portal, account: usize, taken: &[FacilityId]) -> Vec<Press> {
    let mut presses = Vec::new();
    for facility in portal.accounts[account].addresses.iter().filter(|facility| !taken.contains(facility)) {
        let key = new_key().expect("a key");
        let mut press = Press { account, facility: *facility, key, order: None };
        press.order = send(server, portal, &press);
        let is_answered = press.order.is_some();
        presses.push(press);
        if !is_answered {
            break;
        }
    }
    presses
}

/// Orders for one address after the other, retrying each until it is acknowledged or the test ends.
pub fn flow_patiently(server: SocketAddr, portal: &Portal, account: usize, is_over: &AtomicBool) -> Vec<Press> {
    let mut presses = Vec::new();
    for facility in &portal.accounts[account].addresses {
        let key = new_key().expect("a key");
        let mut press = Press { account, facility: *facility, key, order: None };
        while press.order.is_none() && !is_over.load(Ordering::Relaxed) {
            press.order = send(server, portal, &press);
        }
        presses.push(press);
    }
    presses
}

/// Sends a submission; returns the order in the answer. `None` if the server went away or could not write; no refusal
/// is expected.
pub fn send(server: SocketAddr, portal: &Portal, press: &Press) -> Option<String> {
    let account = &portal.accounts[press.account];
    let form = format!(
        "account={}&request_key={}&facility={}&rolls[green]=2&rolls[blue]=1",
        account.reference, press.key, press.facility
    );
    let answer = exchange(server, &account.cookie, "/api/bag-orders/order", &form)?;
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let order = head.split_once("/bestallningar/").map(|(_, rest)| rest.chars().take(36).collect());
    assert!(order.is_some() || head.starts_with(UNAVAILABLE), "refused: {answer}");
    order
}

/// The response, or the part of it that arrived before the server was killed.
pub fn exchange(server: SocketAddr, cookie: &str, path: &str, form: &str) -> Option<String> {
    let mut socket = TcpStream::connect(server).ok()?;
    socket.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let length = form.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\naccept: \
         application/json\r\ncontent-type: application/x-www-form-urlencoded\r\ncookie: {cookie}\r\ncontent-length: \
         {length}\r\nconnection: close\r\n\r\n{form}"
    );
    socket.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // A broken connection has still delivered a part.
    let _ = socket.read_to_end(&mut answer);
    Some(String::from_utf8_lossy(&answer).into_owned())
}
