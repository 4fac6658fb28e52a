//! Dates in words. The server computes them; here they are only formatted.

use types::pickup::Weekday;
use types::{LocalDate, LocalDateTime};

use crate::i18n::text;

/// "6 december 2026".
pub fn date_text(date: LocalDate) -> String {
    text!(date.date, day = date.day, month = month(date.month), year = date.year)
}

/// "söndag 6 december 2026".
pub fn day_text(weekday: Weekday, date: LocalDate) -> String {
    text!(date.day, weekday = weekday_name(weekday), date = date_text(date))
}

/// "6 december 2026 kl. 14:05".
pub fn date_time_text(at: LocalDateTime) -> String {
    text!(date.date_time, date = date_text(at.date), time = format!("{:02}:{:02}", at.hour, at.minute))
}

/// "ett år", "18 månader".
pub fn months_text(number: u16) -> String {
    match (number, number % 12) {
        (1, _) => text!(date.time.one_month).to_owned(),
        (12, _) => text!(date.time.one_year).to_owned(),
        (1.., 0) => text!(date.time.years, number = number / 12),
        _ => text!(date.time.months, number = number),
    }
}

fn month(number: u8) -> &'static str {
    match number {
        1 => text!(date.month.january),
        2 => text!(date.month.february),
        3 => text!(date.month.march),
        4 => text!(date.month.april),
        5 => text!(date.month.may),
        6 => text!(date.month.june),
        7 => text!(date.month.july),
        8 => text!(date.month.august),
        9 => text!(date.month.september),
        10 => text!(date.month.october),
        11 => text!(date.month.november),
        _ => text!(date.month.december),
    }
}

/// "söndag".
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => text!(date.weekday.monday),
        Weekday::Tuesday => text!(date.weekday.tuesday),
        Weekday::Wednesday => text!(date.weekday.wednesday),
        Weekday::Thursday => text!(date.weekday.thursday),
        Weekday::Friday => text!(date.weekday.friday),
        Weekday::Saturday => text!(date.weekday.saturday),
        Weekday::Sunday => text!(date.weekday.sunday),
    }
}
