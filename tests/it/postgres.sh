# Runs a private PostgreSQL until standard input closes, then removes every trace of it.
# Arguments: the folder of PostgreSQL's programs, the system's temporary folder.
# Prints one line: the folder of its socket, or `failed:` and why.
#
# The input is a pipe whose other end the tests hold, so the server stops however they end, a crash included.
set -eu
trap '' INT # Ctrl-C ends the tests; the pipe then ends the server.
programs=$1
folder=$(mktemp -d "$2/isogloss-XXXXXX")
log=$folder/log

clean_up() {
    if [ -n "${server:-}" ]; then
        kill -QUIT "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}

fail() {
    echo "failed: $1: $(tail -n 3 "$log" 2>/dev/null | tr '\n' ' ')"
    clean_up
    exit 1
}

initialize() {
    rm -rf "$folder/data"
    "$programs/initdb" --pgdata="$folder/data" --username=isogloss --auth=trust --encoding=UTF8 --no-sync "$@" >"$log" 2>&1
}

# A default collation that sorts `a` before `B`: byte order then comes from our columns or not at all.
export LC_ALL=C
initialize --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US ||
    initialize --locale=en_US.UTF-8 ||
    initialize --locale=C.UTF-8 ||
    initialize --locale=C ||
    fail 'initdb'

"$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c jit=off \
    -c shared_buffers=32MB -c max_connections=200 >"$log" 2>&1 </dev/null &
server=$!

tries=0
until "$programs/pg_isready" --quiet --host="$folder"; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null || fail 'the server stopped'
    [ "$tries" -lt 600 ] || fail 'the server does not answer'
    sleep 0.05
done
echo "$folder"

read -r _ || true
clean_up
