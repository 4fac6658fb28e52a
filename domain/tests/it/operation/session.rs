//! Sessions.

use domain::Browser;
use domain::testing::Named;
use types::Channel;
use types::sign_in::SignInMethod;

use super::row::Leaves::{Activity, Nothing, Only};
use super::row::Operation;

pub const OPERATIONS: &[Operation] = &[
    operation!(Activity, |world| {
        let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
        let browser = Browser::at("198.51.100.7").with_session(&session.secret);
    } sign_out(&browser)),
    operation!(Activity, |world| {
        let anna = world.person(Named::Anna).await;
        let other = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    } end_session(&anna, other.id)),
    // The last use of a session is shown to nobody but its person, and deleted with it.
    operation!(Only(&["session"]), |world| {
        let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
        world.clock.advance(60);
    } caller(&session.secret, Channel::Web)),
    operation!(Nothing, |world| {
        let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    } session_time(&session.secret, Channel::Web)),
    operation!(Nothing, |world| {
        let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
    } watched(&session.secret, Channel::Web, None)),
    operation!(Nothing, |world| {
        let session = world.open_session(Named::Anna, Channel::Web, SignInMethod::BankId).await;
        let watched = world.domain.watched(&session.secret, Channel::Web, None).await.unwrap().unwrap();
        let watched = watched.into_iter().collect();
    } latest_changes(&watched)),
];
