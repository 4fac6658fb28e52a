//! BankID's official messages.

use types::sign_in::BankIdMessage;

use crate::i18n::text;

/// The message that BankID prescribes, word for word.
pub(super) fn sentence(message: BankIdMessage) -> &'static str {
    match message {
        BankIdMessage::Rfa1 => text!(bankid.rfa1),
        BankIdMessage::Rfa2 => text!(bankid.rfa2),
        BankIdMessage::Rfa3 => text!(bankid.rfa3),
        BankIdMessage::Rfa4 => text!(bankid.rfa4),
        BankIdMessage::Rfa5 => text!(bankid.rfa5),
        BankIdMessage::Rfa6 => text!(bankid.rfa6),
        BankIdMessage::Rfa8 => text!(bankid.rfa8),
        BankIdMessage::Rfa9 => text!(bankid.rfa9),
        BankIdMessage::Rfa13 => text!(bankid.rfa13),
        BankIdMessage::Rfa15a => text!(bankid.rfa15a),
        BankIdMessage::Rfa15b => text!(bankid.rfa15b),
        BankIdMessage::Rfa16 => text!(bankid.rfa16),
        BankIdMessage::Rfa17a => text!(bankid.rfa17a),
        BankIdMessage::Rfa17b => text!(bankid.rfa17b),
        BankIdMessage::Rfa21 => text!(bankid.rfa21),
        BankIdMessage::Rfa22 => text!(bankid.rfa22),
        BankIdMessage::Rfa23 => text!(bankid.rfa23),
        BankIdMessage::Rfa24 => text!(bankid.rfa24),
        BankIdMessage::Rfa25 => text!(bankid.rfa25),
        BankIdMessage::Rfa26 => text!(bankid.rfa26),
        BankIdMessage::Rfa27 => text!(bankid.rfa27),
        BankIdMessage::Rfa28 => text!(bankid.rfa28),
        BankIdMessage::Rfa29 => text!(bankid.rfa29),
        BankIdMessage::Rfa30 => text!(bankid.rfa30),
    }
}
