//! People who order, for each address of their account once, until no answer comes.

use std::hash::{BuildHasher as _, RandomState};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::testing::new_press;
use types::id::{FacilityId, RequestKey};

use super::portal::Portal;

/// How the answer of a server begins that cannot write just now.
pub const UNAVAILABLE: &str = "HTTP/1.1 503";

/// One press of the button.
#[derive(Debug)]
pub struct Press {
    account: usize,
    pub facility: FacilityId,
    pub key: RequestKey,
    /// The order that was answered, if an answer came.
    pub order: Option<String>,
}

/// A number below another.
pub fn random(below: u64) -> u64 {
    RandomState::new().hash_one(0) % below
}

/// Orders for one address after the other but those that have an order under way; the last press is perhaps unanswered.
pub fn flow(server: SocketAddr, portal: &Portal, account: usize, taken: &[FacilityId]) -> Vec<Press> {
    let mut presses = Vec::new();
    for facility in portal.accounts[account].addresses.iter().filter(|facility| !taken.contains(facility)) {
        let key = new_press().expect("a key");
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

/// Orders for one address after the other, each again and again until it is answered or there is to be an end.
pub fn flow_patiently(server: SocketAddr, portal: &Portal, account: usize, is_over: &AtomicBool) -> Vec<Press> {
    let mut presses = Vec::new();
    for facility in &portal.accounts[account].addresses {
        let key = new_press().expect("a key");
        let mut press = Press { account, facility: *facility, key, order: None };
        while press.order.is_none() && !is_over.load(Ordering::Relaxed) {
            press.order = send(server, portal, &press);
        }
        presses.push(press);
    }
    presses
}

/// Sends a press; the order that the answer names. Nothing when the server went away or could not write, and no refusal
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

/// All that comes back; a server that is killed leaves it at some part.
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
    // A connection that broke has still brought what it has brought.
    let _ = socket.read_to_end(&mut answer);
    Some(String::from_utf8_lossy(&answer).into_owned())
}
