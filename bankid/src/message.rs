//! Which of BankID's recommended messages applies; the texts are elsewhere.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::client::Error;
use crate::launch::DeviceKind;
use crate::wire::{FailedHint, PendingHint};

/// On which device the order is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Start {
    /// By a launch link.
    ThisDevice,
    /// By the animated QR code.
    OtherDevice,
}

/// The message enum with the text of each code, so that they cannot disagree.
macro_rules! message_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// One of BankID's recommended user messages, by its number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum MessageCode {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)*
        }

        impl MessageCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as text, such as `rfa15a`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }
    };
}

message_codes! {
    /// Start the app.
    Rfa1 = "rfa1",
    /// The app seems to be missing on this phone.
    Rfa2 = "rfa2",
    /// Cancelled by the system; try again.
    Rfa3 = "rfa3",
    /// An order is already in progress for this person.
    Rfa4 = "rfa4",
    /// Something went wrong at the service; try again.
    Rfa5 = "rfa5",
    /// Cancelled by the person.
    Rfa6 = "rfa6",
    /// The app does not answer.
    Rfa8 = "rfa8",
    /// Enter the security code.
    Rfa9 = "rfa9",
    /// Trying to start the app.
    Rfa13 = "rfa13",
    /// Searching for a BankID on this computer.
    Rfa15a = "rfa15a",
    /// Searching for a BankID on this device.
    Rfa15b = "rfa15b",
    /// The BankID is blocked or too old.
    Rfa16 = "rfa16",
    /// The app seems to be missing.
    Rfa17a = "rfa17a",
    /// The QR code was not read.
    Rfa17b = "rfa17b",
    /// Label of the button that starts the app.
    Rfa18 = "rfa18",
    /// Choice between this computer and a phone.
    Rfa19 = "rfa19",
    /// Choice between this device and another.
    Rfa20 = "rfa20",
    /// An order is in progress.
    Rfa21 = "rfa21",
    /// Something went wrong; try again.
    Rfa22 = "rfa22",
    /// Read the identity document.
    Rfa23 = "rfa23",
    /// Do the face check.
    Rfa24 = "rfa24",
    /// Choose how to confirm the identity.
    Rfa25 = "rfa25",
    /// The check of the identity document failed.
    Rfa26 = "rfa26",
    /// The face check failed.
    Rfa27 = "rfa27",
    /// The device cannot read identity documents.
    Rfa28 = "rfa28",
    /// The device holds more than one BankID.
    Rfa29 = "rfa29",
    /// The identity could not be confirmed.
    Rfa30 = "rfa30",
}

impl MessageCode {
    /// Parses a code as `as_str` formats it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The message of a pending order.
    pub fn for_pending(hint: PendingHint, start: Start, kind: DeviceKind) -> Self {
        match (hint, start, kind) {
            (PendingHint::OutstandingTransaction, Start::ThisDevice, _) => Self::Rfa13,
            (PendingHint::OutstandingTransaction, Start::OtherDevice, _) | (PendingHint::NoClient, ..) => Self::Rfa1,
            (PendingHint::Started, _, DeviceKind::Desktop) => Self::Rfa15a,
            (PendingHint::Started, _, DeviceKind::Mobile) => Self::Rfa15b,
            (PendingHint::UserSign, ..) => Self::Rfa9,
            (PendingHint::UserMrtd, ..) => Self::Rfa23,
            (PendingHint::UserFace, ..) => Self::Rfa24,
            (PendingHint::UserStepUp, ..) => Self::Rfa25,
            (PendingHint::UserCallConfirm | PendingHint::Processing | PendingHint::Unknown, ..) => Self::Rfa21,
        }
    }

    /// The message of a failed order.
    pub fn for_failed(hint: FailedHint, start: Start) -> Self {
        match (hint, start) {
            (FailedHint::Cancelled, _) => Self::Rfa3,
            (FailedHint::UserCancel, _) => Self::Rfa6,
            (FailedHint::ExpiredTransaction, _) => Self::Rfa8,
            (FailedHint::CertificateErr, _) => Self::Rfa16,
            (FailedHint::StartFailed, Start::ThisDevice) => Self::Rfa17a,
            (FailedHint::StartFailed, Start::OtherDevice) => Self::Rfa17b,
            (FailedHint::MrtdVerificationFailed, _) => Self::Rfa26,
            (FailedHint::FacialRecognitionFailed, _) => Self::Rfa27,
            (FailedHint::NfcNotSupportedByDevice, _) => Self::Rfa28,
            (FailedHint::MultipleBankIdsOnDevice, _) => Self::Rfa29,
            (FailedHint::StepUpFailed, _) => Self::Rfa30,
            (
                FailedHint::UserDeclinedCall
                | FailedHint::NotSupportedByUserApp
                | FailedHint::TransactionRiskBlocked
                | FailedHint::Unknown,
                _,
            ) => Self::Rfa22,
        }
    }

    /// The message after a failed call; our own faults get the general one.
    pub fn for_error(error: &Error) -> Self {
        match error {
            Error::AlreadyInProgress => Self::Rfa4,
            Error::RequestTimeout
            | Error::Internal
            | Error::Maintenance
            | Error::TooManyRequests
            | Error::Unreachable(_) => Self::Rfa5,
            Error::InvalidParameters { .. }
            | Error::Unauthorized
            | Error::Unreadable { .. }
            | Error::Unexpected { .. } => Self::Rfa22,
        }
    }

    /// The question before an order is started.
    pub fn for_choice(kind: DeviceKind) -> Self {
        match kind {
            DeviceKind::Desktop => Self::Rfa19,
            DeviceKind::Mobile => Self::Rfa20,
        }
    }
}

impl fmt::Display for MessageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a new order may silently replace a failed one: only if no app ever opened it.
pub fn is_renewable(hint: FailedHint) -> bool {
    hint == FailedHint::StartFailed
}
