//! The animated QR code: a new text each second, and its picture.

use std::fmt::Write as _;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use qrcode::{Color, EcLevel, QrCode};
use sha2::Sha256;

use crate::wire::{QrStartSecret, QrStartToken};

/// The white margin that readers need, in modules.
const QUIET_ZONE: usize = 4;

/// The QR text of an order that was started `elapsed` ago, counted in whole seconds since the answer arrived.
pub fn qr_text(start_token: &QrStartToken, start_secret: &QrStartSecret, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs().to_string();
    let mut mac =
        Hmac::<Sha256>::new_from_slice(start_secret.as_str().as_bytes()).expect("HMAC takes a key of any length");
    mac.update(seconds.as_bytes());
    let code = hex::encode(mac.finalize().into_bytes());
    format!("bankid.{}.{seconds}.{code}", start_token.as_str())
}

/// The text as inline SVG without script, style or title: the element around it has `role="img"` and a label.
///
/// A text too long for a QR code (over two thousand characters) gives an empty picture.
pub fn qr_svg(text: &str) -> String {
    match QrCode::with_error_correction_level(text, EcLevel::M) {
        Ok(code) => draw(&code.to_colors(), code.width()),
        Err(error) => {
            tracing::error!(%error, "the QR text cannot be drawn");
            draw(&[], 0)
        }
    }
}

fn draw(modules: &[Color], width: usize) -> String {
    let side = width + 2 * QUIET_ZONE;
    let mut svg = format!(
        "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"qr-background\" width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path class=\"qr-modules\" fill=\"#000\" d=\""
    );
    if width > 0 {
        for (row, line) in modules.chunks(width).enumerate() {
            draw_row(&mut svg, line, row + QUIET_ZONE);
        }
    }
    svg.push_str("\"/></svg>");
    svg
}

// One rectangle per run of dark modules keeps the markup small: it is sent every second.
fn draw_row(svg: &mut String, line: &[Color], y: usize) {
    let mut x = 0;
    for run in line.chunk_by(|left, right| left == right) {
        if run[0] == Color::Dark {
            let (start, length) = (x + QUIET_ZONE, run.len());
            // Writing to a String cannot fail.
            let _ = write!(svg, "M{start} {y}h{length}v1h-{length}z");
        }
        x += run.len();
    }
}
