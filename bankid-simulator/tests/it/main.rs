//! The simulator, called by our own client and as a browser would.

mod app;
mod binary;
mod certificates;
mod conformance;
mod fault;
mod page;
mod stage;
mod time;
