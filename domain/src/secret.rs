//! Secrets in cookies and links: 256 random bits, of which the database has only a hash.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A secret as text, for a cookie or a link. Its `Debug` hides it.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A new secret from the operating system's random numbers.
    pub fn random() -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).expect("the operating system gives random numbers");
        Self::of_bytes(&*bytes)
    }

    /// A secret derived from bytes.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(BASE64URL_NOPAD.encode(bytes)))
    }

    /// A returned secret. Any text is accepted; only the right one has the right hash.
    pub fn returned(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The text that goes into the cookie or the link.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// SHA-256, which the database stores. Slow hashes are for secrets that people choose.
    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}
