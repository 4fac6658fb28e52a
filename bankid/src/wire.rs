//! The requests and answers of the API, as they look on the wire.

mod collected;
mod completion;
mod order;
mod request;

pub use collected::{Collected, FailedHint, PendingHint};
pub use completion::{Completion, Device, Risk, StepUp, User};
pub use order::{AutoStartToken, Order, OrderRef, QrStartSecret, QrStartToken};
pub use request::{AuthRequest, Requirement, SignRequest, VisibleFormat, VisibleText, WebContext};
