//! BankID's relying-party API v6.0 in BankID's own terms, independent of our domain.

pub mod client;
pub mod launch;
pub mod message;
pub mod qr;
pub mod wire;

pub use client::{
    Client, ClientError, ClientSettings, Error, SIMULATED_AUTHORITY, certificate_expires_at, is_simulated,
};
pub use launch::{DeviceKind, Launch, LaunchBase, Platform, Returns, launch};
pub use message::{MessageCode, Start, is_renewable};
pub use qr::{qr_svg, qr_text};
pub use wire::{
    AuthRequest, AutoStartToken, Collected, Completion, Device, FailedHint, Order, OrderRef, PendingHint,
    QrStartSecret, QrStartToken, Requirement, Risk, SignRequest, StepUp, User, VisibleFormat, VisibleText, WebContext,
};
