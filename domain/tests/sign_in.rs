//! Signing in with BankID, against a simulated one.

#[path = "sign_in/binding.rs"]
mod binding;
#[path = "sign_in/end.rs"]
mod end;
#[path = "sign_in/finish.rs"]
mod finish;
#[path = "sign_in/gone.rs"]
mod gone;
#[path = "sign_in/left.rs"]
mod left;
#[path = "sign_in/stage.rs"]
mod stage;
#[path = "sign_in/start.rs"]
mod start;
#[path = "sign_in/watch.rs"]
mod watch;
