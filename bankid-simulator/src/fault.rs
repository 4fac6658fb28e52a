//! Injected faults.

use serde::Deserialize;

/// A call of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// `/auth`
    Auth,
    /// `/sign`
    Sign,
    /// `/collect`
    Collect,
    /// `/cancel`
    Cancel,
    /// All of them.
    Any,
}

/// Makes the next calls fail.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Fault {
    /// Which calls.
    #[serde(rename = "on")]
    pub endpoint: Endpoint,
    /// The error code, such as `maintenance`; an unknown one gives status 500.
    pub error: String,
    /// How many calls; zero removes the faults of these calls.
    #[serde(default = "once")]
    pub times: u32,
}

impl Endpoint {
    pub(super) fn covers(self, other: Self) -> bool {
        self == Self::Any || self == other
    }
}

fn once() -> u32 {
    1
}

/// The remaining faults.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        if fault.times == 0 {
            self.0.retain(|waiting| !fault.endpoint.covers(waiting.endpoint));
        } else {
            self.0.push(fault);
        }
    }

    /// The error code of a call, if a fault applies; uses the fault once.
    pub(super) fn take(&mut self, endpoint: Endpoint) -> Option<String> {
        let index = self.0.iter().position(|fault| fault.endpoint.covers(endpoint))?;
        let fault = &mut self.0[index];
        fault.times -= 1;
        let error = fault.error.clone();
        if fault.times == 0 {
            self.0.remove(index);
        }
        Some(error)
    }
}
