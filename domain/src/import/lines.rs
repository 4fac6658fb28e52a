//! The lines of a file, one at a time, however long the file or a line is.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt as _};

use super::Fault;

/// The longest line, in bytes.
const LONGEST: usize = 1 << 20;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// A line that is not blank.
pub(crate) struct TextLine {
    /// Counted from 1, including blank lines.
    pub(crate) number: u64,
    pub(crate) text: Result<String, Fault>,
}

pub(crate) struct Lines<R> {
    file: R,
    number: u64,
}

impl<R: AsyncBufRead + Unpin> Lines<R> {
    pub(crate) fn new(file: R) -> Self {
        Self { file, number: 0 }
    }

    /// The next line that is not blank. A UTF-16 file, as some spreadsheets save, is an error: none of its lines could
    /// be parsed.
    pub(crate) async fn next(&mut self) -> io::Result<Option<TextLine>> {
        while let Some(line) = self.read().await? {
            self.number += 1;
            let number = self.number;
            let Some(mut bytes) = line else { return Ok(Some(TextLine { number, text: Err(Fault::TooLong) })) };
            if number == 1 && is_utf_16(&bytes) {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "it is in UTF-16; save it as UTF-8"));
            }
            if number == 1 && bytes.starts_with(BYTE_ORDER_MARK) {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(TextLine { number, text: String::from_utf8(bytes).map_err(|_| Fault::NotUtf8) }));
            }
        }
        Ok(None)
    }

    /// The bytes up to the next line feed; the inner `None` is a line that is too long, skipped without storing it.
    async fn read(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        let mut line = Some(Vec::new());
        let mut is_begun = false;
        loop {
            let buffer = self.file.fill_buf().await?;
            if buffer.is_empty() {
                return Ok(is_begun.then_some(line));
            }
            is_begun = true;
            let feed = buffer.iter().position(|byte| *byte == b'\n');
            let part = &buffer[..feed.unwrap_or(buffer.len())];
            line = line.filter(|line| line.len() + part.len() <= LONGEST);
            if let Some(line) = &mut line {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(feed.is_some());
            self.file.consume(used);
            if feed.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

/// By the byte order mark; without one, by the zero byte beside every ASCII character.
fn is_utf_16(first_line: &[u8]) -> bool {
    UTF_16_MARKS.iter().any(|mark| first_line.starts_with(mark)) || first_line.iter().take(2).any(|byte| *byte == 0)
}
