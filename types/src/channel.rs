//! The two channels of the portal.

word!(
    /// Where a session lives and a grant applies. One never includes the other.
    Channel {
        /// Mina Sidor in a browser. A grant for it is a *behörighet*.
        Web = "web",
        /// The app. A grant for it is a *familjedelning*.
        App = "app",
    }
);

impl Channel {
    /// The prefix of the channel's addresses. The address alone decides the channel of a request.
    pub const fn base(self) -> &'static str {
        match self {
            Self::Web => "",
            Self::App => "/app",
        }
    }

    /// The channel of an address on our host, and the path within it.
    pub fn of_path(path: &str) -> (Self, &str) {
        match path.strip_prefix(Self::App.base()) {
            Some("") => (Self::App, "/"),
            Some(within) if within.starts_with('/') => (Self::App, within),
            _ => (Self::Web, path),
        }
    }

    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Web => Self::App,
            Self::App => Self::Web,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Channel;

    #[test]
    fn an_address_tells_its_channel() {
        assert_eq!(Channel::of_path("/app"), (Channel::App, "/"));
        assert_eq!(Channel::of_path("/app/"), (Channel::App, "/"));
        assert_eq!(Channel::of_path("/app/k/x/profil"), (Channel::App, "/k/x/profil"));
        assert_eq!(Channel::of_path("/apparat"), (Channel::Web, "/apparat"));
        assert_eq!(Channel::of_path("/k/app/profil"), (Channel::Web, "/k/app/profil"));
    }
}
