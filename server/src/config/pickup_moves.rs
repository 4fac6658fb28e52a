//! The file of pickups that are moved for public holidays: our own, or one that the settings name.

use std::path::Path;

use anyhow::Context as _;
use config::{Config, File, FileFormat};
use domain::settings::PickupSettings;

use super::ServerConfig;

/// The years that it is for are in its own first lines.
const SHIPPED: &str = include_str!("../pickup_moves.toml");

impl ServerConfig {
    /// Pickups that are moved for public holidays.
    pub(super) fn pickup_moves(&self) -> anyhow::Result<PickupSettings> {
        let file = &self.pickups.moves_file;
        if file.as_os_str().is_empty() {
            return parse(SHIPPED).context("the file of pickups that the portal ships with is not of the right form");
        }
        parse(&read(file)?).with_context(|| {
            let file = file.display();
            format!("pickups.moves_file names {file}, which is not of the right form: write [[moves]] with from and to")
        })
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file)
        .with_context(|| format!("pickups.moves_file names {}, which cannot be read", file.display()))
}

fn parse(text: &str) -> anyhow::Result<PickupSettings> {
    let moves = Config::builder().add_source(File::from_str(text, FileFormat::Toml));
    Ok(moves.build()?.try_deserialize()?)
}
