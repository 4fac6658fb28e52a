//! The content security policy of pages.

use http::HeaderValue;
use http::header::{CONTENT_SECURITY_POLICY, HeaderName};
use leptos::nonce::use_nonce;

use super::insert_header;

/// What pages may access beyond our own origin.
#[derive(Clone, Debug, Default)]
pub struct ContentSecurity {
    /// Origins, besides our own, that a form may post to or be redirected to: BankID's launch address.
    pub form_action: Vec<String>,
    /// Where browsers report violations: a path of ours.
    pub report_to: &'static str,
}

impl ContentSecurity {
    /// Sets the policy of the page that is being rendered.
    pub(super) fn provide(&self) {
        if let Some(policy) = use_nonce().and_then(|nonce| self.policy(&nonce)) {
            insert_header(CONTENT_SECURITY_POLICY, policy);
        }
        if let Some(endpoint) = self.reporting_endpoint() {
            insert_header(HeaderName::from_static("reporting-endpoints"), endpoint);
        }
    }

    fn policy(&self, nonce: &str) -> Option<HeaderValue> {
        let form_action = self.form_action.join(" ");
        let policy = format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' \
             'nonce-{nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             worker-src 'self'; form-action 'self' {form_action}; frame-ancestors 'none'; base-uri 'none'; \
             object-src 'none'; report-to csp"
        );
        HeaderValue::from_str(&policy).ok()
    }

    /// The endpoint named `csp` in the policy.
    fn reporting_endpoint(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&format!("csp=\"{}\"", self.report_to)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_may_only_post_to_named_origins() {
        let security =
            ContentSecurity { form_action: vec!["https://app.bankid.com".to_owned()], report_to: "/csp-report" };

        let policy = security.policy("abc").expect("the policy is a header value");

        let policy = policy.to_str().expect("the policy is ASCII");
        assert!(policy.contains("form-action 'self' https://app.bankid.com;"), "{policy}");
        assert!(policy.contains("'nonce-abc'"), "{policy}");
    }
}
