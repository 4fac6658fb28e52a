//! A letter as mail servers read it: RFC 5322 and MIME.

use std::time::{Duration, UNIX_EPOCH};

use lettre::{
    Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};

use super::Outgoing;

/// Says that no person wrote the letter, so that none of the automatic kind is answered (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The message of a letter. `host` names us in its Message-ID.
pub(super) fn message(from: Mailbox, host: &str, outgoing: Outgoing) -> anyhow::Result<Message> {
    let since = Duration::from_micros(u64::try_from(outgoing.at.0)?);
    let to = Mailbox::new(None, outgoing.to.as_str().parse()?);
    let letter = outgoing.letter;
    let parts = MultiPart::alternative()
        .singlepart(encoded(ContentType::TEXT_PLAIN, letter.text))
        .singlepart(encoded(ContentType::TEXT_HTML, letter.html));
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject(letter.subject)
        .date(UNIX_EPOCH + since)
        .message_id(Some(format!("<{}@{host}>", outgoing.job)))
        .header(AutoSubmitted)
        .multipart(parts)?;
    Ok(message)
}

/// A body in base64, whatever it says: no line of it can be a command to a mail server (RUSTSEC-2026-0561).
fn encoded(kind: ContentType, text: String) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(text)
}

#[cfg(test)]
mod tests {
    use types::{EmailAddress, Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::mail::Letter;

    fn formatted(subject: &str, body: &str) -> String {
        let letter =
            Letter { subject: subject.to_owned(), text: body.to_owned(), html: body.to_owned(), link: String::new() };
        let to = EmailAddress::parse("namn@example.com").unwrap();
        let outgoing = Outgoing { job: Uuid::nil(), at: Timestamp(1_795_424_400_000_000), to, letter };
        let from = "Bolaget <no-reply@example.com>".parse().unwrap();
        String::from_utf8(message(from, "example.com", outgoing).unwrap().formatted()).unwrap()
    }

    fn bodies(formatted: &str) -> Vec<&str> {
        let parts = formatted.split("Content-Transfer-Encoding: base64\r\n\r\n").skip(1);
        parts.map(|part| part.split("\r\n--").next().unwrap()).collect()
    }

    #[test]
    fn a_body_is_never_sent_as_it_is() {
        let tricky = "a\n.\nb\r.\rc\r\n.\r\nMAIL FROM:<x@example.com>\r\n\0";

        for body in [tricky, "plain", ""] {
            let formatted = formatted("x", body);

            let bodies = bodies(&formatted);
            assert_eq!(bodies.len(), 2);
            let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
            let mut lines = bodies.iter().flat_map(|body| body.split("\r\n"));
            assert!(lines.all(|line| line.len() <= 76 && line.bytes().all(is_base64)), "{formatted}");
        }
    }

    #[test]
    fn a_header_stays_one_header() {
        for trick in
            ["x\r\nBcc: y@example.com", "x\nBcc: y@example.com", "x\rBcc: y@example.com", "x\u{2028}Bcc: y", "x\0"]
        {
            let formatted = formatted(trick, "");

            let (headers, _) = formatted.split_once("\r\n\r\n").unwrap();
            let names: Vec<_> = headers.split("\r\n").filter_map(|line| Some(line.split_once(": ")?.0)).collect();
            assert!(!names.contains(&"Bcc"), "{headers}");
            assert!(!headers.replace("\r\n", "").contains(['\r', '\n', '\0']), "{headers:?}");
        }
    }

    #[test]
    fn a_letter_sent_again_is_recognised_and_answered_by_no_machine() {
        let formatted = formatted("x", "");

        for header in [
            "From: Bolaget <no-reply@example.com>",
            "To: namn@example.com",
            "Message-ID: <00000000-0000-0000-0000-000000000000@example.com>",
            "Auto-Submitted: auto-generated",
            "Date: Mon, 23 Nov 2026 09:00:00 +0000",
            "MIME-Version: 1.0",
        ] {
            assert!(formatted.contains(&format!("{header}\r\n")), "{header}\n{formatted}");
        }
        assert!(formatted.contains("Content-Type: multipart/alternative;"), "{formatted}");
    }
}
