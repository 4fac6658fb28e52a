//! A letter as a message: RFC 5322 and MIME.

use std::time::{Duration, UNIX_EPOCH};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue, Headers};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use super::Outgoing;

/// The longest line of a header, in characters (RFC 5322 §2.1.1).
const LONGEST_LINE: usize = 78;

/// Mark the letter as automatic, so that no autoresponder replies: by the standard (RFC 3834), and for Exchange, which
/// sends out-of-office replies and receipts regardless. No `List-` header and no `Precedence`: each letter is about one
/// person's own matter, and there is no list to leave.
const AUTOMATIC: [(HeaderName, &str); 2] = [
    (HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"),
    (HeaderName::new_from_ascii_str("X-Auto-Response-Suppress"), "All"),
];

/// The message of a letter. `host` is our name in its Message-ID.
pub(super) fn message(from: Mailbox, host: &str, outgoing: Outgoing) -> anyhow::Result<Message> {
    let since = Duration::from_micros(u64::try_from(outgoing.at.0)?);
    let to = Mailbox::new(None, outgoing.to.as_str().parse()?);
    let letter = outgoing.letter;
    let parts = MultiPart::alternative()
        .singlepart(encoded(ContentType::TEXT_PLAIN, letter.text))
        .singlepart(encoded(ContentType::TEXT_HTML, letter.html));
    let mut message = Message::builder()
        .from(from)
        .to(to)
        .subject(letter.subject)
        .date(UNIX_EPOCH + since)
        .message_id(Some(format!("<{}@{host}>", outgoing.job)))
        .multipart(parts)?;
    for (name, value) in AUTOMATIC {
        message.headers_mut().insert_raw(HeaderValue::new(name, value.to_owned()));
    }
    fold(message.headers_mut())?;
    Ok(message)
}

/// Folds the lines that lettre leaves too long: it never folds between the sender's name and address, nor before a long
/// word.
fn fold(headers: &mut Headers) -> anyhow::Result<()> {
    let written = headers.to_string().replace("\r\n ", "\n ");
    for header in written.split_terminator("\r\n") {
        let Some((name, value)) = header.split_once(": ") else { continue };
        if header.lines().all(|line| line.len() <= LONGEST_LINE) {
            continue;
        }
        let raw = headers.get_raw(name).unwrap_or_default().to_owned();
        let name = HeaderName::new_from_ascii(name.to_owned())?;
        let folded = folded(value, name.len() + ": ".len());
        headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, raw, folded));
    }
    Ok(())
}

/// An encoded value folded at blanks, the only places where that changes nothing. `used` is the length of what precedes
/// it on the first line. A word longer than a line gets its own.
fn folded(value: &str, used: usize) -> String {
    let (mut folded, mut width) = (String::new(), used);
    for word in value.split_ascii_whitespace() {
        let is_first = folded.is_empty();
        if width + usize::from(!is_first) + word.len() > LONGEST_LINE {
            folded.push_str("\r\n ");
            width = 1;
        } else if !is_first {
            folded.push(' ');
            width += 1;
        }
        folded.push_str(word);
        width += word.len();
    }
    folded
}

/// A body in base64, whatever it contains: no line of it can be a command to a mail server (RUSTSEC-2026-0561).
fn encoded(kind: ContentType, text: String) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::Base64).body(text)
}

#[cfg(test)]
mod tests {
    use types::{EmailAddress, Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::mail::WrittenLetter;

    fn formatted(subject: &str, body: &str) -> String {
        let from = "Bolaget <no-reply@example.com>".parse().unwrap();
        written(from, "example.com", "namn@example.com", subject, body)
    }

    fn written(from: Mailbox, host: &str, to: &str, subject: &str, body: &str) -> String {
        let letter = WrittenLetter {
            subject: subject.to_owned(),
            text: body.to_owned(),
            html: body.to_owned(),
            link: String::new(),
        };
        let to = EmailAddress::parse(to).unwrap();
        let outgoing = Outgoing { job: Uuid::nil(), at: Timestamp(1_795_424_400_000_000), to, letter };
        String::from_utf8(message(from, host, outgoing).unwrap().formatted()).unwrap()
    }

    /// The headers, unfolded.
    fn unfolded(formatted: &str) -> String {
        formatted.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("  ", " ") + "\r\n"
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
            "X-Auto-Response-Suppress: All",
            "Date: Mon, 23 Nov 2026 09:00:00 +0000",
            "MIME-Version: 1.0",
        ] {
            assert!(formatted.contains(&format!("{header}\r\n")), "{header}\n{formatted}");
        }
        assert!(formatted.contains("Content-Type: multipart/alternative;"), "{formatted}");
    }

    #[test]
    fn no_header_line_is_longer_than_78_characters() {
        let host = "minasidor.landsbygdsenergi.example.com";
        let names =
            ["Hjälmare Energi & Miljö", "Energi", "Stads- och landsbygdskommunens energi, vatten & renhållning AB"];
        let subject = "Anna-Karin Andersson-Söderström vill ge dig behörighet till sina Mina Sidor hos oss";
        for name in names {
            let from = Mailbox::new(Some(name.to_owned()), format!("noreply-portal@{host}").parse().unwrap());
            let to = "a-long-address-without-any-place-to-break@a-long-host-name.example.com";

            let formatted = written(from.clone(), host, to, subject, "x");

            assert!(formatted.split("\r\n").all(|line| line.len() <= 78), "{formatted}");
            let (headers, id) = (unfolded(&formatted), Uuid::nil());
            assert!(headers.contains(&format!("To: {to}\r\n")) && headers.contains(&format!("<{id}@{host}>\r\n")));
            let encoded = headers.split_once("From: ").unwrap().1.split("\r\n").next().unwrap();
            assert!(encoded.ends_with(&format!(" <{}>", from.email)), "{encoded}");
            assert!(name != "Energi" || encoded.starts_with("Energi <"), "{encoded}");
        }
    }

    #[test]
    fn a_word_longer_than_a_line_is_not_broken() {
        let word = "a".repeat(100);

        assert_eq!(folded(&format!("b {word} c d"), 6), format!("b\r\n {word}\r\n c d"));
        assert_eq!(folded(&word, 6), format!("\r\n {word}"));
        assert_eq!(folded("a  b\n c", 6), "a b c");
    }
}
