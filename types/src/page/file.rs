//! Addresses that are no pages: files, and where other programs return. Paths within a channel.

/// The caller's own data as a file.
pub const OWN_DATA_FILE: &str = "/mina-uppgifter.json";

/// Where the BankID app returns to.
pub const BANKID_RETURN: &str = "/logga-in/bankid/retur";

/// The folder of calendars of pickups, on the web for both channels.
pub const CALENDARS: &str = "/kalender";
/// What a calendar's address ends with, after its secret.
pub const CALENDAR_ENDING: &str = ".ics";
