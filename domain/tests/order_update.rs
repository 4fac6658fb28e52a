//! The company takes statuses of orders back (rules B5 and B7).

#[path = "order_update/cut.rs"]
mod cut;
#[path = "order_update/desk.rs"]
mod desk;
#[path = "order_update/line.rs"]
mod line;
#[path = "order_update/step.rs"]
mod step;
