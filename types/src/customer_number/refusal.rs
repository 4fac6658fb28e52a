//! The refusals of signing in by customer number, and what a form finds out before it is sent.

use super::{CustomerNumber, CustomerNumberForm, code_signs};
use crate::clean::trim;
use crate::password::{self, Unfit};

word!(
    /// Why a letter with a code is refused. Never because the customer does not exist.
    CodeRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// The network has requested too many; it may try again later.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// The rules that may refuse to activate a customer number.
    ActivateRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// No code.
        CodeMissing = "code_missing",
        /// Not the code of this number, or used, or expired. The same for an unknown number.
        CodeWrong = "code_wrong",
        /// No password.
        PasswordMissing = "password_missing",
        /// Fewer than twelve characters.
        PasswordTooShort = "password_too_short",
        /// More than 256 characters.
        PasswordTooLong = "password_too_long",
        /// A common or easily guessed password.
        PasswordTooCommon = "password_too_common",
        /// The customer number itself.
        PasswordIsNumber = "password_is_number",
        /// Too many attempts; it may be tried again later.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// Why signing in by customer number is refused.
    NumberSignInRefusal {
        /// No customer number.
        NumberMissing = "number_missing",
        /// Not a customer number.
        NumberInvalid = "number_invalid",
        /// No password.
        PasswordMissing = "password_missing",
        /// Unknown number, number without a password, or wrong password: the same for all three.
        Wrong = "wrong",
        /// Too many attempts; it may be tried again later.
        TooMany = "too_many",
        /// The company has switched off this way of signing in.
        Closed = "closed",
    }
);

word!(
    /// Why changing the password is refused.
    PasswordRefusal {
        /// The current password is missing.
        OldMissing = "old_missing",
        /// The current password is wrong.
        OldWrong = "old_wrong",
        /// No new password.
        NewMissing = "new_missing",
        /// Fewer than twelve characters.
        NewTooShort = "new_too_short",
        /// More than 256 characters.
        NewTooLong = "new_too_long",
        /// A common or easily guessed password.
        NewTooCommon = "new_too_common",
        /// The customer number itself.
        NewIsNumber = "new_is_number",
        /// Too many attempts; it may be tried again later.
        TooMany = "too_many",
    }
);

impl CodeRefusal {
    /// Parses the number of the form.
    pub fn of_number(number: &str, form: CustomerNumberForm) -> Result<CustomerNumber, Self> {
        CustomerNumber::typed(number, form, Self::NumberMissing, Self::NumberInvalid)
    }
}

impl ActivateRefusal {
    /// Parses the number of the form.
    pub fn of_number(number: &str, form: CustomerNumberForm) -> Result<CustomerNumber, Self> {
        CustomerNumber::typed(number, form, Self::NumberMissing, Self::NumberInvalid)
    }

    /// Parses the code of the letter, without its groups.
    pub fn of_code(code: &str) -> Result<String, Self> {
        if trim(code).is_empty() {
            return Err(Self::CodeMissing);
        }
        code_signs(code).ok_or(Self::CodeWrong)
    }

    /// What is certainly wrong with the form, in its order.
    pub fn of_form(number: &str, code: &str, password: &str, form: CustomerNumberForm) -> Vec<Self> {
        let number = Self::of_number(number, form);
        let key = number.as_ref().ok().map(CustomerNumber::key);
        let unfit = password::check(password, key.as_deref()).err().map(Self::from);
        [number.err(), Self::of_code(code).err(), unfit].into_iter().flatten().collect()
    }
}

impl NumberSignInRefusal {
    /// Parses the number of the form.
    pub fn of_number(number: &str, form: CustomerNumberForm) -> Result<CustomerNumber, Self> {
        CustomerNumber::typed(number, form, Self::NumberMissing, Self::NumberInvalid)
    }

    /// What is certainly wrong with the form, in its order.
    pub fn of_form(number: &str, password: &str, form: CustomerNumberForm) -> Vec<Self> {
        let is_missing = password.is_empty().then_some(Self::PasswordMissing);
        Self::of_number(number, form).err().into_iter().chain(is_missing).collect()
    }
}

impl PasswordRefusal {
    /// What is certainly wrong with the form, in its order.
    pub fn of_form(old: &str, new: &str, number: &CustomerNumber) -> Vec<Self> {
        let is_missing = old.is_empty().then_some(Self::OldMissing);
        let unfit = password::check(new, Some(&number.key())).err().map(Self::from);
        is_missing.into_iter().chain(unfit).collect()
    }
}

impl From<Unfit> for ActivateRefusal {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Missing => Self::PasswordMissing,
            Unfit::TooShort => Self::PasswordTooShort,
            Unfit::TooLong => Self::PasswordTooLong,
            Unfit::TooCommon => Self::PasswordTooCommon,
            Unfit::IsNumber => Self::PasswordIsNumber,
        }
    }
}

impl From<Unfit> for PasswordRefusal {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Missing => Self::NewMissing,
            Unfit::TooShort => Self::NewTooShort,
            Unfit::TooLong => Self::NewTooLong,
            Unfit::TooCommon => Self::NewTooCommon,
            Unfit::IsNumber => Self::NewIsNumber,
        }
    }
}
