//! What the process logs for one test, kept in memory. A test and the routes that it asks run in one thread, so each sees
//! its own lines alone.

use std::cell::RefCell;
use std::io::Write;

thread_local! {
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

struct Kept;

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LINES.with_borrow_mut(|lines| lines.iter_mut().for_each(|lines| lines.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Keeps what is logged from now on, as machines read it.
pub fn keep() {
    LINES.set(Some(Vec::new()));
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(|| Kept);
    // Another test of the program may have begun it.
    let _ = subscriber.try_init();
}

/// The lines that hold a text.
pub fn lines(with: &str) -> Vec<String> {
    let bytes = LINES.with_borrow(|lines| lines.clone().expect("the test keeps what is logged"));
    let text = String::from_utf8(bytes).expect("the log is text");
    text.lines().filter(|line| line.contains(with)).map(str::to_owned).collect()
}
