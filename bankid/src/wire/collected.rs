//! What `/collect` answers.

use serde::Deserialize;

use super::Completion;

/// How far an order has come.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "RawCollected")]
pub enum Collected {
    /// The person is not done.
    Pending {
        /// What the person is expected to do.
        hint: PendingHint,
    },
    /// The order ended without a result; this answer comes once.
    Failed {
        /// Why.
        hint: FailedHint,
    },
    /// The person is known; this answer comes once.
    Complete(Box<Completion>),
}

/// A hint enum with its codes; a code that is not listed becomes `Unknown`.
macro_rules! hints {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A code that came after this was written.
            Unknown,
        }

        impl $name {
            /// Every code that is known.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Reads a code of the wire; codes may be added without notice.
            pub fn from_code(code: &str) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    _ => Self::Unknown,
                }
            }

            /// The code as the wire spells it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Unknown => "unknown",
                }
            }
        }
    };
}

hints! {
    /// Why an order is still open.
    PendingHint {
        /// The app has not picked the order up.
        OutstandingTransaction = "outstandingTransaction",
        /// No app has received the order yet.
        NoClient = "noClient",
        /// The app has started but found no usable BankID yet.
        Started = "started",
        /// The person is to read a passport or an identity card.
        UserMrtd = "userMrtd",
        /// The person is to confirm being in a call with the relying party.
        UserCallConfirm = "userCallConfirm",
        /// The person is to enter the security code.
        UserSign = "userSign",
        /// The order is being handled.
        Processing = "processing",
        /// The person is to choose how to confirm the identity.
        UserStepUp = "userStepUp",
        /// The person is to do a face check.
        UserFace = "userFace",
    }
}

hints! {
    /// Why an order failed.
    FailedHint {
        /// The person did not finish in time, or the result was collected too late.
        ExpiredTransaction = "expiredTransaction",
        /// The BankID is blocked or not valid.
        CertificateErr = "certificateErr",
        /// The person cancelled.
        UserCancel = "userCancel",
        /// A new order for the same person replaced this one.
        Cancelled = "cancelled",
        /// The app did not pick the order up within its 30 seconds.
        StartFailed = "startFailed",
        /// The person is not in a call with the relying party.
        UserDeclinedCall = "userDeclinedCall",
        /// The app is too old for what was asked for.
        NotSupportedByUserApp = "notSupportedByUserApp",
        /// The risk was higher than the relying party accepts.
        TransactionRiskBlocked = "transactionRiskBlocked",
        /// The check of the identity document failed.
        MrtdVerificationFailed = "mrtdVerificationFailed",
        /// The face check failed.
        FacialRecognitionFailed = "facialRecognitionFailed",
        /// The device cannot read identity documents.
        NfcNotSupportedByDevice = "nfcNotSupportedByDevice",
        /// The device holds more than one BankID.
        MultipleBankIdsOnDevice = "multipleBankIdsOnDevice",
        /// The identity could not be confirmed.
        StepUpFailed = "stepUpFailed",
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawCollected {
    status: String,
    #[serde(default)]
    hint_code: Option<String>,
    #[serde(default)]
    completion_data: Option<Completion>,
}

impl TryFrom<RawCollected> for Collected {
    type Error = &'static str;

    fn try_from(raw: RawCollected) -> Result<Self, Self::Error> {
        let code = raw.hint_code.as_deref().unwrap_or_default();
        match raw.status.as_str() {
            "pending" => {
                let hint = PendingHint::from_code(code);
                if hint == PendingHint::Unknown {
                    tracing::warn!(hint_code = code, "BankID sent a pending hint that is not known here");
                }
                Ok(Self::Pending { hint })
            }
            "failed" => {
                let hint = FailedHint::from_code(code);
                if hint == FailedHint::Unknown {
                    tracing::warn!(hint_code = code, "BankID sent a failed hint that is not known here");
                }
                Ok(Self::Failed { hint })
            }
            "complete" => raw
                .completion_data
                .map(|completion| Self::Complete(Box::new(completion)))
                .ok_or("a complete order without completionData"),
            _ => Err("a status that is not known"),
        }
    }
}
