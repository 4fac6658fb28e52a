//! The request body of each function, valid so that only the caller decides the outcome.

use types::{AccessGrantId, Channel};

use crate::support::door::{Door, form};

pub fn nothing(_: &Door, _: Channel) -> String {
    String::new()
}

pub fn visit(_: &Door, _: Channel) -> String {
    "visit=looking&wanted=oversikt".to_owned()
}

pub fn account(door: &Door, _: Channel) -> String {
    form(&[("account", door.account.as_str())])
}

pub fn invitation(door: &Door, channel: Channel) -> String {
    form(&[("id", &pending(door, channel).to_string())])
}

pub fn grant(door: &Door, channel: Channel) -> String {
    account(door, channel) + "&" + &invitation(door, channel)
}

pub fn bags(door: &Door, channel: Channel) -> String {
    account(door, channel) + &format!("&facility={}&rolls[green]=2&rolls[blue]=1", door.home)
}

pub fn home(door: &Door, channel: Channel) -> String {
    account(door, channel) + &format!("&facility={}", door.home)
}

pub fn order(door: &Door, channel: Channel) -> String {
    account(door, channel) + &format!("&id={}", door.order)
}

pub fn pending(door: &Door, channel: Channel) -> AccessGrantId {
    match channel {
        Channel::Web => door.pending,
        Channel::App => door.pending_in_app,
    }
}

const DETAILS: [(&str, &str); 3] = [("given_name", "Moa"), ("surname", "Mard"), ("email", "moa@example.com")];

pub fn new_grant(door: &Door, channel: Channel) -> String {
    let rest = [("personal_number", "197203082388"), ("relation", "other"), ("understood", "true")];
    account(door, channel) + "&" + &form(&DETAILS) + "&" + &form(&rest)
}

pub fn corrected(door: &Door, channel: Channel) -> String {
    grant(door, channel) + "&" + &form(&DETAILS)
}

pub fn confirmed(door: &Door, channel: Channel) -> String {
    invitation(door, channel) + "&" + &form(&DETAILS)
}

pub fn own_email(door: &Door, channel: Channel) -> String {
    account(door, channel) + "&email=new%40example.com"
}

pub fn own_mobile(door: &Door, channel: Channel) -> String {
    account(door, channel) + "&mobile=0701740605"
}

pub fn another_session(door: &Door, channel: Channel) -> String {
    account(door, channel) + "&id=" + &pending(door, channel).to_string()
}

pub fn secret(_: &Door, _: Channel) -> String {
    "secret=unknown".to_owned()
}

pub fn number(_: &Door, _: Channel) -> String {
    "number=999999".to_owned()
}

pub fn password(door: &Door, channel: Channel) -> String {
    account(door, channel) + "&old_password=wrong&new_password=three+yellow+ducks"
}

pub fn language(_: &Door, _: Channel) -> String {
    "language=en".to_owned()
}

pub fn start(_: &Door, _: Channel) -> String {
    "start=this_device".to_owned()
}
