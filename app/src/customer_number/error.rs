//! The texts of refusals, and the fields they belong to.

use types::customer_number::{ActivateRefusal, CodeRefusal, NumberSignInRefusal, PasswordRefusal};

use super::password::{NEW, OLD};
use super::{CODE, NUMBER, PASSWORD};
use crate::form::FormError;
use crate::i18n::text;

fn error((field, message): (Option<&str>, &str)) -> FormError {
    FormError { field: field.map(str::to_owned), message: message.to_owned() }
}

pub(super) fn code_error(rule: CodeRefusal) -> FormError {
    error(match rule {
        CodeRefusal::NumberMissing => (Some(NUMBER), text!(customer_number.refusal.number_missing)),
        CodeRefusal::NumberInvalid => (Some(NUMBER), text!(customer_number.refusal.number_invalid)),
        CodeRefusal::TooMany => (None, text!(customer_number.refusal.too_many)),
        CodeRefusal::Closed => (None, text!(customer_number.refusal.closed)),
    })
}

pub(super) fn activate_error(rule: ActivateRefusal) -> FormError {
    error(match rule {
        ActivateRefusal::NumberMissing => (Some(NUMBER), text!(customer_number.refusal.number_missing)),
        ActivateRefusal::NumberInvalid => (Some(NUMBER), text!(customer_number.refusal.number_invalid)),
        ActivateRefusal::CodeMissing => (Some(CODE), text!(customer_number.refusal.code_missing)),
        ActivateRefusal::CodeWrong => (Some(CODE), text!(customer_number.refusal.code_wrong)),
        ActivateRefusal::PasswordMissing => (Some(PASSWORD), text!(customer_number.refusal.password_missing)),
        ActivateRefusal::PasswordTooShort => (Some(PASSWORD), text!(customer_number.refusal.password_too_short)),
        ActivateRefusal::PasswordTooLong => (Some(PASSWORD), text!(customer_number.refusal.password_too_long)),
        ActivateRefusal::PasswordTooCommon => (Some(PASSWORD), text!(customer_number.refusal.password_too_common)),
        ActivateRefusal::PasswordIsNumber => (Some(PASSWORD), text!(customer_number.refusal.password_is_number)),
        ActivateRefusal::TooMany => (None, text!(customer_number.refusal.too_many)),
        ActivateRefusal::Closed => (None, text!(customer_number.refusal.closed)),
    })
}

pub(super) fn sign_in_error(rule: NumberSignInRefusal) -> FormError {
    error(match rule {
        NumberSignInRefusal::NumberMissing => (Some(NUMBER), text!(customer_number.refusal.number_missing)),
        NumberSignInRefusal::NumberInvalid => (Some(NUMBER), text!(customer_number.refusal.number_invalid)),
        NumberSignInRefusal::PasswordMissing => (Some(PASSWORD), text!(customer_number.refusal.password_missing)),
        NumberSignInRefusal::Wrong => (None, text!(customer_number.refusal.wrong)),
        NumberSignInRefusal::TooMany => (None, text!(customer_number.refusal.too_many)),
        NumberSignInRefusal::Closed => (None, text!(customer_number.refusal.closed)),
    })
}

pub(super) fn password_error(rule: PasswordRefusal) -> FormError {
    error(match rule {
        PasswordRefusal::OldMissing => (Some(OLD), text!(customer_number.refusal.old_missing)),
        PasswordRefusal::OldWrong => (Some(OLD), text!(customer_number.refusal.old_wrong)),
        PasswordRefusal::NewMissing => (Some(NEW), text!(customer_number.refusal.new_missing)),
        PasswordRefusal::NewTooShort => (Some(NEW), text!(customer_number.refusal.password_too_short)),
        PasswordRefusal::NewTooLong => (Some(NEW), text!(customer_number.refusal.password_too_long)),
        PasswordRefusal::NewTooCommon => (Some(NEW), text!(customer_number.refusal.password_too_common)),
        PasswordRefusal::NewIsNumber => (Some(NEW), text!(customer_number.refusal.password_is_number)),
        PasswordRefusal::TooMany => (None, text!(customer_number.refusal.too_many)),
    })
}
