//! The input file of a command.

use std::path::Path;

use anyhow::Context as _;
use tokio::io::{AsyncBufRead, BufReader};

/// Read buffer, in bytes.
const BUFFER: usize = 1 << 20;

/// Opens a file, or standard input if the path is `-`.
pub(super) async fn open(path: &Path) -> anyhow::Result<Box<dyn AsyncBufRead + Unpin + Send>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, tokio::io::stdin())));
    }
    let file = tokio::fs::File::open(path).await.with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
}
