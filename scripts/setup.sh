#!/usr/bin/env bash
# Installs and builds what is missing: `scripts/setup.sh run` for the program itself, `scripts/setup.sh test` for all tests and checks.
# Debian or Ubuntu; as root, or with sudo. Rust comes from rustup (https://rustup.rs), which reads rust-toolchain.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

install_packages() {
    local missing=() package
    for package in "$@"; do
        dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then return; fi
    say "installing ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" != 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update --quiet --quiet
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}" >&2
}

if ! command -v cargo >/dev/null; then
    say "cargo is missing; install Rust from https://rustup.rs and open a new shell"
    exit 1
fi
# The bundled SQLite is compiled from C.
install_packages gcc libc6-dev

# Style sheets, scripts and icons of the pages, embedded into the program. Built again when anything they are made of is newer.
if ! command -v npm >/dev/null; then
    say "node and npm are missing; install Node 20 or newer (https://nodejs.org)"
    exit 1
fi
built=assets/dist/manifest.json
if [ ! -e "$built" ] || [ -n "$(find assets -path assets/dist -prune -o -path assets/node_modules -prune -o -type f -newer "$built" -print -quit)" ]; then
    say "building the style sheets and scripts"
    (cd assets && npm ci --silent && node build.mjs >/dev/null && touch dist/manifest.json)
fi
if [ "${1:-run}" = run ]; then exit 0; fi

# clamd scans evidence; the tests give it a database of their own with the one virus that is made for testing.
install_packages clamav-daemon
install_packages curl postgresql poppler-utils qpdf libreoffice-writer-nogui libreoffice-calc-nogui python3-venv
command -v cargo-nextest >/dev/null || cargo install --locked cargo-nextest --version 0.9.143
# The OpenID provider that the tests sign in at.
if [ tests/oidc/package-lock.json -nt tests/oidc/node_modules/.package-lock.json ]; then
    say "installing the OpenID provider of the tests"
    (cd tests/oidc && npm ci --silent)
fi
# Programs of others, in Python, that read what ours writes. Those that read open data are many, so they have a place of their own.
make_venv() {
    local venv=${CARGO_TARGET_DIR:-target}/$1 wanted
    wanted=$(cat "${@:2}")
    if [ "$(cat "$venv/requirements.txt" 2>/dev/null)" = "$wanted" ]; then return; fi
    say "installing what reads our files: ${*:2}"
    python3 -m venv "$venv"
    printf '%s\n' "$wanted" >"$venv/wanted.txt"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$venv/wanted.txt"
    mv "$venv/wanted.txt" "$venv/requirements.txt"
}
make_venv venv crates/report/tests/requirements.txt crates/emes/tests/requirements.txt
make_venv open-data-venv tests/open_data/requirements.txt

# The browser tests, with the browser of the machine: without its windows it takes half the time, where the distribution has it so.
if [ -z "${CHROMIUM:-}" ] && [ ! -x /usr/bin/chromium-headless-shell ]; then
    install_packages chromium-headless-shell || [ -x /usr/bin/chromium ] || install_packages chromium
fi
if [ ! e2e/node_modules/.package-lock.json -nt e2e/package-lock.json ]; then
    say "installing the browser tests"
    (cd e2e && npm ci --silent && touch node_modules/.package-lock.json)
fi
