//! The throw-away authority and its certificates, stored in a directory between starts.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use bankid::client::SIMULATED_AUTHORITY;

const RELYING_PARTY: &str = "Simulerad e-tjänst";

/// All certificates and keys, as PEM.
pub(super) struct Certificates {
    pub(super) ca: Vec<u8>,
    ca_key: Vec<u8>,
    pub(super) rp_certificate: Vec<u8>,
    pub(super) rp_key: Vec<u8>,
    server_certificate: Vec<u8>,
    server_key: Vec<u8>,
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificates").finish_non_exhaustive()
    }
}

impl Certificates {
    /// Reads the files of an earlier start; creates everything again if any part is missing or does not match.
    pub(super) fn read_or_make(directory: &Path) -> anyhow::Result<Self> {
        if let Ok(certificates) = Self::read(directory)
            && certificates.server_config().is_ok()
        {
            return Ok(certificates);
        }
        let certificates = Self::make()?;
        certificates.write(directory).with_context(|| "the simulator's certificates could not be written")?;
        Ok(certificates)
    }

    /// A certificate and key for one more relying party.
    pub(super) fn issue_relying_party(&self, name: &str) -> anyhow::Result<(String, String)> {
        let key = KeyPair::from_pem(std::str::from_utf8(&self.ca_key)?)?;
        let issuer = Issuer::new(authority_params(), key);
        let (certificate, key) = issue(&issuer, relying_party_params(name))?;
        Ok((certificate.pem(), key.serialize_pem()))
    }

    /// TLS of the service: a client without a certificate of this authority fails the handshake.
    pub(super) fn server_config(&self) -> anyhow::Result<ServerConfig> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&self.ca)?)?;
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build()?;
        let chain = vec![CertificateDer::from_pem_slice(&self.server_certificate)?];
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(chain, PrivateKeyDer::from_pem_slice(&self.server_key)?)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(config)
    }

    fn make() -> anyhow::Result<Self> {
        let ca_key = KeyPair::generate()?;
        let ca = authority_params().self_signed(&ca_key)?;
        let ca_key_pem = ca_key.serialize_pem();
        let issuer = Issuer::new(authority_params(), ca_key);
        let (rp, rp_key) = issue(&issuer, relying_party_params(RELYING_PARTY))?;
        let (server, server_key) = issue(&issuer, server_params()?)?;
        Ok(Self {
            ca: ca.pem().into_bytes(),
            ca_key: ca_key_pem.into_bytes(),
            rp_certificate: rp.pem().into_bytes(),
            rp_key: rp_key.serialize_pem().into_bytes(),
            server_certificate: server.pem().into_bytes(),
            server_key: server_key.serialize_pem().into_bytes(),
        })
    }

    fn read(directory: &Path) -> std::io::Result<Self> {
        let file = |name: &str| fs::read(directory.join(name));
        Ok(Self {
            ca: file("ca.pem")?,
            ca_key: file("ca-key.pem")?,
            rp_certificate: file("rp.pem")?,
            rp_key: file("rp-key.pem")?,
            server_certificate: file("server.pem")?,
            server_key: file("server-key.pem")?,
        })
    }

    // The authority is deleted first and written last, so that an interrupted start leaves nothing that looks complete.
    fn write(&self, directory: &Path) -> std::io::Result<()> {
        fs::create_dir_all(directory)?;
        if directory.join("ca.pem").exists() {
            fs::remove_file(directory.join("ca.pem"))?;
        }
        write_file(directory, "ca-key.pem", &self.ca_key)?;
        write_file(directory, "rp-key.pem", &self.rp_key)?;
        write_file(directory, "rp.pem", &self.rp_certificate)?;
        write_file(directory, "server-key.pem", &self.server_key)?;
        write_file(directory, "server.pem", &self.server_certificate)?;
        write_file(directory, "ca.pem", &self.ca)
    }
}

fn issue(issuer: &Issuer<'_, KeyPair>, params: CertificateParams) -> anyhow::Result<(Certificate, KeyPair)> {
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, issuer)?;
    Ok((certificate, key))
}

// Identical at every start: certificates are issued later with a key read from its file.
fn authority_params() -> CertificateParams {
    let mut params = named(SIMULATED_AUTHORITY);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn relying_party_params(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params
}

fn server_params() -> anyhow::Result<CertificateParams> {
    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let mut params = named("localhost");
    params.subject_alt_names = CertificateParams::new(names)?.subject_alt_names;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.distinguished_name.push(DnType::OrganizationName, "BankID simulator");
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2044, 1, 1);
    params
}

// The mode is set when the file is created, never after: a key is not readable by others even for a moment.
fn write_file(directory: &Path, name: &str, content: &[u8]) -> std::io::Result<()> {
    let path = directory.join(name);
    if path.exists() {
        fs::remove_file(&path)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(if name.ends_with("-key.pem") { 0o600 } else { 0o644 });
    }
    options.open(path)?.write_all(content)
}
