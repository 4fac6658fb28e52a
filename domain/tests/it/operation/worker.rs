//! The worker's operations: letters, and retention.

use domain::testing::Named;
use types::Channel;
use types::sign_in::SignInMethod;

use super::row::Leaves::{Activity, Nothing, Only};
use super::row::Operation;

const DAY: u32 = 24 * 3600;

pub const OPERATIONS: &[Operation] = &[
    operation!(Nothing, |world| {} can_write()),
    operation!(Nothing, |world| {} check_database()),
    // That an invitation's letter was sent concerns the letter; the grant only shows it.
    operation!(Only(&["access_grant", "job"]), |world| {
        let anna = world.holder(Named::Anna).await;
        world.invite(&anna, Named::Bjorn).await.unwrap();
    } send_due_letters(9)),
    // The code of a paper letter is made when the letter is sent.
    operation!(Activity, |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        let browser = domain::Browser::at("198.51.100.7");
        world.domain.ask_for_code(&browser, &anna.number()).await.unwrap();
    } send_due_letters(9)),
    operation!(Only(&["access_grant", "job"]), |world| {
        let anna = world.holder(Named::Anna).await;
        world.invite(&anna, Named::Bjorn).await.unwrap();
    } send_waiting_letters()),
    operation!(Only(&["job"]), |world| {
        let anna = world.holder(Named::Anna).await;
        world.invite(&anna, Named::Bjorn).await.unwrap();
        world.domain.send_due_letters(9).await.unwrap();
        world.clock.advance(31 * DAY);
    } forget_letters()),
    operation!(Activity, |world| {
        let anna = world.holder(Named::Anna).await;
        world.let_in(&anna, Named::Bjorn).await;
        world.end_holding(&anna, "2026-11-23").await;
        world.clock.advance(DAY);
    } close_former_holders(9)),
    operation!(Only(&["session"]), |world| {
        world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
        world.clock.advance(DAY);
    } forget_sessions()),
    operation!(Only(&["activation_code", "known_device", "sharing_notice", "sign_in_failure"]), |world| {
        let anna = world.holder_at_home(Named::Anna).await;
        world.activate(&anna).await;
        let by_number = world.by_number(&anna).await;
        world.invite(&by_number, Named::Bjorn).await.unwrap();
        world.domain.send_due_letters(9).await.unwrap();
        world.clock.advance(7 * DAY);
        world.ask_for_code(&anna.number()).await;
        world.clock.advance(400 * DAY);
    } forget_attempts()),
    operation!(Only(&["activity"]), |world| {
        let anna = world.holder(Named::Anna).await;
        for number in ["F-1", "F-2"] {
            world.order_numbered(&anna.caller, &anna, number).await;
        }
        world.clock.advance(1097 * DAY);
    } forget_activity(9)),
    operation!(Only(&["access_grant"]), |world| {
        let anna = world.holder(Named::Anna).await;
        let id = world.invite(&anna, Named::Bjorn).await.unwrap();
        world.domain.remove_access(&anna.caller, &anna.account, id).await.unwrap();
        world.clock.advance(400 * DAY);
    } forget_access()),
    operation!(Only(&["bag_order", "bag_order_roll"]), |world| {
        let anna = world.holder(Named::Anna).await;
        let home = world.add_address(&anna, "Storgatan 1").await;
        let id = world.order(&anna, home).await.unwrap();
        world.domain.cancel_bag_order(&anna.caller, &anna.account, id).await.unwrap();
        world.clock.advance(800 * DAY);
    } forget_bag_orders()),
    // Activity is deleted with its customer or person.
    operation!(Only(&["activity", "calendar_link", "contract", "customer", "facility", "holder"]), |world| {
        let anna = world.holder(Named::Anna).await;
        let home = world.add_address(&anna, "Storgatan 1").await;
        world.set_pickups(home, "torsdag", "even").await;
        world.domain.make_calendar_link(&anna.caller, &anna.account, home).await.unwrap();
        world.end_customer(&anna).await;
        world.clock.advance(800 * DAY);
    } forget_customers()),
    operation!(Only(&["person"]), |world| {
        world.person(Named::Bjorn).await;
        world.clock.advance(400 * DAY);
        world.domain.forget_sessions().await.unwrap();
    } forget_persons(None)),
    // Rows about the processes and the database concern nobody.
    operation!(Only(&["heartbeat"]), |world| {} record_heartbeat()),
    operation!(Only(&["heartbeat"]), |world| {} seconds_since_heartbeat()),
    operation!(Only(&["key_fingerprint"]), |world| {} claim_keys()),
    operation!(Nothing, |world| {} clock_skew()),
];
