//! The launch table.

use bankid::{AutoStartToken, DeviceKind, LaunchBase, Platform, Returns, launch};
use rstest::rstest;

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const PIXEL: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)";

#[rstest]
#[case(
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
    Platform::Desktop
)]
#[case("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.1 Safari/605.1.15", Platform::Desktop)]
#[case("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", Platform::Desktop)]
#[case("", Platform::Desktop)]
#[case(&format!("{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1"), Platform::IosSafari)]
#[case(&format!("{IPHONE} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1"), Platform::IosChrome)]
#[case(&format!("{IPHONE} FxiOS/133.0 Mobile/15E148 Safari/605.1.15"), Platform::IosFirefox)]
#[case(&format!("{IPHONE} Version/18.0 EdgiOS/131.0 Mobile/15E148 Safari/604.1"), Platform::IosOther)]
#[case(&format!("{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1 OPT/5.1"), Platform::IosOther)]
#[case(&format!("{IPHONE} Mobile/15E148 Instagram 350.0"), Platform::IosOther)]
#[case(&format!("{PIXEL} Chrome/131.0.0.0 Mobile Safari/537.36"), Platform::AndroidChrome)]
#[case(&format!("{IPHONE} Version/18.1 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15"), Platform::IosOther)]
#[case(&format!("{IPHONE} Mobile/15E148"), Platform::IosOther)]
#[case(&format!("{PIXEL} Chrome/131.0.0.0 Mobile Safari/537.36 EdgA/131.0"), Platform::AndroidOther)]
#[case(&format!("{PIXEL} Chrome/143.0.0.0 Mobile Safari/537.36 OPR/94.0.0.0"), Platform::AndroidOther)]
#[case(&format!("{PIXEL} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"), Platform::AndroidOther)]
#[case(&format!("{PIXEL} Version/4.0 Chrome/131.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490]"), Platform::AndroidOther)]
#[case("Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0", Platform::AndroidOther)]
#[case(
    "Mozilla/5.0 (Linux; Android 5.1; X) AppleWebKit/537.36 Chrome/95.0 Mobile Safari/537.36",
    Platform::AndroidChrome
)]
fn a_user_agent_tells_the_platform(#[case] user_agent: &str, #[case] platform: Platform) {
    assert_eq!(Platform::from_user_agent(user_agent), platform);
}

#[rstest]
#[case(Platform::Desktop, "bankid:///?autostarttoken=t-1&redirect=null", Returns::ByItself)]
#[case(Platform::IosSafari, "https://app.bankid.com/?autostarttoken=t-1&redirect=null", Returns::ToUrl)]
#[case(
    Platform::IosChrome,
    "https://app.bankid.com/?autostarttoken=t-1&redirect=googlechromes%3A%2F%2F",
    Returns::ByItself
)]
#[case(Platform::IosFirefox, "https://app.bankid.com/?autostarttoken=t-1&redirect=firefox%3A%2F%2F", Returns::ByItself)]
#[case(Platform::IosOther, "https://app.bankid.com/?autostarttoken=t-1&redirect=null", Returns::ByItself)]
#[case(Platform::AndroidChrome, "https://app.bankid.com/?autostarttoken=t-1&redirect=null", Returns::ToUrl)]
#[case(Platform::AndroidOther, "https://app.bankid.com/?autostarttoken=t-1&redirect=null", Returns::ByItself)]
fn each_platform_has_its_launch_link(#[case] platform: Platform, #[case] url: &str, #[case] returns: Returns) {
    let launch = launch(platform, &LaunchBase::BankId, &AutoStartToken::from("t-1"));

    assert_eq!(launch.url, url);
    assert_eq!(launch.returns, returns);
    assert_eq!(platform.returns(), returns);
}

#[test]
fn only_a_computer_starts_the_app_by_its_scheme() {
    use Platform::{AndroidChrome, AndroidOther, Desktop, IosChrome, IosFirefox, IosOther, IosSafari};
    for platform in [Desktop, IosSafari, IosChrome, IosFirefox, IosOther, AndroidChrome, AndroidOther] {
        let launch = launch(platform, &LaunchBase::BankId, &AutoStartToken::from("t-1"));

        let begins = if platform.kind() == DeviceKind::Desktop { "bankid:///?" } else { "https://app.bankid.com/?" };
        assert!(launch.url.starts_with(begins), "{platform:?}: {}", launch.url);
    }
}

#[rstest]
fn a_web_base_takes_the_same_query_and_always_returns(
    #[values(Platform::Desktop, Platform::IosChrome, Platform::AndroidOther)] platform: Platform,
) {
    let base = LaunchBase::Web("http://localhost:3001/".to_owned());

    let launch = launch(platform, &base, &AutoStartToken::from("t-1"));

    assert_eq!(launch.url, "http://localhost:3001/?autostarttoken=t-1&redirect=null");
    assert_eq!(launch.returns, Returns::ToUrl);
    assert_eq!(base.returns(platform), Returns::ToUrl);
}

#[test]
fn only_a_computer_is_not_mobile() {
    assert_eq!(Platform::Desktop.kind(), DeviceKind::Desktop);
    assert_eq!(Platform::AndroidOther.kind(), DeviceKind::Mobile);
}

#[test]
fn debug_does_not_show_the_link() {
    let launch = launch(Platform::Desktop, &LaunchBase::BankId, &AutoStartToken::from("t-1"));

    assert!(!format!("{launch:?}").contains("t-1"));
}
