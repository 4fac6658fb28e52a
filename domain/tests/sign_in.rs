//! Signing in with BankID, against a simulated one.

#[path = "sign_in/another.rs"]
mod another;
#[path = "sign_in/binding.rs"]
mod binding;
#[path = "sign_in/digits.rs"]
mod digits;
#[path = "sign_in/end.rs"]
mod end;
#[path = "sign_in/finish.rs"]
mod finish;
#[path = "sign_in/gone.rs"]
mod gone;
#[path = "sign_in/left.rs"]
mod left;
#[path = "sign_in/number.rs"]
mod number;
#[path = "sign_in/shared_browser.rs"]
mod shared_browser;
#[path = "sign_in/stage.rs"]
mod stage;
#[path = "sign_in/start.rs"]
mod start;
#[path = "sign_in/watch.rs"]
mod watch;
