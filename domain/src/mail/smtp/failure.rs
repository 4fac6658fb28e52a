//! Why a mail server did not accept a letter, in plain words. Its own text is left out: mail servers often repeat the
//! recipient's address.

use std::error::Error as _;
use std::io::{self, ErrorKind};

use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::{Category, Code, Severity};
use rustls::{CertificateError, Error as TlsError};

use super::super::Undelivered;

/// What an error means for the letter.
pub(super) fn undelivered(error: &Error) -> Undelivered {
    match error.status() {
        Some(code) => refused(code),
        None => Undelivered::Away(reason(error)),
    }
}

/// 45x and 55x are about the letter. Other errors (of our credentials, our commands, a server that is shutting down)
/// are about the server or us, and can be fixed.
fn refused(code: Code) -> Undelivered {
    let reason = format!("the mail server answers {code}");
    match (code.category, code.severity) {
        (Category::MailSystem, Severity::PermanentNegativeCompletion) => Undelivered::Never(reason),
        (Category::MailSystem, _) => Undelivered::Later(reason),
        _ => Undelivered::Away(reason),
    }
}

/// Why a connection failed.
pub(super) fn reason(error: &Error) -> String {
    if let Some(code) = error.status() {
        return format!("the mail server answers {code}");
    }
    if error.is_client() && error.to_string().contains("STARTTLS") {
        return "no encrypted connection: the mail server offers no STARTTLS".to_owned();
    }
    let Some(fault) = io_error(error) else { return "no conversation with the mail server".to_owned() };
    match fault.get_ref().and_then(|inner| inner.downcast_ref::<TlsError>()) {
        Some(error) => format!("no encrypted connection: {}", of_tls(error)),
        None => format!("no conversation with the mail server: {}", of_io(fault)),
    }
}

fn io_error(error: &Error) -> Option<&io::Error> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(fault) = error.downcast_ref() {
            return Some(fault);
        }
        source = error.source();
    }
    None
}

fn of_tls(error: &TlsError) -> String {
    use CertificateError as Certificate;

    let TlsError::InvalidCertificate(certificate) = error else {
        return match error {
            TlsError::InvalidMessage(_) => "the mail server does not speak TLS on this port".to_owned(),
            other => other.to_string(),
        };
    };
    match certificate {
        Certificate::UnknownIssuer => "unknown issuer".to_owned(),
        Certificate::Expired | Certificate::ExpiredContext { .. } => "its certificate has run out".to_owned(),
        Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
            "its certificate is not valid yet".to_owned()
        }
        Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
            "its certificate is for another name".to_owned()
        }
        other => format!("its certificate is no good: {other}"),
    }
}

fn of_io(fault: &io::Error) -> String {
    match fault.kind() {
        ErrorKind::ConnectionRefused => "it takes no connections".to_owned(),
        ErrorKind::TimedOut => "no answer in time".to_owned(),
        _ => fault.to_string(),
    }
}
