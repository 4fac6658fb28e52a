//! Everything that is wrong with the settings, found in one run: a server that stops at the first is started in vain once
//! for each.

use std::fmt;

/// A sentence for each thing that is wrong, with the setting and what to set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Problems {
    /// Adds a sentence, once.
    pub fn add(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.0.contains(&sentence) {
            self.0.push(sentence);
        }
    }

    /// Adds a sentence unless something holds.
    pub fn require(&mut self, holds: bool, sentence: &str) {
        if !holds {
            self.add(sentence);
        }
    }

    /// Adds what a check complains of; gives what it found out otherwise.
    pub fn take<T>(&mut self, checked: anyhow::Result<T>) -> Option<T> {
        checked.map_err(|complaint| self.add(format!("{complaint:#}"))).ok()
    }

    /// Adds what others have found, but not about a setting that is known to be wrong: one that cannot be read has its
    /// default in the meantime, and whatever a check says of that would mislead.
    pub fn extend(&mut self, others: Self) {
        let known: Vec<_> = self.0.iter().filter_map(|sentence| Some(sentence.split_once(' ')?.0.to_owned())).collect();
        let is_of = |sentence: &str, setting: &str| {
            sentence.strip_prefix(setting).is_some_and(|rest| rest.starts_with([' ', '.']))
        };
        let is_new = |sentence: &String| !known.iter().any(|setting| is_of(sentence, setting));
        others.0.into_iter().filter(is_new).for_each(|sentence| self.add(sentence));
    }

    /// All sentences as one error.
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
