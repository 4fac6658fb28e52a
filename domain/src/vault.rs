//! Encryption at rest, and the blind indexes that find encrypted values.
//!
//! A sealed value is `version (1) | algorithm (1) | key id (2) | nonce (12) | ciphertext and tag`, bound to its column
//! and row, so that a value moved elsewhere does not open. Keys are outside the database.

use std::collections::BTreeMap;
use std::path::Path;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use anyhow::{Context, anyhow, ensure};
use data_encoding::BASE64;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use types::{AccessGrantId, CustomerNumber, EmailAddress, PersonalNumber};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::secret::Secret;

const VERSION: u8 = 1;
const AES_256_GCM: u8 = 1;
const HEADER: usize = 16;
/// The prefix of the names of sealing keys' fingerprints.
pub(crate) const SEALING: &str = "sealing:";

/// The content of the key file.
#[derive(Serialize, Deserialize)]
struct KeyFile {
    /// Sealing keys by id; the highest id seals, all of them open.
    sealing: BTreeMap<u16, String>,
    /// Key of the blind index over personal numbers.
    number_index: String,
    /// Key of the blind index over e-mail addresses.
    email_index: String,
}

/// Seals and opens values, and makes blind indexes.
pub struct Vault {
    sealing: BTreeMap<u16, Aes256Gcm>,
    number_index: Zeroizing<Vec<u8>>,
    email_index: Zeroizing<Vec<u8>>,
    fingerprints: BTreeMap<String, Vec<u8>>,
}

impl Vault {
    /// Reads the key file.
    pub fn open_file(path: &Path) -> anyhow::Result<Self> {
        let text = Zeroizing::new(
            std::fs::read_to_string(path).with_context(|| format!("the key file {} cannot be read", path.display()))?,
        );
        Self::from_file(&serde_json::from_str(&text).context("the key file is not of the right form")?)
    }

    /// Writes a key file with new random keys, readable by its owner only. Never overwrites one. Written atomically: a
    /// truncated file would prevent every later start.
    pub fn create_file(path: &Path) -> anyhow::Result<()> {
        use std::fs;
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;

        let text = Zeroizing::new(serde_json::to_string_pretty(&random_keys())?);
        let unfinished = path.with_added_extension(format!("{}.unfinished", Uuid::now_v7()));
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        // Unlike a rename, a link never replaces an existing file.
        let linked = written.and_then(|()| fs::hard_link(&unfinished, path));
        fs::remove_file(&unfinished)?;
        linked.with_context(|| format!("the key file {} cannot be written", path.display()))
    }

    /// A vault with new random keys that are stored nowhere.
    #[cfg(feature = "testing")]
    pub fn ephemeral() -> Self {
        Self::from_file(&random_keys()).expect("random keys are of the right form")
    }

    fn from_file(file: &KeyFile) -> anyhow::Result<Self> {
        let decode = |text: &String| -> anyhow::Result<Zeroizing<Vec<u8>>> {
            let key = Zeroizing::new(BASE64.decode(text.as_bytes()).map_err(|_| anyhow!("a key is not base64"))?);
            ensure!(key.len() == 32, "a key is not 256 bits long");
            Ok(key)
        };
        let (number_index, email_index) = (decode(&file.number_index)?, decode(&file.email_index)?);
        let mut fingerprints = BTreeMap::new();
        let mut note = |name: String, key: &[u8]| {
            let fingerprint = keyed_hash(key, &[b"fingerprint:v1:", name.as_bytes()]);
            fingerprints.insert(name, fingerprint);
        };
        note("number_index".to_owned(), &number_index);
        note("email_index".to_owned(), &email_index);
        let mut sealing = BTreeMap::new();
        for (id, text) in &file.sealing {
            let key = decode(text)?;
            note(format!("{SEALING}{id}"), &key);
            let cipher = Aes256Gcm::new_from_slice(&key).map_err(|_| anyhow!("a key has the wrong length"))?;
            sealing.insert(*id, cipher);
        }
        ensure!(!sealing.is_empty(), "the key file has no sealing key");
        Ok(Self { sealing, number_index, email_index, fingerprints })
    }

    /// Encrypts a value for one column (`table.column`) of one row.
    pub(crate) fn seal(&self, column: &str, row: Uuid, plain: &[u8]) -> Vec<u8> {
        let (id, cipher) = self.sealing.last_key_value().expect("there is a sealing key");
        let mut sealed = vec![VERSION, AES_256_GCM];
        sealed.extend(id.to_be_bytes());
        let mut nonce = [0; 12];
        getrandom::fill(&mut nonce).expect("the operating system gives random numbers");
        sealed.extend(nonce);
        let bound = associated_data(column, row);
        let payload = Payload { msg: plain, aad: &bound };
        sealed.extend(cipher.encrypt(&Nonce::from(nonce), payload).expect("a short value can be encrypted"));
        sealed
    }

    /// Decrypts a value of [`Self::seal`] for the same column and row. One error for every cause.
    pub(crate) fn open(&self, column: &str, row: Uuid, sealed: &[u8]) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        let fail = || anyhow!("a sealed value of {column} does not open");
        let (header, ciphertext) = sealed.split_at_checked(HEADER).ok_or_else(fail)?;
        ensure!(header[..2] == [VERSION, AES_256_GCM], fail());
        let cipher = self.sealing.get(&u16::from_be_bytes([header[2], header[3]])).ok_or_else(fail)?;
        let nonce: [u8; 12] = header[4..].try_into().map_err(|_| fail())?;
        let bound = associated_data(column, row);
        let payload = Payload { msg: ciphertext, aad: &bound };
        cipher.decrypt(&Nonce::from(nonce), payload).map(Zeroizing::new).map_err(|_| fail())
    }

    /// Encrypts a text.
    pub(crate) fn seal_text(&self, column: &str, row: Uuid, plain: &str) -> Vec<u8> {
        self.seal(column, row, plain.as_bytes())
    }

    /// Decrypts a text.
    pub(crate) fn open_text(&self, column: &str, row: Uuid, sealed: &[u8]) -> anyhow::Result<String> {
        let plain = self.open(column, row, sealed)?;
        Ok(String::from_utf8(plain.to_vec())?)
    }

    /// Encrypts a value as JSON.
    pub(crate) fn seal_json<T: Serialize>(&self, column: &str, row: Uuid, value: &T) -> Vec<u8> {
        let plain = Zeroizing::new(serde_json::to_vec(value).expect("our own values can be written as JSON"));
        self.seal(column, row, &plain)
    }

    /// Decrypts a JSON value.
    pub(crate) fn open_json<T: for<'de> Deserialize<'de>>(
        &self,
        column: &str,
        row: Uuid,
        sealed: &[u8],
    ) -> anyhow::Result<T> {
        Ok(serde_json::from_slice(&self.open(column, row, sealed)?)?)
    }

    /// The blind index of a personal number: a keyed hash, since there are few enough numbers to try them all.
    pub(crate) fn number_index(&self, number: &PersonalNumber) -> Vec<u8> {
        self.index_of_digits(number.digits())
    }

    /// The same for a stored number.
    pub(crate) fn index_of_digits(&self, digits: &str) -> Vec<u8> {
        keyed_hash(&self.number_index, &[b"pnr:v1:", digits.as_bytes()])
    }

    /// The fingerprint of each key, by its purpose. It does not reveal the key.
    pub(crate) fn fingerprints(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.fingerprints
    }

    /// The digest of an import line; changing the number in it makes the next import process every line again, as after
    /// a migration that stores more of them. Keyed too: with a plain hash, somebody who knows the rest of a line could
    /// try all personal numbers.
    pub(crate) fn import_digest(&self, line: &[u8]) -> Vec<u8> {
        keyed_hash(&self.number_index, &[b"import:v2:", line])
    }

    /// The index by which letters to a customer number are counted.
    pub(crate) fn customer_number_index(&self, number: &CustomerNumber) -> Vec<u8> {
        keyed_hash(&self.number_index, &[b"kundnr:v1:", number.key().as_bytes()])
    }

    /// The key of a counter of attempts: of one kind, at something, from somewhere.
    pub(crate) fn attempt_index(&self, kind: &str, parts: &[&str]) -> Vec<u8> {
        keyed_hash(&self.number_index, &[b"try:v1:", kind.as_bytes(), b":", parts.join("|").as_bytes()])
    }

    /// The secret of the link in letters about a grant. All of them have the same one, and it is stored nowhere.
    pub(crate) fn notice_secret(&self, grant: AccessGrantId) -> Secret {
        let bytes = Zeroizing::new(keyed_hash(&self.number_index, &[b"notice:v1:", grant.0.as_bytes()]));
        Secret::of_bytes(&bytes)
    }

    /// The two digits of the app's text for an order. Stored nowhere: knowing them proves having seen the app.
    pub(crate) fn order_digits(&self, order: Uuid) -> String {
        let hash = Zeroizing::new(keyed_hash(&self.number_index, &[b"order-digits:v1:", order.as_bytes()]));
        let number = hash.iter().take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        format!("{:02}", number % 100)
    }

    /// The index by which letters to an e-mail address are counted: its mailbox, without a plus suffix.
    pub(crate) fn email_index(&self, address: &EmailAddress) -> Vec<u8> {
        let address = address.as_str().to_lowercase();
        let (local, host) = address.split_once('@').unwrap_or((&address, ""));
        let mailbox = local.split_once('+').map_or(local, |(mailbox, _)| mailbox);
        // An address that is only a suffix has no other mailbox.
        let mailbox = if mailbox.is_empty() { local } else { mailbox };
        keyed_hash(&self.email_index, &[b"email:v1:", mailbox.as_bytes(), b"@", host.as_bytes()])
    }
}

fn associated_data(column: &str, row: Uuid) -> Vec<u8> {
    [column.as_bytes(), b"|", row.as_bytes(), &[VERSION]].concat()
}

fn keyed_hash(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().to_vec()
}

fn random_keys() -> KeyFile {
    let key = || {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).expect("the operating system gives random numbers");
        BASE64.encode(&*bytes)
    };
    KeyFile { sealing: BTreeMap::from([(1, key())]), number_index: key(), email_index: key() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN: &str = "person.number_sealed";

    fn vault() -> Vault {
        Vault::from_file(&random_keys()).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_again() {
        let (vault, row) = (vault(), Uuid::now_v7());

        let sealed = vault.seal_text(COLUMN, row, "198502142386");

        assert_eq!(vault.open_text(COLUMN, row, &sealed).unwrap(), "198502142386");
        assert_ne!(vault.seal_text(COLUMN, row, "198502142386"), sealed, "a nonce is never used again");
    }

    #[test]
    fn a_value_that_was_moved_or_changed_does_not_open() {
        let (vault, row) = (vault(), Uuid::now_v7());
        let sealed = vault.seal_text(COLUMN, row, "198502142386");

        assert!(vault.open(COLUMN, Uuid::now_v7(), &sealed).is_err());
        assert!(vault.open("person.email_sealed", row, &sealed).is_err());
        assert!(vault.open(COLUMN, row, &sealed[..20]).is_err());
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(vault.open(COLUMN, row, &changed).is_err(), "byte {place}");
        }
    }

    #[test]
    fn the_newest_key_seals_and_older_keys_open() {
        let mut file = random_keys();
        let row = Uuid::now_v7();
        let before = Vault::from_file(&file).unwrap().seal_text(COLUMN, row, "x");
        file.sealing.insert(2, random_keys().sealing.remove(&1).unwrap());

        let after = Vault::from_file(&file).unwrap();

        assert_eq!(after.open_text(COLUMN, row, &before).unwrap(), "x");
        assert_eq!(after.seal_text(COLUMN, row, "x")[2..4], [0, 2]);
    }
}
