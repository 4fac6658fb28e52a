//! E-mail addresses, restricted to what is safe to send letters to.

use serde::{Deserialize, Serialize};

/// An address that letters can go to: an ASCII dot-atom local part (RFC 5321 without quoted strings, and without `%`
/// and `!`, which some relays read as routes) and a host name of at least two labels. Lower-cased host.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// The text is not such an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct NotAnEmailAddress;

impl EmailAddress {
    /// Parses an ASCII address. International host names are converted to ASCII before (see `domain`).
    pub fn parse(text: &str) -> Result<Self, NotAnEmailAddress> {
        let (local, host) = text.rsplit_once('@').ok_or(NotAnEmailAddress)?;
        if text.len() > 254 || !is_local_part(local) || !is_host(host) {
            return Err(NotAnEmailAddress);
        }
        Ok(Self(format!("{local}@{}", host.to_ascii_lowercase())))
    }

    /// A stored address, without validating it again.
    pub fn trusted(address: String) -> Self {
        Self(address)
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local_part(local: &str) -> bool {
    let is_atom = |byte: u8| byte.is_ascii_alphanumeric() || b"#$&'*+-/=?^_`{|}~".contains(&byte);
    local.len() <= 64 && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom))
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let mut labels = host.rsplit('.');
    let top = labels.next().unwrap_or_default();
    // A numeric top label is an IP address, which no customer uses for mail.
    let is_name = top.len() >= 2 && !top.bytes().all(|byte| byte.is_ascii_digit());
    is_name && host.contains('.') && host.len() <= 253 && host.split('.').all(is_label)
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmailAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EmailAddress(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::EmailAddress;

    #[test]
    fn ordinary_addresses_are_read() {
        for text in ["namn@exempel.se", "a.b+c@mail.example.com", "o'neil@example.org", "x@xn--rksmrgs-5wao1o.se"] {
            assert_eq!(EmailAddress::parse(text).unwrap().as_str(), text);
        }
        assert_eq!(EmailAddress::parse("Namn@EXEMPEL.se").unwrap().as_str(), "Namn@exempel.se");
    }

    #[test]
    fn tricks_are_refused() {
        for text in [
            "",
            "namn",
            "@exempel.se",
            "namn@",
            "namn@localhost",
            "namn@exempel.se.",
            "namn@[192.0.2.1]",
            "a@1.2.3.4",
            "\"a b\"@exempel.se",
            "a(b)@exempel.se",
            "a%b@exempel.se",
            "a!b@exempel.se",
            "a..b@exempel.se",
            ".a@exempel.se",
            "a.@exempel.se",
            "a@-exempel.se",
            "a@exempel-.se",
            "a@ex_empel.se",
            "å@exempel.se",
            "a@b@exempel.se",
            "a@exempel.se\r\nBcc: b@exempel.se",
            "a\n@exempel.se",
            "a\0@exempel.se",
            "a b@exempel.se",
            "namn@exempel.se, b@exempel.se",
            "<a@exempel.se>",
            "namn@\u{0435}xempel.se",
            "a\u{202e}@exempel.se",
        ] {
            assert!(EmailAddress::parse(text).is_err(), "{text:?}");
        }
        assert!(EmailAddress::parse(&format!("{}@exempel.se", "a".repeat(65))).is_err());
        assert!(EmailAddress::parse(&format!("a@{}.se", "b.".repeat(130))).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert!(address.as_str().is_ascii());
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
