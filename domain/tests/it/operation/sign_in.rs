//! Signing in with BankID.

use bankid_simulator::{Approval, Simulator};
use domain::Browser;
use domain::secret::Secret;
use domain::testing::{Named, World};
use types::Channel;
use types::page::Destination;
use types::sign_in::BankIdStart;

use super::row::Leaves::{Activity, Only};
use super::row::Operation;

/// An order belongs to nobody until it is completed.
const ORDER: &[&str] = &["sign_in_order"];

pub const OPERATIONS: &[Operation] = &[
    operation!(Only(ORDER), |world| {
        let _bankid = world.open_bankid();
        let browser = Browser::at("203.0.113.24");
    } start_sign_in(&browser, Channel::Web, BankIdStart::ThisDevice, &Destination::default())),
    operation!(Only(ORDER), |world| {
        let bankid = world.open_bankid();
        let browser = begun(&world).await;
        approve(&world, &bankid, &browser).await;
    } watch_sign_in(&browser)),
    operation!(Activity, |world| {
        let bankid = world.open_bankid();
        let browser = begun(&world).await;
        approve(&world, &bankid, &browser).await;
    } finish_sign_in(&browser)),
    operation!(Activity, |world| {
        let bankid = world.open_bankid();
        let browser = begun(&world).await;
        let text = bankid.visible_text(&world.auto_start_token(&browser).await).unwrap();
        let digits = text.split_once("siffror: ").unwrap().1[..2].to_owned();
        approve(&world, &bankid, &browser).await;
    } confirm_sign_in(&browser, &digits)),
    operation!(Activity, |world| {
        let bankid = world.open_bankid();
        let browser = begun(&world).await;
        // Only for the app, and gone once the app is done.
        let address = bankid.return_url(&world.auto_start_token(&browser).await).unwrap();
        let nonce = Secret::returned(address.rsplit_once("kod=").unwrap().1);
        approve(&world, &bankid, &browser).await;
    } return_from_app(&browser, &nonce)),
    operation!(Only(ORDER), |world| {
        let _bankid = world.open_bankid();
        let browser = begun(&world).await;
    } cancel_sign_in(&browser)),
    operation!(Only(ORDER), |world| {
        let _bankid = world.open_bankid();
        begun(&world).await;
        world.clock.advance(3600);
    } clear_orders()),
];

async fn begun(world: &World) -> Browser {
    let browser = Browser::at("203.0.113.24");
    let wanted = Destination::default();
    let began = world.domain.start_sign_in(&browser, Channel::Web, BankIdStart::ThisDevice, &wanted).await;
    Browser { order: Some(began.unwrap().secret), ..browser }
}

/// The person identifies in the app on the same device; BankID may be polled again.
async fn approve(world: &World, bankid: &Simulator, browser: &Browser) {
    let token = world.auto_start_token(browser).await;
    let approval = Approval {
        ip_address: Some(browser.address),
        risk: Some("low".to_owned()),
        ..Approval::by(Named::Anna.personal_number())
    };
    bankid.approve_with(&token, &approval).unwrap();
    world.clock.advance(2);
}
