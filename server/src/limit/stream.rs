//! Limits how many event streams are open: each queries the database every second.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};

use domain::secret::Secret;

use super::network::Network;

/// Streams per order or session: the tabs of one browser, and one that was closed without being noticed yet.
const MAX_PER_SECRET: u32 = 4;

/// Counts open streams.
#[derive(Clone)]
pub struct OpenStreams {
    max_per_network: u32,
    open: Arc<Mutex<HashMap<Key, u32>>>,
    hasher: RandomState,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Network(Network),
    /// A hash of the secret of the order or the session: the secret itself is not stored.
    Secret(u64),
}

/// A permit for one stream, released when dropped.
pub struct StreamPermit {
    keys: [Key; 2],
    open: Arc<Mutex<HashMap<Key, u32>>>,
}

impl OpenStreams {
    /// With this limit.
    pub fn new(max_per_network: NonZeroU32) -> Self {
        Self { max_per_network: max_per_network.get(), open: Arc::default(), hasher: RandomState::new() }
    }

    /// A permit for another stream of an order or a session, if it and its network are below their limits.
    pub fn permit(&self, address: IpAddr, secret: &Secret) -> Option<StreamPermit> {
        let keys = [Key::Network(address.into()), Key::Secret(self.hasher.hash_one(secret.expose()))];
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = |key: &Key| open.get(key).copied().unwrap_or(0);
        if count(&keys[0]) >= self.max_per_network || count(&keys[1]) >= MAX_PER_SECRET {
            return None;
        }
        for key in keys {
            *open.entry(key).or_default() += 1;
        }
        Some(StreamPermit { keys, open: self.open.clone() })
    }
}

impl Drop for StreamPermit {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for key in self.keys {
            if let Some(count) = open.get_mut(&key) {
                *count -= 1;
            }
        }
        open.retain(|_, count| *count > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permit(streams: &OpenStreams, address: &str, order: &str) -> Option<StreamPermit> {
        streams.permit(address.parse().unwrap(), &Secret::returned(order))
    }

    #[test]
    fn a_network_has_so_many_streams_and_gets_them_back() {
        let streams = OpenStreams::new(NonZeroU32::new(2).unwrap());
        let (one, other) = (permit(&streams, "192.0.2.1", "a"), permit(&streams, "192.0.2.2", "b"));
        assert!(one.is_some() && other.is_some());
        assert!(permit(&streams, "192.0.2.3", "c").is_none());
        assert!(permit(&streams, "198.51.100.3", "d").is_some(), "another network has its own");

        drop(one);

        assert!(permit(&streams, "192.0.2.3", "c").is_some());
    }

    #[test]
    fn an_order_has_a_few_streams_from_wherever() {
        let streams = OpenStreams::new(NonZeroU32::new(100).unwrap());
        let addresses = ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1"];
        let permits: Vec<_> = addresses.iter().map(|address| permit(&streams, address, "a")).collect();
        assert!(permits.iter().all(Option::is_some));

        assert!(permit(&streams, "2001:db8:1::1", "a").is_none());
    }

    #[test]
    fn nothing_is_remembered_of_streams_that_have_ended() {
        let streams = OpenStreams::new(NonZeroU32::new(2).unwrap());

        drop(permit(&streams, "192.0.2.1", "a"));

        assert!(streams.open.lock().unwrap().is_empty());
    }
}
