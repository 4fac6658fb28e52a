//! Turns `locales/{sv,en}/<noun>.json` into checked keys. A key that one language lacks stops the build.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

const LOCALES: &str = "locales";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LOCALES}");

    let nouns = nouns("sv")?;
    if nouns != self::nouns("en")? {
        return Err("locales/sv and locales/en hold different files".into());
    }
    for noun in &nouns {
        refuse_differences(noun)?;
    }

    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("sv")?.add_locale("en")?.add_namespaces(&nouns)?.parse_options(options);
    let texts = TranslationsInfos::parse(config)?;
    texts.emit_diagnostics();
    texts.generate_i18n_module(PathBuf::from(std::env::var("OUT_DIR")?).join("i18n"))?;
    Ok(())
}

/// The file names of one language, so that a new file needs no change here.
fn nouns(language: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut nouns = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(LOCALES).join(language))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            nouns.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
        }
    }
    Ok(nouns)
}

/// A key, or a `{{ value }}` inside a text, that only one language has is a mistake in one of them.
fn refuse_differences(noun: &str) -> Result<(), Box<dyn Error>> {
    let [swedish, english] = ["sv", "en"].map(|language| marks(language, noun));
    let (swedish, english) = (swedish?, english?);
    match swedish.symmetric_difference(&english).next() {
        Some(mark) => Err(format!("locales/{{sv,en}}/{noun}.json differ at {mark}").into()),
        None => Ok(()),
    }
}

fn marks(language: &str, noun: &str) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let path = Path::new(LOCALES).join(language).join(noun).with_extension("json");
    let text = std::fs::read_to_string(&path)?;
    let texts = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut marks = BTreeSet::new();
    collect("", &texts, &mut marks);
    Ok(marks)
}

fn collect(key: &str, value: &serde_json::Value, marks: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                collect(&format!("{key}.{name}"), member, marks);
            }
        }
        serde_json::Value::String(text) => {
            marks.insert(key.to_owned());
            let values = text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next());
            marks.extend(values.map(|value| format!("{key} {{{{{}}}}}", value.trim())));
        }
        _ => {
            marks.insert(key.to_owned());
        }
    }
}
