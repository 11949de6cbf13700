#!/usr/bin/env bash
# Runs a command beside a PostgreSQL cluster of its own on loopback, with the settings Debian ships, and removes it afterwards.
#     with_postgres.sh COMMAND [ARGUMENT …]
# The command finds the database in PGHOST, PGPORT, PGUSER, PGDATABASE and EMES_DATABASE_URL.
set -euo pipefail

programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
folder=$(mktemp --directory --tmpdir emes-bench-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# PostgreSQL refuses to run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then (cd "$folder" && runuser -u postgres -- "$@"); else "$@"; fi
}

stop() {
    as_server "$programs/pg_ctl" --pgdata "$folder/data" --mode fast stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
as_server "$programs/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 --locale C.UTF-8 >/dev/null
as_server "$programs/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait \
    --options "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder" start >/dev/null

export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres PGDATABASE=emes
createdb emes
# What its processes take of the processor is counted by `emes bench load`.
EMES_BENCH_POSTGRES_PID=$(head -n 1 "$folder/data/postmaster.pid")
export EMES_BENCH_POSTGRES_PID EMES_DATABASE_URL="postgres://postgres@127.0.0.1:$port/emes"
"$@"
