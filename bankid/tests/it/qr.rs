//! The animated QR code against BankID's published values.

use std::time::Duration;

use bankid::{QrStartSecret, QrStartToken, qr_svg, qr_text};
use rstest::rstest;

const TOKEN: &str = "67df3917-fa0d-44e5-b327-edcc928297f8";
const SECRET: &str = "d28db9a7-4cde-429e-a983-359be676944c";

#[rstest]
#[case(0, "dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8")]
#[case(1, "949d559bf23403952a94d103e67743126381eda00f0b3cbddbf7c96b1adcbce2")]
#[case(2, "a9e5ec59cb4eee4ef4117150abc58fad7a85439a6a96ccbecc3668b41795b3f3")]
#[case(10, "2822ca616ce1e64a1c171df69154ebc5adef4011244c867d6ad88a02db178962")]
#[case(29, "26049f2bc12d5b43ebe8bf701e7725abf015d2d8347aa04c924b5793ee4a196c")]
#[case(30, "814d7fd38e2276625b6815152e3554c663acca689260c092203b48ca4e5c09a3")]
fn a_qr_text_matches_the_published_value_of_its_second(#[case] seconds: u64, #[case] code: &str) {
    let text = qr_text(&QrStartToken::from(TOKEN), &QrStartSecret::from(SECRET), Duration::from_secs(seconds));

    assert_eq!(text, format!("bankid.{TOKEN}.{seconds}.{code}"));
}

#[test]
fn a_part_of_a_second_does_not_count() {
    let at = |elapsed| qr_text(&QrStartToken::from(TOKEN), &QrStartSecret::from(SECRET), elapsed);

    assert_eq!(at(Duration::from_millis(1_999)), at(Duration::from_secs(1)));
}

#[test]
fn the_picture_is_bare_svg_with_a_quiet_zone() {
    let text = qr_text(&QrStartToken::from(TOKEN), &QrStartSecret::from(SECRET), Duration::ZERO);

    let svg = qr_svg(&text);

    assert!(svg.starts_with("<svg class=\"qr\"") && svg.ends_with("</svg>"));
    assert_eq!(svg.matches("<path").count(), 1);
    // The finder pattern begins after four modules of margin.
    assert!(svg.contains(" d=\"M4 4h7v1h-7z"));
    assert!(!svg.contains("style") && !svg.contains("<title"));
    assert!(svg.len() < 40_000, "{} bytes are sent each second", svg.len());
}

#[test]
fn a_text_that_fits_no_qr_code_gives_an_empty_picture() {
    let svg = qr_svg(&"x".repeat(5_000));

    assert!(svg.contains(" d=\"\""));
}

#[test]
fn the_picture_shows_exactly_the_modules_of_the_code() {
    let text = qr_text(&QrStartToken::from(TOKEN), &QrStartSecret::from(SECRET), Duration::ZERO);
    let code = qrcode::QrCode::with_error_correction_level(&text, qrcode::EcLevel::M).expect("a code");

    let svg = qr_svg(&text);

    let side = code.width() + 8;
    assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
    let path = svg.split(" d=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a path");
    let mut drawn = vec![qrcode::Color::Light; code.width() * code.width()];
    for run in path.split('M').skip(1) {
        let numbers: Vec<usize> = run.split([' ', 'h', 'v']).take(3).map(|n| n.parse().expect("a number")).collect();
        for x in numbers[0]..numbers[0] + numbers[2] {
            drawn[(numbers[1] - 4) * code.width() + x - 4] = qrcode::Color::Dark;
        }
    }
    assert!(drawn == code.to_colors());
}
