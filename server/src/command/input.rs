//! The file that a command takes in.

use std::path::Path;

use anyhow::Context as _;
use tokio::io::{AsyncBufRead, BufReader};

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 20;

/// A file, or standard input where the path is `-`.
pub(super) async fn open(path: &Path) -> anyhow::Result<Box<dyn AsyncBufRead + Unpin + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, tokio::io::stdin())));
    }
    let file = tokio::fs::File::open(path).await.with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
}
