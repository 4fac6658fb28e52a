//! What the process logs, kept in memory. Tests of one file share it, so each looks for lines of its own.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::sync::{LazyLock, Mutex};

static LINES: LazyLock<Mutex<Vec<u8>>> = LazyLock::new(Mutex::default);

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.lock().expect("nothing panics while it writes").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what is logged from now on, as machines read it.
pub fn keep() {
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(|| Kept);
    // Another test of the file may have begun it.
    let _ = subscriber.try_init();
}

/// The lines that hold a text.
pub fn lines(with: &str) -> Vec<String> {
    let text =
        String::from_utf8(LINES.lock().expect("nothing panics while it writes").clone()).expect("the log is text");
    text.lines().filter(|line| line.contains(with)).map(str::to_owned).collect()
}
