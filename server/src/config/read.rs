//! Reads the settings: built-in defaults, then the file, then the environment. Environment values are texts, and the
//! type of the setting decides how a text is parsed: `00123456` is a password or the number 123456.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use anyhow::{Context as _, anyhow};
use config::builder::{ConfigBuilder, DefaultState};
use config::{Config, ConfigError, Environment, File, FileFormat, Map, Source as _, Value, ValueKind};
use serde::de::{Deserialize, Deserializer, Error as _};

use super::problems::Problems;
use super::{DEFAULTS, DEMO, Env, ServerConfig};

type Settings = Map<String, Value>;

/// Reads the settings. Reports each one that cannot be read, which then keeps its default.
pub(super) fn read() -> anyhow::Result<(ServerConfig, Problems)> {
    let (config, problems) = read_layered(&[DEFAULTS])?;
    match config.env {
        Env::Production => Ok((config, problems)),
        Env::Demo => read_layered(&[DEFAULTS, DEMO]),
    }
}

/// The default settings.
pub(super) fn defaults() -> anyhow::Result<ServerConfig> {
    Ok(builder(&[DEFAULTS]).build()?.try_deserialize()?)
}

fn read_layered(built_in: &[&str]) -> anyhow::Result<(ServerConfig, Problems)> {
    let mut problems = Problems::default();
    let defaults = builder(built_in).build()?.collect()?;
    let mut settings = builder(built_in);
    if let Some(file) = std::env::var_os("APP_CONFIG") {
        settings = settings.add_source(File::from(Path::new(&file)));
    }
    let settings = settings.add_source(environment(std::env::vars_os(), &mut problems));
    let mut settings = settings.build().context("the settings cannot be read")?.collect()?;
    drop_unknown(&mut settings, &defaults, "", &mut problems);
    Ok((readable(settings, &defaults, &mut problems)?, problems))
}

fn builder(built_in: &[&str]) -> ConfigBuilder<DefaultState> {
    let texts = built_in.iter().map(|text| File::from_str(text, FileFormat::Toml));
    texts.fold(Config::builder(), ConfigBuilder::<DefaultState>::add_source)
}

/// The variables that begin with `APP_`, as texts. `APP_CONFIG` names a file and is not a setting.
fn environment(variables: impl Iterator<Item = (OsString, OsString)>, problems: &mut Problems) -> Environment {
    let mut texts = Map::new();
    for (name, value) in variables {
        let Ok(name) = name.into_string() else { continue };
        if name == "APP_CONFIG" || !name.to_ascii_uppercase().starts_with("APP_") {
            continue;
        }
        match value.into_string() {
            Ok(value) => drop(texts.insert(name, value)),
            Err(_) => problems.add(format!("{name} in the environment is not UTF-8")),
        }
    }
    Environment::with_prefix("APP").source(Some(texts)).prefix_separator("_").separator("__")
}

/// Drops unknown settings, so that the others can be read.
fn drop_unknown(settings: &mut Settings, defaults: &Settings, within: &str, problems: &mut Problems) {
    settings.retain(|name, value| {
        let path = format!("{within}{name}");
        match (&mut value.kind, defaults.get(name).map(|default| &default.kind)) {
            (_, None) => {
                let place = value.origin().map(|origin| format!(" in {origin}")).unwrap_or_default();
                problems.add(format!("{path}{place} is no setting: config.default.toml has all there are"));
                return false;
            }
            (ValueKind::Table(inner), Some(ValueKind::Table(known))) => {
                drop_unknown(inner, known, &format!("{path}."), problems);
            }
            _ => {}
        }
        true
    });
}

/// Deserializes the settings, resetting those that fail to their defaults one at a time.
fn readable(mut settings: Settings, defaults: &Settings, problems: &mut Problems) -> anyhow::Result<ServerConfig> {
    let mut failed = HashSet::new();
    loop {
        let error = match Value::new(None, settings.clone()).try_deserialize() {
            Ok(config) => return Ok(config),
            Err(error) => error,
        };
        let path = path_of(&error).with_context(|| error.to_string())?;
        if !failed.insert(path.clone()) {
            return Err(anyhow!("{path} cannot be read: {error}"));
        }
        problems.add(format!("{path} cannot be read: {error}"));
        reset(&mut settings, defaults, &path);
    }
}

/// The setting that an error is about; for an item of a list, the list.
fn path_of(error: &ConfigError) -> Option<String> {
    let (ConfigError::Type { key: Some(key), .. } | ConfigError::At { key: Some(key), .. }) = error else {
        return None;
    };
    Some(key.split('[').next().unwrap_or_default().to_owned())
}

fn reset(settings: &mut Settings, defaults: &Settings, path: &str) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(default) = defaults.get(name) else { return };
    match (settings.get_mut(name).map(|value| &mut value.kind), &default.kind) {
        (Some(ValueKind::Table(inner)), ValueKind::Table(known)) if !rest.is_empty() => reset(inner, known, rest),
        _ => drop(settings.insert(name.to_owned(), default.clone())),
    }
}

/// A list: an array, or one comma-separated text, as in the environment.
pub(super) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    #[derive(serde::Deserialize)]
    #[serde(untagged, expecting = "a list, or a text with commas")]
    enum Items {
        Several(Vec<String>),
        Text(String),
    }

    let items = match Items::deserialize(deserializer)? {
        Items::Several(items) => items,
        Items::Text(text) => text.split(',').map(str::to_owned).collect(),
    };
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    items.map(|item| item.parse().map_err(|error| D::Error::custom(format!("{item:?}: {error}")))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_environment(variables: &[(&str, &str)]) -> (ServerConfig, String) {
        let mut problems = Problems::default();
        let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
        let environment = environment(variables, &mut problems);
        let defaults = builder(&[DEFAULTS]).build().unwrap().collect().unwrap();
        let mut settings = builder(&[DEFAULTS]).add_source(environment).build().unwrap().collect().unwrap();
        drop_unknown(&mut settings, &defaults, "", &mut problems);
        let config = readable(settings, &defaults, &mut problems).unwrap();
        (config, problems.into_result().map_or_else(|problems| problems.to_string(), |()| String::new()))
    }

    #[test]
    fn a_text_in_the_environment_stays_as_it_is() {
        for text in ["00123456", "0980319200", "+46980319200", "1e3", "1.50", "0x1F", "true", "NO", "nan", "a,b", " x "]
        {
            let (config, problems) = read_environment(&[
                ("APP_BRAND__PHONE", text),
                ("APP_DATABASE_URL", text),
                ("APP_DATA_DIR", text),
                ("APP_BAGS__DELIVERY__SV", text),
            ]);

            assert_eq!(problems, "");
            assert_eq!(config.brand.phone, text);
            assert_eq!(config.database_url.expose(), text);
            assert_eq!(config.data_dir, Path::new(text));
            assert_eq!(config.bags.delivery.sv, text);
        }
    }

    #[test]
    fn a_text_in_the_environment_becomes_what_its_setting_is() {
        let (config, problems) = read_environment(&[
            ("APP_PORT", "08080"),
            ("APP_WORKS", "FALSE"),
            ("APP_LOG_FORMAT", "text"),
            ("APP_GRANTS__WEB_LEAST_AGE", "21"),
            ("APP_LIMITS__EVENT_STREAMS", "7"),
            ("APP_TRUSTED_PROXIES", "192.0.2.1, 2001:db8::7"),
        ]);

        assert_eq!(problems, "");
        assert_eq!((config.port, config.works, config.grants.web_least_age), (8080, false, 21));
        assert_eq!(config.log_format, super::super::LogFormat::Text);
        assert_eq!(config.limits.event_streams.get(), 7);
        assert_eq!(
            config.trusted_proxies,
            ["192.0.2.1", "2001:db8::7"].map(|proxy| proxy.parse::<std::net::IpAddr>().unwrap())
        );
        let (config, problems) = read_environment(&[("APP_TRUSTED_PROXIES", "")]);
        assert_eq!((config.trusted_proxies.len(), problems), (0, String::new()));
    }

    #[test]
    fn every_setting_that_cannot_be_read_is_named() {
        let (config, problems) = read_environment(&[
            ("APP_PORT", "high"),
            ("APP_GRANTS__WEB_LEAST_AGE", "-1"),
            ("APP_ADDRESS", "here"),
            ("APP_LOG_FORMAT", "xml"),
            ("APP_LIMITS__EVENT_STREAMS", "0"),
            ("APP_TRUSTED_PROXIES", "192.0.2.1,somebody"),
            ("APP_SMTP__HOTS", "mail.example.com"),
            ("APP_VERSION", "1.2"),
            ("APP_BAGS", "many"),
            ("APP_BRAND__PHONE", "0980319200"),
        ]);

        for setting in [
            "port",
            "grants.web_least_age",
            "address",
            "log_format",
            "limits.event_streams",
            "trusted_proxies",
            "smtp.hots",
            "version",
            "bags",
        ] {
            assert!(problems.contains(&format!("\n- {setting} ")), "{setting}: {problems}");
        }
        assert_eq!(problems.lines().count(), 10, "{problems}");
        assert_eq!((config.port, config.bags.rolls, &*config.brand.phone), (3000, 3, "0980319200"));
    }
}
