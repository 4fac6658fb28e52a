//! All problems with the settings, found in one run: stopping at the first would cost one start for each.

use std::fmt;

/// One message per problem, with the setting and the remedy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Problems {
    /// Adds a message, unless it is there already.
    pub fn add(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.0.contains(&sentence) {
            self.0.push(sentence);
        }
    }

    /// Adds a message unless a condition holds.
    pub fn require(&mut self, holds: bool, sentence: &str) {
        if !holds {
            self.add(sentence);
        }
    }

    /// Adds the error of a check, or returns its result.
    pub fn take<T>(&mut self, checked: anyhow::Result<T>) -> Option<T> {
        checked.map_err(|complaint| self.add(format!("{complaint:#}"))).ok()
    }

    /// Adds further problems, but not about a setting that is known to be unreadable: it has its default meanwhile, so
    /// any check of it would mislead.
    pub fn extend(&mut self, others: Self) {
        let known: Vec<_> = self.0.iter().filter_map(|sentence| Some(sentence.split_once(' ')?.0.to_owned())).collect();
        let is_of = |sentence: &str, setting: &str| {
            sentence.strip_prefix(setting).is_some_and(|rest| rest.starts_with([' ', '.']))
        };
        let is_new = |sentence: &String| !known.iter().any(|setting| is_of(sentence, setting));
        others.0.into_iter().filter(is_new).for_each(|sentence| self.add(sentence));
    }

    /// All messages as one error.
    pub fn into_result(self) -> anyhow::Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(anyhow::anyhow!("{self}")) }
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0[..] {
            [only] => formatter.write_str(only),
            all => write!(formatter, "{} settings cannot be used:\n- {}", all.len(), all.join("\n- ")),
        }
    }
}
