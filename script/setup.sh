# shellcheck shell=bash
# Installs what `./run` and `./test` need. Sourced by both; idempotent, and silent about what is installed.

# Every version that no lock file pins. cargo-leptos 0.3.11 needs a newer Rust than rust-toolchain.toml has.
CARGO_LEPTOS_VERSION=0.3.10
CARGO_DENY_VERSION=0.20.2
NODE_OLDEST=20

# Our versions of tools go to .tools, so that the developer's own in ~/.cargo are neither used nor replaced.
export PATH="$PWD/script/bin:$PWD/.tools/bin:$PWD/style/node_modules/.bin:$PATH"
# Chromium comes from Debian; Playwright's own download is not wanted.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
SETUP_LOG=target/setup.log

say() { printf '%s\n' "$*"; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# quietly "Doing a thing" command…: prints one line with the time it took; the command's output only if it fails.
quietly() {
  local label=$1 started=$SECONDS
  shift
  mkdir -p target
  printf '%s … ' "$label"
  if "$@" >"$SETUP_LOG" 2>&1 </dev/null; then
    printf 'done (%d s)\n' $((SECONDS - started))
  else
    printf 'failed\n'
    tail -n 60 "$SETUP_LOG" >&2
    die "$label failed; the whole output is in $SETUP_LOG"
  fi
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# apt_package NAME…: installs from Debian, or says what to install.
apt_package() {
  command -v apt-get >/dev/null || die "please install: $* (found no apt-get to do it with)"
  ((EUID == 0)) || command -v sudo >/dev/null || die "please install as root: apt-get install $*"
  # sudo may ask for a password, so ask before output goes to the log.
  ((EUID == 0)) || sudo -v
  quietly "Installing $* (apt)" apt_install "$@"
}

apt_install() {
  # Package lists may be missing (a fresh image) or stale, so a first failure updates them and retries.
  apt_get install "$@" || { apt_get update && apt_get install "$@"; }
}

apt_get() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -y "$@"; }

need_compiler() {
  command -v cc >/dev/null || apt_package gcc libc6-dev
  command -v cargo >/dev/null || die 'please install Rust by rustup: https://rustup.rs'
  # Asking for the version makes rustup say so if the toolchain of rust-toolchain.toml is missing.
  rustc --version >/dev/null 2>&1 || quietly 'Installing the Rust toolchain' rustup toolchain install
  [[ -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown ]] ||
    quietly 'Adding the WebAssembly target' rustup target add wasm32-unknown-unknown
}

need_node() {
  local version command
  for command in node npm; do
    command -v "$command" >/dev/null || die "please install Node.js $NODE_OLDEST or later, with npm"
  done
  version=$(node --version)
  version=${version#v}
  ((${version%%.*} >= NODE_OLDEST)) || die "Node.js $version is too old; please install $NODE_OLDEST or later"
}

# need_cargo_tool NAME VERSION COMMAND MINUTES [FLAG…]
need_cargo_tool() {
  local name=$1 version=$2 command=$3 minutes=$4
  shift 4
  [[ "$("$command" --version 2>/dev/null)" == *" $version" ]] ||
    quietly "Installing $name $version (about $minutes min)" install_cargo_tool "$name" "$version" "$@"
}

install_cargo_tool() {
  local name=$1 version=$2
  shift 2
  if command -v cargo-binstall >/dev/null && cargo binstall --no-confirm --root .tools "$name@$version"; then
    return
  fi
  # They run for seconds, so it is the build that has to be short; and what they have in common is built once.
  CARGO_TARGET_DIR=target/tools CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_DEBUG=false \
    cargo install --root .tools "$@" "$name" --version "$version"
}

# The version of one crate in Cargo.lock.
locked_version() {
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/.*= "|"/, ""); print; exit }' Cargo.lock
}

# need_npm_packages FOLDER
need_npm_packages() {
  local installed=$1/node_modules/.package-lock.json
  [[ $installed -nt $1/package-lock.json && $installed -nt $1/package.json ]] ||
    quietly "Installing npm packages of $1" npm ci --prefix "$1" --no-audit --no-fund --loglevel=error
}

# The tools that build the portal.
setup_build() {
  need_node
  need_compiler
  # It compresses the site's files, for which only fast code is fast enough.
  need_cargo_tool cargo-leptos "$CARGO_LEPTOS_VERSION" cargo-leptos 5 --locked --features no_downloads \
    --config profile.release.package.brotli.opt-level=3
  # wasm-bindgen's command line must have exactly the version of the crate in the module.
  need_cargo_tool wasm-bindgen-cli "$(locked_version wasm-bindgen)" wasm-bindgen 2
  need_npm_packages style
}

# What each part of `./test` needs in addition.
setup_lint() {
  need_cargo_tool cargo-deny "$CARGO_DENY_VERSION" cargo-deny 2 --locked
  need_npm_packages end2end
}

setup_postgres() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || apt_package postgresql
}

setup_stories() {
  [[ -x ${CHROMIUM:-/usr/bin/chromium} ]] || apt_package chromium
  need_npm_packages end2end
}

# A hash of the content of everything the release artifact is built from: the same after a fresh checkout, different
# after a deletion. Takes a few hundredths of a second.
source_hash() {
  {
    rustc --version
    declare -f build_artifact version_site
    find types migrations bankid bankid-simulator domain app frontend server style .cargo Cargo.toml Cargo.lock rust-toolchain.toml \
      \( -name node_modules -o -name tests -o -path style/dist \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
  } | sha256sum
}

build_artifact() {
  # cargo-leptos does not remove the files of earlier builds.
  rm -rf target/site
  npm run build --prefix style --loglevel=error &&
    cargo leptos build --release --split --precompress --frontend-only &&
    version_site &&
    LEPTOS_OUTPUT_NAME=portal LEPTOS_HASH_FILES=true cargo build --release --package server --features demo
}

# Moves what was built into a folder named by its content, and writes that name beside the server. cargo-leptos' own
# hashes are in the names of files that name each other; two builds of it had files of one name and different content.
version_site() {
  local version
  version=$(find target/site/pkg -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
  mkdir -p target/release "target/site/$version" && mv target/site/pkg/* "target/site/$version" && mv "target/site/$version" target/site/pkg &&
    printf '%s\n' "$version" >target/release/hash.txt
}

# Builds target/release/server and target/site, unless they are up to date.
ensure_artifact() {
  local stamp=target/release/.portal-sources hash
  hash=$(source_hash)
  [[ -x target/release/server && -d target/site/pkg && -f $stamp && $(<"$stamp") == "$hash" ]] && return
  rm -f "$stamp"
  quietly 'Building the portal (some minutes the first time)' build_artifact
  printf '%s\n' "$hash" >"$stamp"
}
