# shellcheck shell=bash
# A PostgreSQL server for the tests: a free port, a fresh folder, removed when the tests end. Sourced by `./test`.

POSTGRES_DIR=
POSTGRES_PORT=
POSTGRES_BIN=

# PostgreSQL refuses to run as root, so root runs it as the user that Debian's package created.
as_postgres() {
  if ((EUID == 0)); then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

start_postgres() {
  local settings
  POSTGRES_BIN=$(find /usr/lib/postgresql -path '*/bin/initdb' -printf '%h\n' | sort -V | tail -n 1)
  POSTGRES_DIR=$(mktemp -d)
  POSTGRES_PORT=$(free_port)
  ((EUID != 0)) || chown postgres: "$POSTGRES_DIR"
  as_postgres "$POSTGRES_BIN/initdb" --pgdata="$POSTGRES_DIR/data" --username=postgres --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
  # This data need not survive a power cut, so writes are not synced.
  settings="-c port=$POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$POSTGRES_DIR"
  settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
  as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata="$POSTGRES_DIR/data" --log="$POSTGRES_DIR/log" \
    --options="$settings" --wait --silent start
  export TEST_POSTGRES_URL="postgres://postgres@127.0.0.1:$POSTGRES_PORT/postgres"
}

# The position of the server's write-ahead log in bytes, which shows whether tests used the database.
postgres_written() {
  as_postgres psql "$TEST_POSTGRES_URL" -Atc "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint"
}

stop_postgres() {
  [[ -n $POSTGRES_DIR ]] || return 0
  as_postgres "$POSTGRES_BIN/pg_ctl" --pgdata="$POSTGRES_DIR/data" --mode=immediate --silent stop || true
  rm -rf "$POSTGRES_DIR"
  POSTGRES_DIR=
}
