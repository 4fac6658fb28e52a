//! The four tokens of a started order.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text that `Debug` never shows.
macro_rules! hidden_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text itself, for the wire and for storage.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(hidden)"))
            }
        }
    };
}

hidden_text! {
    /// Names an order at BankID; stays on the server.
    OrderRef
}
hidden_text! {
    /// Starts the app on the device it is opened on; the one token a browser may see.
    AutoStartToken
}
hidden_text! {
    /// The part of the moving QR code that stays the same.
    QrStartToken
}
hidden_text! {
    /// The key of the moving QR code; stays on the server.
    QrStartSecret
}

/// A started order, as `/auth` and `/sign` answer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Names the order in `/collect` and `/cancel`.
    pub order_ref: OrderRef,
    /// Goes into the launch link.
    pub auto_start_token: AutoStartToken,
    /// Goes into every QR text of this order.
    pub qr_start_token: QrStartToken,
    /// Signs every QR text of this order.
    pub qr_start_secret: QrStartSecret,
}
