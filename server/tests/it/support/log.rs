//! The log of one test, in memory. A test and the routes that it calls run on one thread, so each sees only its own lines.

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

/// Records the log from now on, as JSON.
pub fn keep() {
    LINES.set(Some(Vec::new()));
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(|| Kept);
    // Another test of the program may have started it.
    let _ = subscriber.try_init();
}

/// The lines that contain a text.
pub fn lines(with: &str) -> Vec<String> {
    let bytes = LINES.with_borrow(|lines| lines.clone().expect("the test keeps what is logged"));
    let text = String::from_utf8(bytes).expect("the log is text");
    text.lines().filter(|line| line.contains(with)).map(str::to_owned).collect()
}
