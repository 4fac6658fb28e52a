//! How the app is started on the same device, and how the person comes back.

use std::fmt;

use crate::wire::AutoStartToken;

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
    /// Chrome or Edge on Android 6 and later.
    AndroidChrome,
    /// Any other browser, or a page inside an app, on Android.
    AndroidOther,
}

/// What the person holds, for messages that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeviceKind {
    /// A computer.
    Desktop,
    /// A phone or a tablet.
    Mobile,
}

/// How the person comes back from the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Returns {
    /// The app opens a URL: put a `returnUrl` with a nonce in the order.
    ToUrl,
    /// The page stays open, or the person goes back by hand: put no `returnUrl` in the order.
    ByItself,
}

/// What launch links begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LaunchBase {
    /// BankID's own links.
    BankId,
    /// A web page that plays the app; the URL ends before the query.
    Web(String),
}

/// A link that starts the app; `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Launch {
    /// The link, for a real button: some browsers follow it only after a tap.
    pub url: String,
    /// How the person comes back.
    pub returns: Returns,
}

impl fmt::Debug for Launch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launch").field("returns", &self.returns).finish_non_exhaustive()
    }
}

impl Platform {
    /// Reads a browser's user agent; one that says nothing is a computer.
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
            if has("Chrome/") && android_version(user_agent) >= 6 && !is_other_chromium(user_agent) {
                Self::AndroidChrome
            } else {
                Self::AndroidOther
            }
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
    /// Whether an order launched from here should carry a `returnUrl`: a web page takes the place of the waiting page.
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
    let url = match (base, platform) {
        (LaunchBase::Web(base), _) => format!("{base}?autostarttoken={token}&redirect=null"),
        // The order's own returnUrl says where to; `redirect` is deprecated and would lose to it.
        (LaunchBase::BankId, Platform::IosSafari | Platform::AndroidChrome) => {
            format!("https://app.bankid.com/?autostarttoken={token}")
        }
        // These only bring the browser forward; no returnUrl can do that.
        (LaunchBase::BankId, Platform::IosChrome) => {
            format!("https://app.bankid.com/?autostarttoken={token}&redirect=googlechromes%3A%2F%2F")
        }
        (LaunchBase::BankId, Platform::IosFirefox) => {
            format!("https://app.bankid.com/?autostarttoken={token}&redirect=firefox%3A%2F%2F")
        }
        (LaunchBase::BankId, Platform::IosOther | Platform::AndroidOther | Platform::Desktop) => {
            format!("bankid:///?autostarttoken={token}&redirect=null")
        }
    };
    Launch { url, returns: base.returns(platform) }
}

// Every browser on iOS says Safari; the real one also says Version/, and so do a few that add their own name.
fn is_safari(user_agent: &str) -> bool {
    let others = ["EdgiOS/", "OPT/", "OPiOS/", "OPR/", "DuckDuckGo/", "Ddg/", "GSA/", "FBAN/", "FBAV/", "Instagram"];
    user_agent.contains("Safari/")
        && user_agent.contains("Version/")
        && !others.iter().any(|other| user_agent.contains(other))
}

fn is_other_chromium(user_agent: &str) -> bool {
    let others =
        ["; wv)", "SamsungBrowser/", "OPR/", "OPX/", "DuckDuckGo/", "Ddg/", "FBAN/", "FB_IAB/", "FBAV/", "Instagram"];
    others.iter().any(|other| user_agent.contains(other))
}

fn android_version(user_agent: &str) -> u32 {
    user_agent
        .split_once("Android ")
        .map(|(_, rest)| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default())
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}
