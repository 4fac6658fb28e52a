//! BankID's messages, as shown on pages.

use bankid::MessageCode;
use types::sign_in::BankIdMessage;

/// The message for a code. A code that BankID adds needs its message here.
pub(super) fn message(code: MessageCode) -> BankIdMessage {
    match code {
        MessageCode::Rfa1 => BankIdMessage::Rfa1,
        MessageCode::Rfa2 => BankIdMessage::Rfa2,
        MessageCode::Rfa3 => BankIdMessage::Rfa3,
        MessageCode::Rfa4 => BankIdMessage::Rfa4,
        MessageCode::Rfa5 => BankIdMessage::Rfa5,
        MessageCode::Rfa6 => BankIdMessage::Rfa6,
        MessageCode::Rfa8 => BankIdMessage::Rfa8,
        MessageCode::Rfa9 => BankIdMessage::Rfa9,
        MessageCode::Rfa13 => BankIdMessage::Rfa13,
        MessageCode::Rfa15a => BankIdMessage::Rfa15a,
        MessageCode::Rfa15b => BankIdMessage::Rfa15b,
        MessageCode::Rfa16 => BankIdMessage::Rfa16,
        MessageCode::Rfa17a => BankIdMessage::Rfa17a,
        MessageCode::Rfa17b => BankIdMessage::Rfa17b,
        MessageCode::Rfa21 => BankIdMessage::Rfa21,
        MessageCode::Rfa23 => BankIdMessage::Rfa23,
        MessageCode::Rfa24 => BankIdMessage::Rfa24,
        MessageCode::Rfa25 => BankIdMessage::Rfa25,
        MessageCode::Rfa26 => BankIdMessage::Rfa26,
        MessageCode::Rfa27 => BankIdMessage::Rfa27,
        MessageCode::Rfa28 => BankIdMessage::Rfa28,
        MessageCode::Rfa29 => BankIdMessage::Rfa29,
        MessageCode::Rfa30 => BankIdMessage::Rfa30,
        // The first three are labels of buttons and never shown as messages: one of them means an error.
        MessageCode::Rfa18 | MessageCode::Rfa19 | MessageCode::Rfa20 | MessageCode::Rfa22 => BankIdMessage::Rfa22,
    }
}
