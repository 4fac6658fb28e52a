# shellcheck shell=bash
# The architecture's rules (docs/architecture.md) as checks. Sourced by `./test lint`.

# room_without CRATE PATTERN: no dependency of CRATE matches the pattern.
room_without() {
  local tree found
  tree=$(cargo tree --package "$1" --edges normal --prefix none --format '{p}') || return 1
  found=$(awk '{print $1}' <<<"$tree" | sort -u | grep -E "$2" | tr '\n' ' ')
  [[ -n $found ]] || return 0
  printf '%s must be built without: %s\n' "$1" "$found"
  return 1
}

# lines_without RULE PATTERN PATH… [GREP OPTION…]: no line of these files matches the pattern.
lines_without() {
  local promise=$1 found
  shift
  found=$(grep -rnE "$@") || return 0
  printf '%s:\n%s\n' "$promise" "$found"
  return 1
}

# features_of CARGO-TREE-ARGUMENT…: every crate from outside with the features it is built with.
features_of() {
  cargo tree "$@" --prefix none --no-dedupe --format '{p} {f}' | grep -v " ($PWD" | sed -E 's/ \((\*|proc-macro)\)//g' | sort -u
}

# Production is built from the same crates, with the same features, as tests are; otherwise clippy checks them twice.
one_graph() {
  local differing
  differing=$(comm -23 <(features_of --package server --edges normal,build) \
    <(features_of --features server/demo --edges normal,build,dev))
  [[ -n $differing ]] || return 0
  printf 'only production has these crates with these features:\n%s\n' "$differing"
  return 1
}

# `ssr` in the browser's module makes every event handler panic.
wasm_without_ssr() {
  local tree
  tree=$(cargo tree --package frontend --target wasm32-unknown-unknown --edges features --invert tachys) || return 1
  ! grep -E 'feature "ssr"' <<<"$tree"
}

# Comments cite rules by number, and each number has its line in docs/rules.md.
cited_rules_are_written() {
  local cited missing
  cited=$(git grep -hE '(//|^ *#|/\*| \*) ?.*\b([GBSI][0-9]{1,2}|V[0-9]+\.[0-9]+\.[0-9]+|9[A-D][0-9]{1,2})\b' -- \
    '*.rs' '*.ts' '*.css' '*.mjs' '*.sh' Cargo.toml run test bench |
    grep -oE '(//|#|\*).*' | grep -oE '\b([GBSI][0-9]{1,2}|V[0-9]+\.[0-9]+\.[0-9]+|9[A-D][0-9]{1,2})\b' | sort -u)
  [[ -n $cited ]] || return 1
  if git grep -nE '//.*\bB[0-9]{1,2}\b' -- '*sign_in*' || git grep -nE '//.*\bS[0-9]{1,2}\b' -- '*bag*' '*pick_list*'; then
    echo 'Signing in cites rules by S, bags by B.'
    return 1
  fi
  missing=$(for rule in $cited; do grep -qE "^\| $rule( |\$)" docs/rules.md || printf '%s ' "$rule"; done)
  [[ -z $missing ]] || { printf 'docs/rules.md lacks rules that are cited: %s\n' "$missing" && return 1; }
}

# Everything that docs/rules.md names exists: each file, and in it the tests listed after it.
rules_name_tests_that_exist() {
  local cell file='' broken=0
  while read -r cell; do
    case $cell in
      */*) file=$cell; [[ -e $file ]] || { printf 'docs/rules.md names %s, which does not exist\n' "$file"; broken=1; } ;;
      *_*) grep -qsE "\b$cell\b *(\(|$)" "$file" ||
        { printf 'docs/rules.md names %s, which is not in %s\n' "$cell" "$file"; broken=1; } ;;
    esac
  done < <(grep -E '^\| *(G|B|S|I|V|9)[0-9A-D]' docs/rules.md | sed 's/.*| \([^|]*\) |$/\1/' | grep -oE '`[a-z0-9_]+(/[A-Za-z0-9_./]+)?`' | tr -d '\140')
  return "$broken"
}

# A file of a test program that no `mod` names is not compiled, and its tests do not run.
test_files_are_named() {
  local file folder parent missing=
  while read -r file; do
    folder=${file%/*}
    parent=$folder.rs
    [[ $folder != */tests/it ]] || parent=$folder/main.rs
    grep -qE "^(pub )?mod $(basename "$file" .rs);" "$parent" || missing+=" $file"
  done < <(find ./*/tests/it -name '*.rs' ! -path '*/it/main.rs')
  [[ -z $missing ]] || { printf 'These test files have no line in the file above them:%s\n' "$missing" && return 1; }
}

# modules_in_order CRATE…: no top-level modules of a crate import each other in a circle, except `testing`.
modules_in_order() {
  local crate files loops broken=0
  for crate in "$@"; do
    mapfile -t files < <(find "$crate/src" -name '*.rs' ! -path '*/testing/*' ! -name testing.rs ! -name lib.rs)
    loops=$(awk -f script/circles.awk "$crate/src/lib.rs" "${files[@]}" | sort -u | tsort 2>&1 >/dev/null) && continue
    # Only the first circle; once it is fixed, the next run reports the next.
    printf '%s has modules that import each other in a circle:%s\n' "$crate" \
      "$(awk '/contains a loop/ { found++; next } found == 1 { printf " %s", $2 }' <<<"$loops")"
    broken=1
  done
  return "$broken"
}

# One `use` per module (docs/conventions.md): no path inside the braces of a `use`.
uses_are_flat() {
  local found
  found=$(git ls-files -z '*.rs' | xargs -0 grep -Pzl '(?m)^\s*(pub(\([a-z]+\))? )?use [^;{]*\{[^;]*::[^;]*;')
  [[ -z $found ]] || { printf 'one use per module:\n%s\n' "$found"; return 1; }
}

# A finder that is given neither somebody nor a key returns everybody's rows, and says so: `anywhere`. Fingerprints of keys
# and pick lists are nobody's.
unscoped_finders_say_so() {
  local found
  found=$(git grep -nP 'fn (?!\w*anywhere)\w+\((\w+: (Timestamp|LocalDate|JobKind|Option<PersonId>)(, )?)*\) -> Select<' -- \
    domain/src/entity ':!*/key_fingerprint.rs' ':!*/pick_list.rs') || return 0
  printf 'finders of everybody'\''s rows have "anywhere" in their names:\n%s\n' "$found"
  return 1
}

check_rooms() {
  local broken=0
  room_without types '^(sea-orm|leptos|sqlx)' || broken=1
  room_without migrations '^(domain|app|types|leptos|axum)$' || broken=1
  room_without bankid '^(domain|app|types|leptos|axum|sea-orm)$' || broken=1
  room_without bankid-simulator '^(domain|app|types|leptos|sea-orm)$' || broken=1
  # Demo mode and tests only.
  room_without server '^bankid-simulator$' || broken=1
  room_without domain '^(leptos|leptos_.*|axum)$' || broken=1
  wasm_without_ssr || broken=1
  lines_without 'app holds no SQL' 'sea_orm' app/src || broken=1
  lines_without 'only request.rs names leptos_axum' 'leptos_axum' app/src --exclude=request.rs || broken=1
  # Test support reads all rows.
  lines_without 'rows are found through a scope, outside domain/src/entity' 'Entity::find(_by_id)?\(' domain/src \
    --exclude-dir=entity --exclude-dir=testing || broken=1
  unscoped_finders_say_so || broken=1
  # ASVS V1.2.4. Tests create and drop databases, whose names cannot be bound as values. `db` passes statements on, and a
  # migration may contain a constant one that the builder cannot express.
  lines_without 'SQL is not built from strings' \
    'Statement::from_string|AssertSqlSafe|execute_unprepared\(&|execute_unprepared\(format|Expr::cust\(&?format' \
    domain/src server/src migrations/src --exclude-dir=testing --exclude-dir=db || broken=1
  one_graph || broken=1
  modules_in_order types bankid bankid-simulator domain app server || broken=1
  uses_are_flat || broken=1
  cited_rules_are_written || broken=1
  rules_name_tests_that_exist || broken=1
  test_files_are_named || broken=1
  lines_without 'app has its cfgs in lib.rs' 'cfg(_attr)?\(feature' app/src --exclude=lib.rs || broken=1
  return "$broken"
}
