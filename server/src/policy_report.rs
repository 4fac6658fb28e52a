//! Reports of browsers about violations of the content security policy: a sign of a bug, or of an attack.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::post;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use http::StatusCode;
use serde_json::Value;

/// Where browsers send reports. They are sent without cookies, and their content is not trustworthy.
pub const PATH: &str = "/csp-report";
/// The largest report that is read, in bytes.
const LARGEST: usize = 8 * 1024;
/// Reports logged per minute, over all clients; more would say nothing new.
const PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not zero");
/// Log lines per report.
const LINES: usize = 3;
/// Characters per field.
const FIELD: usize = 120;

/// The route.
pub fn routes() -> Router {
    let limiter = Arc::new(RateLimiter::direct(Quota::per_minute(PER_MINUTE)));
    Router::new().route(PATH, post(take)).with_state(limiter)
}

async fn take(State(limiter): State<Arc<DefaultDirectRateLimiter>>, body: Body) -> StatusCode {
    if limiter.check().is_err() {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    let Ok(body) = axum::body::to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let Ok(report) = serde_json::from_slice::<Value>(&body) else { return StatusCode::BAD_REQUEST };
    for cut in lines(&report) {
        // Formatted with `Debug`: foreign input must not look like a log line of ours.
        let [directive, blocked, page] = cut;
        tracing::warn!(?directive, ?blocked, ?page, "a browser reports a breach of the content security policy");
    }
    StatusCode::NO_CONTENT
}

/// The fields worth logging: of the newer format (a list, by `report-to`) or the older one (`csp-report`).
fn lines(report: &Value) -> Vec<[String; 3]> {
    let field = |body: &Value, name: &str| cut(body[name].as_str().unwrap_or_default());
    let line = |body: &Value, [directive, blocked, page]: [&str; 3]| {
        [field(body, directive), field(body, blocked), first_part(&field(body, page))]
    };
    match report {
        Value::Array(reports) => {
            let bodies = reports.iter().map(|report| &report["body"]).take(LINES);
            bodies.map(|body| line(body, ["effectiveDirective", "blockedURL", "documentURL"])).collect()
        }
        report => vec![line(&report["csp-report"], ["effective-directive", "blocked-uri", "document-uri"])],
    }
}

/// Without query and fragment, where secrets and personal data would be, and truncated.
fn cut(text: &str) -> String {
    text.split(['?', '#']).next().unwrap_or_default().chars().take(FIELD).collect()
}

/// A page's address up to its first segment: what follows may be the secret of a verification link.
fn first_part(address: &str) -> String {
    address.splitn(5, '/').take(4).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_is_cut_to_what_is_worth_a_line() {
        let long = "x".repeat(500);
        let newer = json!([{ "type": "csp-violation", "body": {
            "effectiveDirective": "script-src-elem",
            "blockedURL": format!("https://evil.example/{long}"),
            "documentURL": "https://portal.example/bekrafta-epost/secret?kod=secret#part",
        }}]);
        let older =
            json!({ "csp-report": { "effective-directive": "img-src", "blocked-uri": "data", "document-uri": "" }});

        let [directive, blocked, page] = lines(&newer).remove(0);

        assert_eq!(directive, "script-src-elem");
        assert_eq!(blocked.chars().count(), FIELD);
        assert_eq!(page, "https://portal.example/bekrafta-epost");
        assert_eq!(lines(&older), [["img-src".to_owned(), "data".to_owned(), String::new()]]);
    }

    #[test]
    fn anything_may_come() {
        let many = Value::Array(vec![json!(1); 100]);

        assert_eq!(lines(&many).len(), LINES);
        assert_eq!(lines(&json!("text")), [[const { String::new() }; 3]]);
    }
}
