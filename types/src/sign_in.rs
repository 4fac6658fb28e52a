//! Signing in: methods and status.

use serde::{Deserialize, Serialize};

word!(
    /// How a session was opened. Some actions require BankID.
    SignInMethod {
        /// BankID.
        BankId = "bankid",
        /// Customer number and password; the weaker way.
        CustomerNumber = "customer_number",
    }
);

word!(
    /// Where the BankID app is.
    BankIdStart {
        /// On the device that shows the page.
        ThisDevice = "this_device",
        /// On another device, which scans the animated QR code.
        OtherDevice = "other_device",
    }
);

word!(
    /// BankID's message codes (RFA numbers). The texts are in the locale files.
    BankIdMessage {
        /// Start the app.
        Rfa1 = "rfa1",
        /// The app is missing.
        Rfa2 = "rfa2",
        /// Cancelled by another order.
        Rfa3 = "rfa3",
        /// An order is already in progress.
        Rfa4 = "rfa4",
        /// An error at BankID.
        Rfa5 = "rfa5",
        /// Cancelled by the person.
        Rfa6 = "rfa6",
        /// The app does not respond.
        Rfa8 = "rfa8",
        /// Enter the code.
        Rfa9 = "rfa9",
        /// Trying to start the app.
        Rfa13 = "rfa13",
        /// Looking for a BankID on this computer.
        Rfa15a = "rfa15a",
        /// Looking for a BankID on this device.
        Rfa15b = "rfa15b",
        /// Blocked or too old.
        Rfa16 = "rfa16",
        /// The app or program is missing.
        Rfa17a = "rfa17a",
        /// The QR code was not read.
        Rfa17b = "rfa17b",
        /// In progress.
        Rfa21 = "rfa21",
        /// Something went wrong.
        Rfa22 = "rfa22",
        /// Read the identity document.
        Rfa23 = "rfa23",
        /// Recognise the face.
        Rfa24 = "rfa24",
        /// Choose how to confirm.
        Rfa25 = "rfa25",
        /// The document check failed.
        Rfa26 = "rfa26",
        /// The face check failed.
        Rfa27 = "rfa27",
        /// The device has no reader.
        Rfa28 = "rfa28",
        /// More than one BankID on the device.
        Rfa29 = "rfa29",
        /// The confirmation failed.
        Rfa30 = "rfa30",
    }
);

word!(
    /// The phase of an order, as the page sees it.
    SignInPhase {
        /// Waiting for the person.
        Waiting = "waiting",
        /// Identified; the next request opens the session.
        Identified = "identified",
        /// Ended without success; a new start is needed.
        Ended = "ended",
        /// The three minutes of renewed QR codes have passed; a new start is offered.
        TimedOut = "timed_out",
    }
);

word!(
    /// Whether the page asks for the two digits that the BankID app showed.
    SignInDigits {
        /// No: the app returns automatically, or is on another device.
        Unused = "unused",
        /// Perhaps later, so the person should remember them.
        MayBeAsked = "may_be_asked",
        /// Yes: nothing else proves that app and browser belong together.
        Asked = "asked",
    }
);

/// The state of an order, which the page shows and which is updated each second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInStatus {
    /// Its phase.
    pub phase: SignInPhase,
    /// Which device has the app.
    pub start: BankIdStart,
    /// What to tell the person.
    pub message: BankIdMessage,
    /// The QR code of this second as SVG markup, while it can be scanned.
    pub qr: Option<String>,
    /// The link that opens the app on this device.
    pub launch_url: Option<String>,
    /// Whether the digits of the app's text are required.
    pub digits: SignInDigits,
    /// The page to go to when signed in, for a new start.
    pub destination: String,
}

word!(
    /// Why a sign-in is refused. For an error at BankID the page shows the text that BankID prescribes.
    SignInRefusal {
        /// This browser has no order, or it is too old.
        NoOrder = "no_order",
        /// Not identified yet.
        NotYet = "not_yet",
        /// The app returned to another browser than the one that started.
        OtherBrowser = "other_browser",
        /// Nothing proves yet that app and browser belong together: the app's digits are needed.
        DigitsNeeded = "digits_needed",
        /// Wrong digits; the order has ended.
        DigitsWrong = "digits_wrong",
        /// BankID rates the identification as risky.
        Risk = "risk",
        /// The order ended: cancelled, failed or too late.
        Ended = "ended",
        /// BankID does not answer; try again.
        BankIdDown = "bankid_down",
        /// The person already has an order in progress.
        AlreadyInProgress = "already_in_progress",
        /// Too many starts from the same network.
        TooMany = "too_many",
    }
);
