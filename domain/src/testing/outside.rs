//! A world that a real process works on too.

use std::{path::Path, sync::Arc};

use super::World;
use crate::{clock::Clock, vault::Vault};

impl World {
    /// Where the database is.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// Seals by the keys of a file from now on, as a process does that is given it.
    pub fn take_keys(&mut self, file: &Path) {
        self.domain.vault = Arc::new(Vault::open_file(file).expect("a file of keys"));
    }

    /// Moves the clock to the real time, by which a process lives.
    pub fn catch_up(&self) {
        self.clock.stand_at(Clock::system().now());
    }
}
