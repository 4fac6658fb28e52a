//! How the app is started on the same device, and how the person comes back.
//!
//! BankID's guidance of 2026 is the universal link `https://app.bankid.com/` on every phone and tablet, and the scheme
//! `bankid:///` on computers only: managed phones block the scheme (`ActiveLogin` #533, #543; its PR #548 of 2026-08-20
//! did the same). Every link has a `redirect`: where the order has a `returnUrl`, BankID uses that, and ignores `null`.
//!
//! | Platform | Link | `redirect` | `returnUrl` with a nonce | Why |
//! |---|---|---|---|---|
//! | computer | `bankid:///` | `null` | no | the page stays open and continues |
//! | iOS Safari | universal | `null` | yes | Safari is where iOS opens a URL |
//! | iOS Chrome | universal | `googlechromes://` | no | a URL would open Safari; this brings Chrome forward |
//! | iOS Firefox | universal | `firefox://` | no | the same |
//! | iOS Edge, Opera, `DuckDuckGo`, an installed app, a page in an app | universal | `null` | no | nothing brings them forward: the person goes back by hand |
//! | Android Chrome | universal | `null` | yes | mostly the default browser, where Android opens a URL |
//! | Android Edge, Samsung Internet, Opera, `DuckDuckGo`, Firefox, a page in an app | universal | `null` | no | a URL would open the default browser; without one Android goes back to the last app |
//!
//! A page inside another app may not hand a universal link over (`ActiveLogin` #376), and Samsung Internet did not in 2024;
//! the page that the link then shows says how to open the app. The sources are in `docs/bankid.md`.

use std::fmt;

use crate::wire::AutoStartToken;

/// The link that opens the app on phones and tablets.
const UNIVERSAL: &str = "https://app.bankid.com/";

/// The browser and system that decide how the app is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Platform {
    /// A computer. An iPad that asks for desktop sites is one too: its user agent does not tell.
    Desktop,
    /// Safari on iPhone or iPad.
    IosSafari,
    /// Chrome on iPhone or iPad.
    IosChrome,
    /// Firefox on iPhone or iPad.
    IosFirefox,
    /// Any other browser, or a page inside an app, on iPhone or iPad.
    IosOther,
    /// Chrome on Android.
    AndroidChrome,
    /// Any other browser, or a page inside an app, on Android.
    AndroidOther,
}

/// The kind of device, for messages that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeviceKind {
    /// A computer.
    Desktop,
    /// A phone or a tablet.
    Mobile,
}

/// How the person returns from the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Returns {
    /// The app opens a URL: put a `returnUrl` with a nonce in the order.
    ToUrl,
    /// The page stays open, or the person switches back by hand: put no `returnUrl` in the order.
    ByItself,
}

/// The prefix of launch links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchBase {
    /// BankID's own links.
    BankId,
    /// A web page that acts as the app; the URL without query.
    Web(String),
}

/// A link that starts the app; `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Launch {
    /// The link, for a real button: some browsers follow it only after a tap.
    pub url: String,
    /// How the person returns.
    pub returns: Returns,
}

impl fmt::Debug for Launch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launch").field("returns", &self.returns).finish_non_exhaustive()
    }
}

impl Platform {
    /// Parses a browser's user agent; an unknown one is a computer.
    pub fn from_user_agent(user_agent: &str) -> Self {
        let has = |part: &str| user_agent.contains(part);
        if has("iPhone") || has("iPad") || has("iPod") {
            if has("CriOS/") {
                Self::IosChrome
            } else if has("FxiOS/") {
                Self::IosFirefox
            } else if is_safari(user_agent) {
                Self::IosSafari
            } else {
                Self::IosOther
            }
        } else if has("Android") {
            if has("Chrome/") && !is_other_chromium(user_agent) { Self::AndroidChrome } else { Self::AndroidOther }
        } else {
            Self::Desktop
        }
    }

    /// Whether an order for BankID's own app should carry a `returnUrl`; needed before the order exists.
    pub fn returns(self) -> Returns {
        match self {
            Self::IosSafari | Self::AndroidChrome => Returns::ToUrl,
            // A URL would open the system's other browser, where the cookie is missing.
            Self::IosChrome | Self::IosFirefox | Self::IosOther | Self::AndroidOther | Self::Desktop => {
                Returns::ByItself
            }
        }
    }

    /// Computer or not.
    pub fn kind(self) -> DeviceKind {
        if self == Self::Desktop { DeviceKind::Desktop } else { DeviceKind::Mobile }
    }
}

impl LaunchBase {
    /// Whether an order launched from here should carry a `returnUrl`: a web page replaces the waiting page.
    pub fn returns(&self, platform: Platform) -> Returns {
        match self {
            Self::BankId => platform.returns(),
            Self::Web(_) => Returns::ToUrl,
        }
    }
}

/// The link that starts the app for an order on this platform.
pub fn launch(platform: Platform, base: &LaunchBase, auto_start_token: &AutoStartToken) -> Launch {
    let token = auto_start_token.as_str();
    let (base_url, redirect) = match (base, platform) {
        (LaunchBase::Web(base), _) => (&**base, "null"),
        (LaunchBase::BankId, Platform::Desktop) => ("bankid:///", "null"),
        // These only bring the browser forward; no returnUrl can do that.
        (LaunchBase::BankId, Platform::IosChrome) => (UNIVERSAL, "googlechromes%3A%2F%2F"),
        (LaunchBase::BankId, Platform::IosFirefox) => (UNIVERSAL, "firefox%3A%2F%2F"),
        (LaunchBase::BankId, _) => (UNIVERSAL, "null"),
    };
    Launch { url: format!("{base_url}?autostarttoken={token}&redirect={redirect}"), returns: base.returns(platform) }
}

// Every browser on iOS says Safari; the real one also says Version/, and so do a few that add their own name.
fn is_safari(user_agent: &str) -> bool {
    let others = ["EdgiOS/", "OPT/", "OPiOS/", "OPR/", "DuckDuckGo/", "Ddg/", "GSA/", "FBAN/", "FBAV/", "Instagram"];
    user_agent.contains("Safari/")
        && user_agent.contains("Version/")
        && !others.iter().any(|other| user_agent.contains(other))
}

fn is_other_chromium(user_agent: &str) -> bool {
    let others = [
        "; wv)",
        "EdgA/",
        "SamsungBrowser/",
        "OPR/",
        "OPX/",
        "DuckDuckGo/",
        "Ddg/",
        "FBAN/",
        "FB_IAB/",
        "FBAV/",
        "Instagram",
        "Vivaldi/",
        "YaBrowser/",
    ];
    others.iter().any(|other| user_agent.contains(other))
}
