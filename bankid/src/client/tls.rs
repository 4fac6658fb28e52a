//! Mutual TLS with one trusted authority.

use std::sync::Arc;

use jiff::Timestamp;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::{ClientError, ClientSettings};

/// The name of every simulator's authority, which distinguishes it from a real one.
pub const SIMULATED_AUTHORITY: &str = "Simulated BankID CA";

pub(super) fn configure(settings: &ClientSettings) -> Result<ClientConfig, ClientError> {
    let mut roots = RootCertStore::empty();
    for authority in read_certificates(&settings.ca_pem).ok_or(ClientError::Authority)? {
        roots.add(authority).map_err(|_| ClientError::Authority)?;
    }
    let chain = read_certificates(&settings.certificate_pem).ok_or(ClientError::Certificate)?;
    let key = PrivateKeyDer::from_pem_slice(&settings.key_pem).map_err(|_| ClientError::Key)?;
    // Explicit, so that nothing depends on a process-wide default provider.
    ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(ClientError::Tls)?
        .with_root_certificates(roots)
        .with_client_auth_cert(chain, key)
        .map_err(ClientError::Tls)
}

/// When the first certificate of a PEM text expires, for an alarm well before.
pub fn certificate_expires_at(pem: &[u8]) -> Option<Timestamp> {
    let der = read_certificates(pem)?.into_iter().next()?;
    let (_, certificate) = X509Certificate::from_der(&der).ok()?;
    Timestamp::from_second(certificate.validity().not_after.timestamp()).ok()
}

/// Whether a PEM text contains the authority of a simulator, which nothing in production may trust.
pub fn is_simulated(ca_pem: &[u8]) -> bool {
    read_certificates(ca_pem).unwrap_or_default().iter().any(|der| {
        X509Certificate::from_der(der).is_ok_and(|(_, certificate)| {
            certificate.subject().iter_common_name().any(|name| name.as_str() == Ok(SIMULATED_AUTHORITY))
        })
    })
}

/// Every certificate of a PEM text; `None` if it is unreadable or has none.
fn read_certificates(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
    (!certificates.is_empty()).then_some(certificates)
}
