//! An address that is being read or written.

use std::fmt::{Display, Write as _};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::query::QueryParam;
use crate::Channel;

/// The words that have another name in the app: on the web, and in the app.
const NAMES: [(&str, &str); 2] = [("behorigheter", "familjedelning"), ("ny", "bjud-in")];

/// What would end a value of the query, or be read as something else. An address within the value remains readable.
const RESERVED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'&').add(b'+').add(b'<').add(b'>').add(b'\\').add(b'\'');

/// A word of the table as it is called in a channel.
pub fn name_in(channel: Channel, word: &'static str) -> &'static str {
    match (channel, NAMES.iter().find(|(web, _)| *web == word)) {
        (Channel::App, Some((_, app))) => app,
        _ => word,
    }
}

/// The word of the table that a channel calls so; nothing is called so if it is the other channel's name.
fn word_of(channel: Channel, name: &str) -> &str {
    match (channel, NAMES.iter().find(|(web, app)| *web == name || *app == name)) {
        (Channel::Web, Some((web, _))) if *web == name => web,
        (Channel::App, Some((web, app))) if *app == name => web,
        (_, Some(_)) => "",
        (_, None) => name,
    }
}

/// The words and parameters between the slashes of a path.
pub fn segments(channel: Channel, path: &str) -> Vec<&str> {
    match path {
        "" => Vec::new(),
        path => path.split('/').map(|name| word_of(channel, name)).collect(),
    }
}

/// The path of a row of the table, whose words are quoted as in its source.
pub fn pattern(channel: Channel, segments: &[&'static str]) -> String {
    let written =
        segments.iter().map(|segment| match segment.strip_prefix('"').and_then(|word| word.strip_suffix('"')) {
            Some(word) => format!("/{}", name_in(channel, word)),
            None => format!("/{{{segment}}}"),
        });
    match written.collect::<String>() {
        path if path.is_empty() => "/".to_owned(),
        path => path,
    }
}

/// An address that is being written: first its path, then its query.
pub struct Address {
    /// Of which channel.
    pub channel: Channel,
    text: String,
    has_query: bool,
}

impl Address {
    /// Nothing yet.
    pub const fn new(channel: Channel) -> Self {
        Self { channel, text: String::new(), has_query: false }
    }

    /// Adds a segment of the path.
    pub fn push(&mut self, segment: impl Display) {
        // Writing to a text cannot fail.
        let _ = write!(self.text, "/{segment}");
    }

    /// Adds a parameter of the query.
    pub fn query(&mut self, param: QueryParam, value: impl Display) {
        self.named_query(param.as_str(), value);
    }

    /// Adds a parameter whose name is not known beforehand.
    pub fn named_query(&mut self, name: &str, value: impl Display) {
        let sign = if std::mem::replace(&mut self.has_query, true) { '&' } else { '?' };
        let (name, value) = (encoded(name), value.to_string());
        let _ = write!(self.text, "{sign}{name}={}", encoded(&value));
    }

    /// The whole address, below the channel's.
    pub fn into_text(self) -> String {
        self.text
    }
}

fn encoded(text: &str) -> impl Display {
    utf8_percent_encode(text, RESERVED)
}
