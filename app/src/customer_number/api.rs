//! Server functions of customer numbers. Web only: the app has no such sign-in.

// `#[server]` generates a struct per function, with the arguments as fields.
#![expect(missing_docs, reason = "made by a macro")]

use leptos::prelude::*;
use types::CustomerRef;
use types::customer_number::{ActivateRefusal, CodeRefusal, NumberSignInRefusal, PasswordRefusal};

use crate::failure::Answer;

/// Requests a letter with a code.
#[server(endpoint = "/customer-number/ask")]
pub async fn ask_for_code(#[server(default)] number: String) -> Answer<(), CodeRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    domain.ask_for_code(&crate::request::browser(), &number).await?;
    crate::request::redirect(&crate::paths::done(&types::Page::ActivateNumber, types::CompletedAction::CodeRequested));
    Ok(())
}

/// Sets the password, with the code of the letter.
#[server(endpoint = "/customer-number/activate")]
pub async fn activate_number(
    #[server(default)] number: String,
    #[server(default)] code: String,
    #[server(default)] password: String,
) -> Answer<(), ActivateRefusal> {
    let (domain, _) = crate::request::maybe_signed_in();
    let browser = crate::request::browser().with_device();
    domain.activate_number(&browser, &number, &code, &password).await?;
    crate::request::store_device(&browser.device);
    crate::request::redirect(&crate::paths::done(
        &types::Page::NumberSignIn(types::page::Destination::default()),
        types::CompletedAction::NumberActivated,
    ));
    Ok(())
}

/// Signs in by number and password. The answer is the address of the document that the session begins with.
#[server(endpoint = "/customer-number/sign-in")]
pub async fn sign_in_by_number(
    #[server(default)] number: String,
    #[server(default)] password: String,
    #[server(default)] destination: String,
) -> Answer<String, NumberSignInRefusal> {
    use types::Channel;
    use types::page::Destination;

    let (domain, _) = crate::request::maybe_signed_in();
    let browser = crate::request::browser().with_device();
    let destination = Destination::parse(Channel::Web, &destination);
    let signed_in = domain.sign_in_by_number(&browser, &number, &password, destination).await?;
    crate::request::store_device(&browser.device);
    crate::request::store_session(&signed_in.session.secret, signed_in.language);
    Ok(crate::request::lead_to_document(crate::paths::to(&signed_in.destination)))
}

/// Changes the password of the number that the caller is signed in by.
#[server(endpoint = "/customer-number/password")]
pub async fn change_password(
    account: CustomerRef,
    #[server(default)] old_password: String,
    #[server(default)] new_password: String,
) -> Answer<(), PasswordRefusal> {
    let (domain, caller) = crate::request::signed_in()?;
    domain.change_password(&caller, &old_password, &new_password).await?;
    crate::request::redirect(&crate::paths::profile_done(&account, types::CompletedAction::PasswordChanged));
    Ok(())
}
