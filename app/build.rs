//! Turns `locales/{sv,en}/<noun>.json` into `texts.rs`: one type for each text, in a module for each noun and group, for
//! `i18n.rs`. A key, or a `{{ value }}` inside a text, that one language lacks stops the build.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use serde_json::{Map, Value};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const LOCALES: &str = "locales";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={LOCALES}");

    let (swedish, english) = (load("sv")?, load("en")?);
    let mut texts = String::new();
    write_group(&mut texts, "", &swedish, &english)?;
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("texts.rs"), texts)?;
    Ok(())
}

/// All files of one language as one group, each under its name.
fn load(language: &str) -> Result<Map<String, Value>> {
    let mut nouns = Map::new();
    for entry in std::fs::read_dir(Path::new(LOCALES).join(language))? {
        let path = entry?.path();
        let noun = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file name that is not UTF-8")?.to_owned();
        let texts = serde_json::from_str(&std::fs::read_to_string(&path)?);
        nouns.insert(noun, texts.map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(nouns)
}

/// `path` names the group in errors, as in `.access_grant.list`.
fn write_group(
    code: &mut String,
    path: &str,
    swedish: &Map<String, Value>,
    english: &Map<String, Value>,
) -> Result<()> {
    if let Some(key) = english.keys().find(|key| !swedish.contains_key(*key)) {
        return Err(format!("locales/sv lacks {path}.{key}").into());
    }
    for (key, swedish) in swedish {
        let path = format!("{path}.{key}");
        let english = english.get(key).ok_or_else(|| format!("locales/en lacks {path}"))?;
        match (swedish, english) {
            (Value::Object(swedish), Value::Object(english)) => {
                writeln!(code, "pub mod {key} {{")?;
                write_group(code, &path, swedish, english)?;
                writeln!(code, "}}")?;
            }
            (Value::String(swedish), Value::String(english)) => write_text(code, key, swedish, english)
                .map_err(|error| format!("locales/{{sv,en}}: {path}: {error}"))?,
            _ => return Err(format!("locales/{{sv,en}}: {path} is a text in one language only").into()),
        }
    }
    Ok(())
}

/// A text is a struct with a field for each value, so that the compiler finds one that is missing or misspelled. Its
/// `text` is a `&'static str`, or a `String` where there are values.
fn write_text(code: &mut String, key: &str, swedish: &str, english: &str) -> Result<()> {
    let names = value_names(swedish)?;
    if names != value_names(english)? {
        return Err("the values differ".into());
    }
    let (mut fields, mut types, mut bounds) = (String::new(), String::new(), String::new());
    for name in &names {
        // In capitals the type of a value cannot be taken for a text of the same name.
        let of_value = name.to_ascii_uppercase();
        write!(fields, "pub {name}: {of_value}, ")?;
        write!(types, "{of_value}, ")?;
        write!(bounds, "{of_value}: std::fmt::Display, ")?;
    }
    let (output, [swedish, english]) = if names.is_empty() {
        ("&'static str", [swedish, english].map(|text| format!("{text:?}")))
    } else {
        let format = |text: &str| format!("format!({:?})", text.replace("{{ ", "{").replace(" }}", "}"));
        ("String", [swedish, english].map(format))
    };
    let values = names.into_iter().collect::<Vec<_>>().join(", ");
    writeln!(
        code,
        "pub struct {key}<{types}> {{ {fields} }}
        impl<{bounds}> {key}<{types}> {{
            pub fn text(self, language: ::types::Language) -> {output} {{
                let Self {{ {values} }} = self;
                match language {{ ::types::Language::Swedish => {swedish}, ::types::Language::English => {english} }}
            }}
        }}"
    )?;
    Ok(())
}

/// The names in a text's `{{ name }}`.
fn value_names(text: &str) -> Result<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after
            .strip_prefix("{ ")
            .and_then(|after| after.split_once(" }}"))
            .filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
            .ok_or("a value is written {{ name }}")?;
        names.insert(name);
        rest = after;
    }
    Ok(names)
}
