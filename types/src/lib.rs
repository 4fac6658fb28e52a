//! The types that browser and server share: values, forms and refusals. No I/O, no async, no Leptos.

#[macro_use]
mod word;

pub mod access_grant;
pub mod account;
pub mod activity;
pub mod bag_order;
pub mod channel;
pub mod clean;
pub mod contract;
pub mod customer_number;
pub mod customer_ref;
pub mod details;
pub mod email_address;
pub mod id;
pub mod language;
pub mod own_data;
pub mod page;
pub mod password;
pub mod personal_number;
pub mod phone_number;
pub mod pickup;
pub mod profile;
pub mod session;
pub mod sharing_notice;
pub mod sign_in;
pub mod time;

pub use channel::Channel;
pub use customer_number::{CustomerNumber, CustomerNumberForm};
pub use customer_ref::CustomerRef;
pub use email_address::EmailAddress;
pub use id::{AccessGrantId, CustomerId, PersonId, SessionId};
pub use language::{Language, Translated};
pub use page::{CompletedAction, Page};
pub use personal_number::PersonalNumber;
pub use phone_number::PhoneNumber;
pub use time::{LocalDate, LocalDateTime, Timestamp};
