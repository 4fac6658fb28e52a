//! A calendar of pickups as calendar programs read it: iCalendar (RFC 5545, RFC 7986).

use askama::Template;
use types::id::CalendarLinkId;
use types::pickup::Pickup;
use types::{Language, LocalDate, Timestamp};

use crate::mail::one_line;
use crate::stockholm;

/// The maximum octets of a line; longer lines are folded.
const WIDTH: usize = 75;

/// What a calendar is made of. No name and no customer number: the link may be given to others.
pub(crate) struct Calendar<'a> {
    pub(crate) company: &'a str,
    pub(crate) host: &'a str,
    pub(crate) link: CalendarLinkId,
    /// `None` if hidden.
    pub(crate) street: Option<&'a str>,
    pub(crate) pickups: Vec<Pickup>,
    pub(crate) at: Timestamp,
}

/// The values of the template, in iCalendar's notation.
struct Content {
    company: String,
    street: Option<String>,
    stamp: String,
    events: Vec<Event>,
}

struct Event {
    uid: String,
    day: String,
    day_after: String,
    is_moved: bool,
}

#[derive(Template)]
#[template(path = "calendar/calendar.sv.ics", escape = "none")]
struct Swedish<'a> {
    calendar: &'a Content,
}

#[derive(Template)]
#[template(path = "calendar/calendar.en.ics", escape = "none")]
struct English<'a> {
    calendar: &'a Content,
}

impl Calendar<'_> {
    /// The calendar in a language.
    pub(crate) fn written(&self, language: Language) -> anyhow::Result<String> {
        let calendar = &Content {
            company: escaped(self.company),
            street: self.street.map(escaped),
            stamp: stockholm::instant(self.at).strftime("%Y%m%dT%H%M%SZ").to_string(),
            events: self.pickups.iter().map(|pickup| self.event(*pickup)).collect(),
        };
        let text = match language {
            Language::Swedish => Swedish { calendar }.render()?,
            Language::English => English { calendar }.render()?,
        };
        Ok(text.lines().map(folded).collect())
    }

    /// A moved pickup keeps its id, so that calendars move it too.
    fn event(&self, pickup: Pickup) -> Event {
        let normal_day = basic(pickup.moved_from.unwrap_or(pickup.date));
        Event {
            uid: format!("{normal_day}-{}@{}", self.link, self.host),
            day: basic(pickup.date),
            day_after: basic(stockholm::days_after(pickup.date, 1)),
            is_moved: pickup.moved_from.is_some(),
        }
    }
}

/// An ISO 8601 date without dashes.
fn basic(date: LocalDate) -> String {
    stockholm::civil(date).strftime("%Y%m%d").to_string()
}

/// A text, escaped for a value.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for sign in one_line(text).chars() {
        if matches!(sign, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// A line with its line end, folded to the maximum length; never in the middle of a character.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut width = 0;
    for sign in line.chars() {
        if width + sign.len_utf8() > WIDTH {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(sign);
        width += sign.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let line = "å".repeat(100);

        let folded = folded(&line);

        assert!(folded.split("\r\n").all(|part| part.len() <= WIDTH), "{folded:?}");
        assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
        assert_eq!(super::folded(&"a".repeat(WIDTH)), format!("{}\r\n", "a".repeat(WIDTH)));
    }

    #[test]
    fn a_value_holds_no_sign_that_means_something() {
        assert_eq!(escaped("Ågatan 1; 2, \\ 3\r\nEND:VEVENT"), "Ågatan 1\\; 2\\, \\\\ 3 END:VEVENT");
    }
}
