# shellcheck shell=sh disable=SC2154
# Becomes a shell in the copy, or ends: a script meant for the copy must never run on the server. The text of common.sh stands before it.
# Given: COPY_NAME, COPY_WORD (what the shell says once it is in the copy).
[ "$(copy_name)" = "$COPY_NAME" ] || fail gone "$(ended_why "$COPY_NAME")"
leader=$(find_leader "$COPY_NAME") || fail gone "$(ended_why "$COPY_NAME")"

# The limits of the copy hold for what runs in it.
while IFS=: read -r _ controllers group; do
    case $controllers in
    '') place=/sys/fs/cgroup/unified/$group && [ -d "$place" ] || place=/sys/fs/cgroup/$group ;;
    name=*) place=/sys/fs/cgroup/${controllers#name=}/$group ;;
    *) place=/sys/fs/cgroup/$controllers/$group ;;
    esac
    { echo "$$" >"$place/cgroup.procs"; } 2>/dev/null
done <"/proc/$leader/cgroup"
grep -q "copy-$COPY_NAME" /proc/self/cgroup || fail gone "$(ended_why "$COPY_NAME")"

proxy=$(cat "$COPY_FOLDER/proxy" 2>/dev/null)
set --
own=localhost,127.0.0.1,::1,$(uname -n)$(awk '$1 ~ /^127[.]|^::1$/ { for (i = 2; i <= NF; i++) printf ",%s", $i }' /etc/hosts)
[ -z "$proxy" ] || set -- "http_proxy=$proxy" "https_proxy=$proxy" "HTTP_PROXY=$proxy" "HTTPS_PROXY=$proxy" \
    "no_proxy=$own" "NO_PROXY=$own"
# shellcheck disable=SC2016 # the shell in the copy reads it
exec setpriv --bounding-set -sys_time,-sys_module,-sys_rawio,-syslog,-wake_alarm nsenter -t "$leader" -a -- /usr/bin/env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 "COPY_NAME=$COPY_NAME" "COPY_WORD=$COPY_WORD" "COPY_MASK=$mask" \
    "$@" \
    /bin/sh -c 'cd / && [ "$(cat /etc/handrail-copy 2>/dev/null)" = "$COPY_NAME" ] || exit 78
        umask "$COPY_MASK"
        word=$COPY_WORD
        unset COPY_NAME COPY_WORD COPY_MASK
        printf "\n%s\n" "$word"
        unset word
        exec /bin/sh'
