//! Customer numbers.

use domain::Browser;
use domain::testing::{Named, PASSWORD};
use types::page::Destination;

use super::row::Leaves::{Activity, Only};
use super::row::Operation;

pub const OPERATIONS: &[Operation] = &[
    // Recorded when the letter is sent: here nothing is looked up, so that every number is answered alike.
    operation!(Only(&["job", "sign_in_failure"]), |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        let browser = Browser::at("198.51.100.7");
    } ask_for_code(&browser, &anna.number())),
    operation!(Activity, |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        let code = world.code_for(&anna).await;
        let browser = Browser::at("198.51.100.7");
    } activate_number(&browser, &anna.number(), &code, PASSWORD)),
    operation!(Activity, |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        world.activate(&anna).await;
        let browser = Browser::at("198.51.100.7");
    } sign_in_by_number(&browser, &anna.number(), PASSWORD, Destination::default())),
    operation!(Activity, |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        world.activate(&anna).await;
        let by_number = world.by_number(&anna).await;
    } change_password(&by_number.caller, PASSWORD, "tre gula ankor i dammen")),
];
