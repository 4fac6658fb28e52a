//! Slow hashes: of passwords, and of activation codes, which are short enough to be typed.

use std::sync::Arc;

use anyhow::anyhow;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

/// Memory in KiB, passes and lanes: OWASP's and ASVS V11.4.2's minimum for Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// How many run at a time: each uses a whole core, and its memory.
const MAX_CONCURRENT: usize = 2;
/// How many more requests may wait, about a second: if more would have to wait, they are refused at once.
const MAX_QUEUED: usize = 16;
/// Verified if there is no hash, so that it takes as long. No secret has this hash.
const DUMMY_HASH: &str = "c29tZWJvZHlzIHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Makes and verifies slow hashes.
#[derive(Clone)]
pub(crate) struct Hasher {
    argon: Argon2<'static>,
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// A request's place among those running and waiting, released when dropped.
pub(crate) struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Hasher {
    /// With the current parameters.
    pub(crate) fn new() -> Self {
        Self::with_cost(COST)
    }

    pub(crate) fn with_cost((memory, passes, lanes): (u32, u32, u32)) -> Self {
        let params = Params::new(memory, passes, lanes, None).expect("the parameters are within Argon2's range");
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let (running, places) =
            (Arc::new(Semaphore::new(MAX_CONCURRENT)), Arc::new(Semaphore::new(MAX_CONCURRENT + MAX_QUEUED)));
        Self { argon, running, places }
    }

    /// A place for a request, taken before it looks anything up; `None` if too many wait. The worker needs none: it
    /// cannot be made to hash faster than letters are sent.
    pub(crate) fn place(&self) -> Option<Place> {
        let permit = Arc::clone(&self.places).try_acquire_owned().ok()?;
        Some(Place { _permit: permit })
    }

    /// The hash of a secret, with its own salt, as a PHC string.
    pub(crate) async fn hash(&self, secret: &str) -> anyhow::Result<String> {
        let hash = |argon: &Argon2, secret: &[u8]| {
            let hash: Result<PasswordHash, _> = argon.hash_password(secret);
            hash.map(|hash| hash.to_string())
        };
        self.run_queued(secret, hash).await?.map_err(|error| anyhow!("a secret cannot be hashed: {error}"))
    }

    /// Verifies a secret. Without a hash the work is the same, and the answer is no.
    pub(crate) async fn verify(&self, secret: &str, hash: Option<&str>) -> anyhow::Result<bool> {
        let compared = hash.map_or_else(|| self.dummy_hash(), str::to_owned);
        let verify = move |argon: &Argon2, secret: &[u8]| argon.verify_password(secret, &*compared).is_ok();
        Ok(self.run_queued(secret, verify).await? && hash.is_some())
    }

    /// Whether a hash was made with other than the current parameters.
    pub(crate) fn is_outdated(&self, hash: &str) -> bool {
        !hash.starts_with(&self.prefix())
    }

    /// Runs Argon2 on a blocking thread, a few at a time.
    async fn run_queued<T: Send + 'static>(
        &self,
        secret: &str,
        work: impl FnOnce(&Argon2, &[u8]) -> T + Send + 'static,
    ) -> anyhow::Result<T> {
        let (argon, secret) = (self.argon.clone(), Zeroizing::new(secret.as_bytes().to_vec()));
        let permit = Arc::clone(&self.running).acquire_owned().await?;
        let done = tokio::task::spawn_blocking(move || {
            // Released by the work, not by the waiting request: a browser that leaves frees nothing.
            let _permit = permit;
            work(&argon, &secret)
        });
        Ok(done.await?)
    }

    fn dummy_hash(&self) -> String {
        format!("{}{DUMMY_HASH}", self.prefix())
    }

    fn prefix(&self) -> String {
        let params = self.argon.params();
        format!("$argon2id$v=19$m={},t={},p={}$", params.m_cost(), params.t_cost(), params.p_cost())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_hashed_is_recognised_and_nothing_else() {
        let hasher = Hasher::new();

        let hash = hasher.hash("korrekt häst batteri").await.unwrap();

        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hasher.verify("korrekt häst batteri", Some(&hash)).await.unwrap());
        assert!(!hasher.verify("korrekt häst batterI", Some(&hash)).await.unwrap());
        assert!(!hasher.is_outdated(&hash) && Hasher::with_cost((19_456, 3, 1)).is_outdated(&hash));
    }

    #[tokio::test]
    async fn a_queue_that_is_full_turns_requests_away_and_lets_the_worker_wait() {
        let hasher = Hasher::with_cost((64, 1, 1));
        let places: Vec<_> = std::iter::from_fn(|| hasher.place()).collect();

        assert_eq!(places.len(), 18);
        assert!(hasher.hash("7KQ01MZXA9B2").await.is_ok());
        drop(places);
        assert!(hasher.place().is_some());
    }

    #[test]
    fn the_dummy_hash_is_a_real_one_that_costs_the_same() {
        let hasher = Hasher::new();

        let parsed = PasswordHash::new(&hasher.dummy_hash()).unwrap();

        assert_eq!(parsed.hash.unwrap().as_bytes().len(), 32);
        assert_eq!(Params::try_from(&parsed).unwrap().m_cost(), COST.0);
        assert!(!hasher.is_outdated(&hasher.dummy_hash()));
    }
}
