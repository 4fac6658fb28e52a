//! Authenticating the mail server.

use anyhow::{Context, ensure};
use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

/// The trusted certificate authorities: the system's, and those of a PEM text.
pub(super) fn tls_parameters(host: &str, ca_pem: Option<&[u8]>) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned()).certificate_store(system_roots());
    for authority in ca_pem.map(authorities).transpose()?.unwrap_or_default() {
        builder = builder.add_root_certificate(Certificate::from_der(authority.to_vec())?);
    }
    builder.build().context("smtp.ca_file holds a certificate that cannot vouch for a mail server")
}

/// A system without any, such as a minimal container, uses those of browsers.
fn system_roots() -> CertificateStore {
    let is_empty = rustls_native_certs::load_native_certs().certs.is_empty();
    if is_empty { CertificateStore::WebpkiRoots } else { CertificateStore::Default }
}

fn authorities(pem: &[u8]) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let certificates = certificates.unwrap_or_default();
    ensure!(!certificates.is_empty(), "smtp.ca_file holds no certificate: set a file in PEM form");
    Ok(certificates)
}
