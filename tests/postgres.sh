#!/usr/bin/env bash
# A throw-away PostgreSQL cluster on loopback for the tests.
#
#   tests/postgres.sh start    start it unless it runs, print EMES_TEST_POSTGRES_URL=…
#   tests/postgres.sh stop     stop it and remove its files
#
# As a nextest setup script (NEXTEST_ENV is set) it hands the URL to the tests and stops the cluster when that nextest run is over.
# Debian's package is installed when it is missing. The cluster lives in memory where possible, does not sync, and trusts everybody on
# 127.0.0.1: never put anything into it.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
base=${TMPDIR:-/tmp}
if [ -w /dev/shm ]; then base=/dev/shm; fi
home=$base/emes-postgres-$(id -u)-$(printf %s "$root" | cksum | cut -d' ' -f1)

say() { printf 'tests/postgres.sh: %s\n' "$*" >&2; }

# PostgreSQL refuses to run as root; the package brings a user for it.
as_owner() {
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

find_binaries() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -x "$found/initdb" ]; then echo "$found"; return; fi
    if command -v initdb >/dev/null; then dirname "$(command -v initdb)"; return; fi
    return 1
}

install_package() {
    say "installing Debian's postgresql package"
    local sudo=()
    if [ "$(id -u)" != 0 ]; then sudo=(sudo -n); fi
    if ! { "${sudo[@]}" apt-get install -y --no-install-recommends postgresql \
        || { "${sudo[@]}" apt-get update && "${sudo[@]}" apt-get install -y --no-install-recommends postgresql; }; } >&2; then
        say "cannot install it; install PostgreSQL 14 or newer by hand and run this again"
        exit 1
    fi
}

is_running() { [ -f "$home/port" ] && as_owner "$bin/pg_ctl" -D "$home/data" status >/dev/null 2>&1; }

start_cluster() {
    rm -rf "$home/data" "$home/port"
    as_owner mkdir -p "$home"
    as_owner "$bin/initdb" -D "$home/data" -U postgres -A trust --locale=C --encoding=UTF8 --no-sync >"$home.log" 2>&1
    local port
    for _ in $(seq 20); do
        port=$((20000 + RANDOM % 12000))
        if as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/server.log" -w -t 60 start -o "-p $port -c listen_addresses=127.0.0.1 \
            -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
            -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=1GB" >>"$home.log" 2>&1 </dev/null 9>&-; then
            as_owner sh -c "echo $port >'$home/port'"
            return
        fi
    done
    say "the cluster does not start; see $home.log and $home/server.log"
    exit 1
}

stop_cluster() {
    if [ -d "$home/data" ]; then as_owner "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true; fi
    rm -rf "$home" "$home.log"
}

# Waits for a process to end, then stops the cluster unless someone else uses it.
stop_after() {
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    exec 9>"$home.lock"
    flock 9
    rm -f "$home/users/$1"
    for user in "$home"/users/*; do
        [ -e "$user" ] || continue
        case ${user##*/} in
            by-hand) return ;;
            *) if kill -0 "${user##*/}" 2>/dev/null; then return; fi ;;
        esac
    done
    stop_cluster
}

if ! bin=$(find_binaries); then
    install_package
    bin=$(find_binaries)
fi

case ${1:-} in
    start)
        exec 9>"$home.lock"
        flock 9
        if ! is_running; then start_cluster; fi
        mkdir -p "$home/users"
        line="EMES_TEST_POSTGRES_URL=postgres://postgres@127.0.0.1:$(cat "$home/port")/postgres"
        if [ -n "${NEXTEST_ENV:-}" ]; then
            touch "$home/users/$PPID"
            echo "$line" >>"$NEXTEST_ENV"
            exec 9>&-
            setsid "$0" stop-after "$PPID" </dev/null >/dev/null 2>&1 &
        else
            touch "$home/users/by-hand"
            echo "$line"
        fi
        ;;
    stop)
        exec 9>"$home.lock"
        flock 9
        stop_cluster
        ;;
    stop-after) stop_after "$2" ;;
    *)
        say "usage: tests/postgres.sh start|stop"
        exit 2
        ;;
esac
