# Prints which top-level modules of a crate import which, a pair on each line, for `tsort` to find circles in. Reads the
# crate's `lib.rs` first and then its other files; what a file's tests import does not count.

function module_of(path) {
  sub(/^.*\/src\//, "", path)
  sub(/[\/.].*$/, "", path)
  return node(path)
}

# Rows are found through a scope, and a scope is found in rows: the two are one.
function node(module) {
  return module == "entity" || module == "caller" ? "entity+caller" : module
}

# What `crate::name` stands for: a module, or something that `lib.rs` takes up from one.
function imported(name) {
  if (name in exported) name = exported[name]
  if (in_lib == 0 && (node(name) in modules) && node(name) != here) print node(name), here
}

# The text behind `crate::`: one name, or those of a list, of which each may have a path or a list of its own.
function names_of(text,   i, sign, depth, name) {
  if (substr(text, 1, 1) != "{") {
    match(text, /^[A-Za-z0-9_]+/)
    if (RLENGTH > 0) imported(substr(text, 1, RLENGTH))
    return
  }
  depth = 0
  name = ""
  for (i = 1; i <= length(text); i++) {
    sign = substr(text, i, 1)
    if (sign == "{") depth++
    else if (sign == "}" && --depth == 0) break
    else if (depth == 1 && sign == ",") name = ""
    else if (depth == 1 && sign ~ /[A-Za-z0-9_]/ && name != "-") {
      name = name sign
      if (substr(text, i + 1, 1) !~ /[A-Za-z0-9_]/) { imported(name); name = "-" }
    }
  }
}

# `pub use module::Name;` and `pub use module::{Name, Other};`
function take_up(text,   module, names, count, list, i) {
  while (match(text, /pub use (crate::)?[a-z_0-9]+::[^;]*;/)) {
    names = substr(text, RSTART + 8, RLENGTH - 9)
    text = substr(text, RSTART + RLENGTH)
    sub(/^crate::/, "", names)
    module = names
    sub(/::.*/, "", module)
    sub(/^[a-z_0-9]+::/, "", names)
    count = split(names, list, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= count; i++) if (list[i] ~ /^[A-Za-z]/) exported[list[i]] = module
  }
}

function file_read(   rest) {
  if (in_lib) take_up(text)
  rest = text
  while (match(rest, /crate::/)) {
    rest = substr(rest, RSTART + RLENGTH)
    names_of(rest)
  }
  text = ""
}

BEGIN {
  for (i = 1; i < ARGC; i++) if (ARGV[i] !~ /\/(lib|main)\.rs$/) modules[module_of(ARGV[i])] = 1
}

FNR == 1 {
  file_read()
  here = module_of(FILENAME)
  in_lib = FILENAME ~ /\/(lib|main)\.rs$/
  in_tests = 0
}

/^#\[cfg\(test\)\]/ { in_tests = 1 }
in_tests { next }

{
  sub(/\/\/.*/, "")
  text = text " " $0
}

END { file_read() }
