//! Readability of the Swedish pages.

#[path = "../../domain/tests/it/letter/lix.rs"]
mod lix;

use std::fs;

use serde_json::Value;

/// Every text of a file, one a line, with a name in place of each value.
fn texts(value: &Value, lines: &mut String) {
    match value {
        Value::Object(members) => members.values().for_each(|member| texts(member, lines)),
        Value::String(text) => {
            let mut parts = text.split("{{");
            lines.extend(parts.next());
            lines.extend(parts.flat_map(|part| ["Anna", part.split_once("}}").map_or("", |(_, rest)| rest)]));
            lines.push('\n');
        }
        _ => {}
    }
}

#[test]
fn swedish_pages_are_easy_to_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/sv");
    let mut files = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let mut lines = String::new();
        texts(&serde_json::from_slice(&fs::read(&path).unwrap()).unwrap(), &mut lines);

        let lix = lix::lix(&lines);

        assert!(lix <= 40, "{} has LIX {lix}:\n{lines}", path.display());
        files += 1;
    }
    assert!(files > 10, "the folder has the texts of the pages");
}
