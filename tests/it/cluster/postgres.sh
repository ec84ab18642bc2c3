# Runs a private PostgreSQL that a test stops, kills and starts again, until standard input closes; then removes every trace.
# Arguments: the folder of PostgreSQL's programs, the system's temporary folder.
# Prints the folder of its socket, then answers each line of standard input with one line: `done`, or `failed: …`.
set -eu
trap '' INT # Ctrl-C ends the tests; the pipe then ends the server.
programs=$1
folder=$(mktemp -d "$2/isogloss-XXXXXX")
log=$folder/log
pooler=

run() { # run NAME PORT: the server whose data is in the folder NAME
    # What is acknowledged is written (synchronous_commit), though not to the disk: nobody pulls the plug here.
    "$programs/pg_ctl" --pgdata="$folder/$1" --wait --timeout=60 --log="$log" start \
        --options="-k $folder -p $2 -c listen_addresses= -c fsync=off -c shared_buffers=32MB -c max_connections=100 -c jit=off"
}

stop() { # stop NAME MODE
    "$programs/pg_ctl" --pgdata="$folder/$1" --wait --mode="$2" stop
}

kill_at_once() {
    # Its children see that it is gone, and go.
    server=$(head -n 1 "$folder/data/postmaster.pid")
    kill -KILL "$server"
    while kill -0 "$server"; do sleep 0.05; done
    # What it leaves behind would keep the next one from starting while a child is still there.
    sleep 0.3
}

replica() { # replica DELAY: one that applies changes so much later
    "$programs/pg_basebackup" --host="$folder" --username=isogloss --pgdata="$folder/replica" \
        --write-recovery-conf --wal-method=stream --checkpoint=fast
    echo "recovery_min_apply_delay = '$1'" >>"$folder/replica/postgresql.auto.conf"
    run replica 5433
}

pooler() {
    cat >"$folder/pooler.ini" <<EOF
[databases]
* = host=$folder port=5432 user=isogloss
[pgbouncer]
unix_socket_dir = $folder
listen_port = 6432
listen_addr =
auth_type = any
pool_mode = transaction
default_pool_size = 4
logfile = $folder/pooler.log
pidfile = $folder/pooler.pid
EOF
    pgbouncer --daemon --quiet "$folder/pooler.ini"
    pooler=yes
}

answer() {
    if "$@" >>"$folder/output" 2>&1 </dev/null; then
        echo "done"
    else
        echo "failed: $*: $(tail -n 3 "$folder/output" "$log" 2>/dev/null | tr '\n' ' ')"
    fi
}

clean_up() {
    [ -z "$pooler" ] || kill -INT "$(cat "$folder/pooler.pid")" || true
    for name in replica data; do
        [ ! -f "$folder/$name/postmaster.pid" ] || stop "$name" immediate || true
    done
    rm -rf "$folder"
}

export LC_ALL=C
"$programs/initdb" --pgdata="$folder/data" --username=isogloss --auth=trust --encoding=UTF8 --locale=C --no-sync \
    >"$folder/output" 2>&1
run data 5432 >>"$folder/output" 2>&1
echo "$folder"

while read -r command argument; do
    case $command in
        start) answer run data 5432 ;;
        stop) answer stop data "$argument" ;;
        kill) answer kill_at_once ;;
        replica) answer replica "$argument" ;;
        stop-replica) answer stop replica fast ;;
        pooler) answer pooler ;;
        *) echo "failed: what is $command?" ;;
    esac
done
clean_up >/dev/null 2>&1
