#!/bin/sh
# service.sh start|stop|restart|status web|scheduler|worker ...: the services of the practice deployment. They have no systemd:
# each is a process with a file data/NAME.pid.
set -u
cd "$(dirname "$0")" || exit 1
root=$(pwd -P)
unset HANDRAIL_STEP

# alive NAME: whether its process runs, and is ours and not another that got its number.
alive() {
    pid=$(cat "data/$1.pid" 2>/dev/null) && [ -n "$pid" ] && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$root/" &&
        ! grep -q '^State:[[:space:]]*Z' "/proc/$pid/status" 2>/dev/null
}

start() {
    alive "$1" && return 0
    case $1 in
        web) if [ -x venv/bin/python ]; then set -- web "$root/venv/bin/python" "$root/web.py"; else set -- web sh "$root/worker.sh" web; fi ;;
        scheduler | worker) set -- "$1" sh "$root/worker.sh" "$1" ;;
        *)
            echo "There is no service $1." >&2
            return 2
            ;;
    esac
    name=$1
    shift
    if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; else set -- nohup "$@"; fi
    "$@" </dev/null >>"data/$name.log" 2>&1 3>&- &
    echo $! >"data/$name.pid"
    i=0
    while ! alive "$name" || { [ "$name" = web ] && [ -x venv/bin/python ] && ! [ -s data/port ]; }; do
        i=$((i + 1))
        [ $i -lt 50 ] || {
            echo "$name did not start; see $root/data/$name.log" >&2
            return 1
        }
        sleep 0.1
    done
    echo "started $name ($(cat "data/$name.pid"))"
}

stop() {
    if alive "$1"; then
        kill "$pid" 2>/dev/null
        i=0
        while alive "$1"; do
            i=$((i + 1))
            [ $i -lt 50 ] || kill -9 "$pid" 2>/dev/null
            sleep 0.1
        done
        echo "stopped $1 ($pid)"
    fi
    rm -f "data/$1.pid"
    [ "$1" != web ] || rm -f data/port
}

action=${1:?start, stop, restart or status}
shift
result=0
for service; do
    case $action in
        start) start "$service" || result=1 ;;
        stop) stop "$service" ;;
        restart) stop "$service" && start "$service" || result=1 ;;
        status) if alive "$service"; then echo "$service running $pid"; else echo "$service stopped" && result=3; fi ;;
    esac
done
exit $result
