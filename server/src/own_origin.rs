//! The portal's own origins, as browsers write them.

use std::sync::Arc;

use http::Uri;

use crate::config::{Env, ServerConfig};

/// Our origins: `public_url`, and in demo mode this machine by name and by address. Clones share their state.
#[derive(Clone)]
pub struct OwnOrigins(Arc<[Origin]>);

struct Origin {
    /// `https://portal.example`
    text: String,
    host: String,
    port: u16,
}

impl OwnOrigins {
    /// The origins of the settings.
    pub fn new(config: &ServerConfig) -> Self {
        let mut origins = vec![config.public_url.clone()];
        if config.env == Env::Demo {
            // Browsers omit the default port.
            let port = if config.port == 80 { String::new() } else { format!(":{}", config.port) };
            origins.extend(["localhost", "127.0.0.1", "[::1]"].map(|host| format!("http://{host}{port}")));
        }
        Self(origins.into_iter().filter_map(Origin::new).collect())
    }

    /// The public one; empty if the settings have none.
    pub fn public(&self) -> &str {
        self.0.first().map_or("", |origin| &origin.text)
    }

    /// Whether an `Origin` is ours.
    pub fn has(&self, origin: &str) -> bool {
        self.0.iter().any(|own| own.text.eq_ignore_ascii_case(origin))
    }

    /// Whether a `Host` is ours. The port may be missing, since a proxy may drop it, but never differ.
    pub fn has_host(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
            _ => (host, None),
        };
        let is_port = |own: &Origin| port.is_none_or(|port| port.parse() == Ok(own.port));
        self.0.iter().any(|own| own.host.eq_ignore_ascii_case(name) && is_port(own))
    }

    /// Whether an address is a page of ours, and does not merely start like one.
    pub fn has_page(&self, address: &str) -> bool {
        let page = address.parse::<Uri>().ok();
        let authority = page.as_ref().and_then(|page| Some((page.scheme_str()?, page.authority()?.as_str())));
        authority.is_some_and(|(scheme, authority)| self.has(&format!("{scheme}://{authority}")))
    }
}

impl Origin {
    fn new(text: String) -> Option<Self> {
        let uri = text.parse::<Uri>().ok()?;
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let host = uri.host()?.to_owned();
        Some(Self { text, host, port })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn origins(env: Env) -> OwnOrigins {
        let public_url = match env {
            Env::Production => "https://portal.example",
            Env::Demo => "http://localhost:3000",
        };
        OwnOrigins::new(&ServerConfig { env, public_url: public_url.to_owned(), ..ServerConfig::defaults().unwrap() })
    }

    #[rstest]
    #[case("portal.example", true)]
    #[case("Portal.Example:443", true)]
    #[case("portal.example:8443", false)]
    #[case("portal.example:", false)]
    #[case("evil.example", false)]
    #[case("portal.example.evil.example", false)]
    #[case("user@portal.example", false)]
    #[case("localhost:3000", false)]
    #[case("192.0.2.1", false)]
    #[case("", false)]
    fn a_host_is_ours_or_not(#[case] host: &str, #[case] expected: bool) {
        assert_eq!(origins(Env::Production).has_host(host), expected);
    }

    #[rstest]
    #[case("localhost:3000", true)]
    #[case("localhost", true)]
    #[case("127.0.0.1:3000", true)]
    #[case("[::1]:3000", true)]
    #[case("[::1]", true)]
    #[case("127.0.0.1:3001", false)]
    #[case("portal.example", false)]
    fn demo_mode_is_reached_by_name_and_by_address(#[case] host: &str, #[case] expected: bool) {
        assert_eq!(origins(Env::Demo).has_host(host), expected);
    }

    #[rstest]
    #[case("https://portal.example/k/abc?x=y", true)]
    #[case("https://portal.example", true)]
    #[case("https://portal.example.evil.example/", false)]
    #[case("https://portal.example@evil.example/", false)]
    #[case("http://portal.example/", false)]
    #[case("//portal.example/", false)]
    #[case("/k/abc", false)]
    #[case("javascript:alert(1)", false)]
    fn a_page_is_ours_or_not(#[case] address: &str, #[case] expected: bool) {
        assert_eq!(origins(Env::Production).has_page(address), expected);
    }
}
